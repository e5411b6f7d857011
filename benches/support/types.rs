//! The types of the same answers as one would write them by hand, with serde's derive.

use serde::Deserialize;
use snyk_secoda::rt::{DateTime, Utc, Uuid};

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "what is decoded and not looked at is decoded all the same")]
pub(crate) struct GroupResponse {
    pub(crate) data: Group,
    jsonapi: Option<JsonApi>,
    links: Option<SelfLink>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
pub(crate) struct Group {
    id: Uuid,
    r#type: GroupType,
    pub(crate) attributes: GroupAttributes,
    relationships: Option<GroupRelationships>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum GroupType {
    Group,
    #[serde(other)]
    Other,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
pub(crate) struct GroupAttributes {
    pub(crate) name: String,
    slug: Option<String>,
    avatar_url: Option<String>,
    logo_url: Option<String>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
struct GroupRelationships {
    tenant: Option<Tenant>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
struct Tenant {
    data: Option<TenantData>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
struct TenantData {
    id: Option<Uuid>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
struct JsonApi {
    version: String,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
struct SelfLink {
    #[serde(rename = "self")]
    self_: Option<Link>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Link {
    Text(String),
    Object { href: String },
}

impl Link {
    pub(crate) fn href(&self) -> &str {
        match self {
            Self::Text(href) | Self::Object { href } => href,
        }
    }
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
pub(crate) struct Memberships {
    pub(crate) data: Vec<Membership>,
    jsonapi: Option<JsonApi>,
    pub(crate) links: Option<Links>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
pub(crate) struct Links {
    first: Option<Link>,
    last: Option<Link>,
    pub(crate) next: Option<Link>,
    prev: Option<Link>,
    related: Option<Link>,
    #[serde(rename = "self")]
    self_: Option<Link>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
pub(crate) struct Membership {
    id: Option<Uuid>,
    r#type: Option<String>,
    attributes: Option<MembershipAttributes>,
    meta: Option<MembershipMeta>,
    relationships: Option<Relationships>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
struct MembershipAttributes {
    created_at: DateTime<Utc>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
struct MembershipMeta {
    group_membership_count: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
struct Relationships {
    group: Relation<Named>,
    role: Relation<Named>,
    user: Relation<User>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
struct Relation<T> {
    data: Option<RelationData<T>>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
struct RelationData<T> {
    id: Uuid,
    r#type: Option<String>,
    attributes: T,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
struct Named {
    name: String,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
struct User {
    name: String,
    username: String,
    email: Option<String>,
    login_method: Option<String>,
}

/// An object of the golden `union_more`.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
pub(crate) struct OfUnions {
    by_constant: Option<Payment>,
    texts: Option<Text>,
    numbers: Option<f64>,
    mixed: Option<Mixed>,
    shared: Option<Shared>,
    one_required: Option<OneRequired>,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
#[expect(dead_code, reason = "as above")]
enum Payment {
    Card { n: Option<i64> },
    Bank { n: Option<String> },
    Cash { n: Option<String> },
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Text {
    A,
    B,
    #[serde(other)]
    Other,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "as above")]
enum Mixed {
    Text(String),
    List(Vec<String>),
    A { a: String },
    B { b: String },
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "as above")]
enum Shared {
    X { id: String, x: String },
    Y { id: String, y: String },
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "as above")]
struct OneRequired {
    x: Option<String>,
    y: Option<String>,
}
