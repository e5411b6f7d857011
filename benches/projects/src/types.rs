//! The types of the same answers as one would write them by hand, with serde's derive.
#![allow(dead_code, reason = "what is decoded and not looked at is decoded all the same")]

use std::collections::BTreeMap;

use serde::Deserialize;
use snyk_secoda::rt::{DateTime, Utc, Uuid, Value};

#[derive(Deserialize)]
pub(crate) struct Page<T> {
    data: Vec<T>,
    jsonapi: Option<JsonApi>,
    links: Option<Links>,
}

pub(crate) type Projects = Page<Project>;
pub(crate) type Issues = Page<Issue>;

#[derive(Deserialize)]
struct JsonApi {
    version: String,
}

#[derive(Deserialize)]
struct Links {
    first: Option<Link>,
    last: Option<Link>,
    next: Option<Link>,
    prev: Option<Link>,
    #[serde(rename = "self")]
    self_: Option<Link>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Link {
    Text(String),
    Object { href: String, meta: Option<BTreeMap<String, Value>> },
}

/// An enum that knows the values of the schema.
macro_rules! words {
    ($($name:ident { $($variant:ident = $word:literal),* })*) => {
        $(
            #[derive(Deserialize)]
            enum $name {
                $(#[serde(rename = $word)] $variant,)*
                #[serde(other)]
                Other,
            }
        )*
    };
}

words! {
    Criticality { Critical = "critical", High = "high", Medium = "medium", Low = "low" }
    Environment { Frontend = "frontend", Backend = "backend", Internal = "internal", External = "external" }
    Lifecycle { Production = "production", Development = "development", Sandbox = "sandbox" }
    Status { Active = "active", Inactive = "inactive" }
    Policy { All = "all", OnlyNew = "only_new" }
    Frequency { Daily = "daily", Weekly = "weekly", Never = "never" }
    AssignmentType { Auto = "auto", Manual = "manual" }
    IssueType { Vulnerability = "package_vulnerability", License = "license", Cloud = "cloud", Code = "code" }
    IssueStatus { Open = "open", Resolved = "resolved" }
    Severity { Info = "info", Low = "low", Medium = "medium", High = "high", Critical = "critical" }
    ClassType { Rule = "rule-category", Compliance = "compliance", Weakness = "weakness" }
    ProblemType { Rule = "rule", Vulnerability = "vulnerability" }
    Reachability { Function = "function", Package = "package", NoInfo = "no-info", NotApplicable = "not-applicable" }
    RemedyType { Indeterminate = "indeterminate", Manual = "manual", Automated = "automated", Cli = "cli" }
    ItemType { Project = "project", Environment = "environment" }
}

#[derive(Deserialize)]
pub(crate) struct Project {
    id: Uuid,
    r#type: String,
    attributes: ProjectAttributes,
    meta: Option<ProjectMeta>,
    relationships: Option<ProjectRelationships>,
}

#[derive(Deserialize)]
struct ProjectAttributes {
    name: String,
    r#type: String,
    origin: String,
    status: Status,
    read_only: bool,
    created: DateTime<Utc>,
    target_file: String,
    target_reference: String,
    target_runtime: Option<String>,
    business_criticality: Option<Vec<Criticality>>,
    environment: Option<Vec<Environment>>,
    lifecycle: Option<Vec<Lifecycle>>,
    tags: Option<Vec<Tag>>,
    build_args: Option<BuildArgs>,
    settings: Settings,
}

#[derive(Deserialize)]
struct Tag {
    key: Option<String>,
    value: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum BuildArgs {
    Yarn { root_workspace: String },
    Container { platform: String },
    NuGet { target_framework: String },
}

#[derive(Deserialize)]
struct Settings {
    auto_dependency_upgrade: Option<AutoUpgrade>,
    auto_remediation_prs: Option<AutoRemediation>,
    manual_remediation_prs: Option<ManualRemediation>,
    pull_request_assignment: Option<Assignment>,
    pull_requests: PullRequests,
    recurring_tests: RecurringTests,
}

#[derive(Deserialize)]
struct AutoUpgrade {
    ignored_dependencies: Option<Vec<String>>,
    is_enabled: Option<bool>,
    is_major_upgrade_enabled: Option<bool>,
    limit: Option<f64>,
    minimum_age: Option<f64>,
}

#[derive(Deserialize)]
struct AutoRemediation {
    is_backlog_prs_enabled: Option<bool>,
    is_fresh_prs_enabled: Option<bool>,
    is_patch_remediation_enabled: Option<bool>,
}

#[derive(Deserialize)]
struct ManualRemediation {
    is_patch_remediation_enabled: Option<bool>,
}

#[derive(Deserialize)]
struct Assignment {
    assignees: Option<Vec<String>>,
    is_enabled: Option<bool>,
    r#type: Option<AssignmentType>,
}

#[derive(Deserialize)]
struct PullRequests {
    fail_only_for_issues_with_fix: Option<bool>,
    policy: Option<Policy>,
    severity_threshold: Option<Severity>,
}

#[derive(Deserialize)]
struct RecurringTests {
    frequency: Option<Frequency>,
}

#[derive(Deserialize)]
struct ProjectMeta {
    cli_monitored_at: Option<DateTime<Utc>>,
    latest_dependency_total: Option<DependencyTotal>,
    latest_issue_counts: Option<IssueCounts>,
}

#[derive(Deserialize)]
struct DependencyTotal {
    total: Option<f64>,
    updated_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
struct IssueCounts {
    critical: Option<f64>,
    high: Option<f64>,
    low: Option<f64>,
    medium: Option<f64>,
    updated_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
struct ProjectRelationships {
    importer: Option<Relation>,
    organization: Relation,
    owner: Option<Relation>,
    target: Relation,
}

#[derive(Deserialize)]
struct Relation {
    data: Reference,
    links: Option<Related>,
    meta: Option<BTreeMap<String, Value>>,
}

#[derive(Deserialize)]
struct Reference {
    id: Uuid,
    r#type: String,
}

#[derive(Deserialize)]
struct Related {
    related: Option<Link>,
}

#[derive(Deserialize)]
pub(crate) struct Issue {
    id: Uuid,
    r#type: String,
    attributes: IssueAttributes,
    relationships: IssueRelationships,
}

#[derive(Deserialize)]
struct IssueAttributes {
    key: String,
    title: String,
    r#type: IssueType,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    description: Option<String>,
    effective_severity_level: Severity,
    ignored: bool,
    status: IssueStatus,
    tool: Option<String>,
    coordinates: Option<Vec<Coordinate>>,
    classes: Option<Vec<Class>>,
    problems: Option<Vec<Problem>>,
    risk: Option<Risk>,
}

#[derive(Deserialize)]
struct Coordinate {
    is_fixable_manually: Option<bool>,
    is_fixable_snyk: Option<bool>,
    is_fixable_upstream: Option<bool>,
    is_patchable: Option<bool>,
    is_pinnable: Option<bool>,
    is_upgradeable: Option<bool>,
    reachability: Option<Reachability>,
    remedies: Option<Vec<Remedy>>,
    representations: Option<Vec<Representation>>,
}

#[derive(Deserialize)]
struct Remedy {
    r#type: RemedyType,
    description: Option<String>,
    correlation_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Representation {
    Resource {
        #[serde(rename = "resourcePath")]
        path: String,
    },
    Dependency {
        dependency: Dependency,
    },
    Source {
        #[serde(rename = "sourceLocation")]
        location: SourceLocation,
    },
}

#[derive(Deserialize)]
struct Dependency {
    package_name: String,
    package_version: String,
}

#[derive(Deserialize)]
struct SourceLocation {
    file: String,
    region: Option<Region>,
}

#[derive(Deserialize)]
struct Region {
    start: Position,
    end: Position,
}

#[derive(Deserialize)]
struct Position {
    line: i64,
    column: i64,
}

#[derive(Deserialize)]
struct Class {
    id: String,
    source: String,
    r#type: ClassType,
    url: Option<String>,
}

#[derive(Deserialize)]
struct Problem {
    id: String,
    source: String,
    r#type: ProblemType,
    updated_at: Option<DateTime<Utc>>,
    disclosed_at: Option<DateTime<Utc>>,
    discovered_at: Option<DateTime<Utc>>,
    url: Option<String>,
}

#[derive(Deserialize)]
struct Risk {
    factors: Vec<Factor>,
    score: Option<Score>,
}

#[derive(Deserialize)]
struct Factor {
    name: String,
    updated_at: DateTime<Utc>,
    value: bool,
    included_in_score: Option<bool>,
}

#[derive(Deserialize)]
struct Score {
    model: String,
    value: i64,
    updated_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
struct IssueRelationships {
    organization: ToOrganization,
    scan_item: ToItem,
}

#[derive(Deserialize)]
struct ToOrganization {
    data: Reference,
}

#[derive(Deserialize)]
struct ToItem {
    data: ItemReference,
}

#[derive(Deserialize)]
struct ItemReference {
    id: Uuid,
    r#type: ItemType,
}
