//! Pages in the form of `listOrgProjects` and `listOrgIssues`.

use crate::bodies::{Maker, Members};

pub(crate) fn projects(count: usize) -> String {
    page(count, project)
}

pub(crate) fn issues(count: usize) -> String {
    page(count, issue)
}

fn page(count: usize, item: fn(&mut Maker) -> String) -> String {
    let mut maker = Maker::new(Members::Known);
    let items: Vec<String> = (0..count).map(|_| item(&mut maker)).collect();
    format!(r#"{{"jsonapi":{{"version":"1.0"}},"links":{{"next":"/rest/next?after=1"}},"data":[{}]}}"#, items.join(","))
}

fn project(maker: &mut Maker) -> String {
    let attributes = format!(
        r#"{{"name":"{}/{}:package.json","type":"npm","origin":"github","status":"{}","read_only":false,"created":"{}","target_file":"{}/package.json","target_reference":"main","target_runtime":"","business_criticality":["{}"],"environment":["backend","internal"],"lifecycle":["production"],"tags":[{{"key":"team","value":"{}"}},{{"key":"tier","value":"{}"}}],"build_args":{{"root_workspace":"{}"}},"settings":{}}}"#,
        maker.word(),
        maker.word(),
        ["active", "inactive"][maker.below(2)],
        maker.time(),
        maker.word(),
        ["critical", "high", "medium", "low"][maker.below(4)],
        maker.word(),
        maker.below(4),
        maker.word(),
        SETTINGS,
    );
    let (tested, total, at) = (maker.time(), maker.below(900), maker.time());
    let meta = format!(
        r#"{{"cli_monitored_at":"{tested}","latest_dependency_total":{{"total":{total},"updated_at":"{at}"}},"latest_issue_counts":{{"critical":{},"high":{},"medium":{},"low":{},"updated_at":"{at}"}}}}"#,
        maker.below(9),
        maker.below(30),
        maker.below(90),
        maker.below(200),
    );
    let relationships = format!(
        r#"{{"organization":{},"owner":{},"target":{}}}"#,
        relation(maker, "org"),
        relation(maker, "user"),
        relation(maker, "target"),
    );
    format!(
        r#"{{"id":"{}","type":"project","attributes":{attributes},"meta":{meta},"relationships":{relationships}}}"#,
        maker.id()
    )
}

const SETTINGS: &str = r#"{"auto_dependency_upgrade":{"is_enabled":true,"is_major_upgrade_enabled":false,"limit":5,"minimum_age":21,"ignored_dependencies":["left","right"]},"auto_remediation_prs":{"is_backlog_prs_enabled":false,"is_fresh_prs_enabled":true,"is_patch_remediation_enabled":false},"pull_requests":{"fail_only_for_issues_with_fix":true,"policy":"only_new","severity_threshold":"high"},"recurring_tests":{"frequency":"daily"}}"#;

fn relation(maker: &mut Maker, kind: &str) -> String {
    let id = maker.id();
    format!(r#"{{"data":{{"id":"{id}","type":"{kind}"}},"links":{{"related":"/rest/{kind}s/{id}"}}}}"#)
}

fn issue(maker: &mut Maker) -> String {
    let (at, key, title) = (maker.time(), maker.id(), maker.name());
    let coordinates = format!(
        r#"[{{"is_fixable_snyk":true,"is_patchable":false,"is_upgradeable":true,"reachability":"no-info","representations":[{}],"remedies":[{{"type":"automated","description":"{}"}}]}}]"#,
        representation(maker),
        maker.name(),
    );
    let attributes = format!(
        r#"{{"key":"{key}","title":"{title}","type":"package_vulnerability","created_at":"{at}","updated_at":"{at}","description":"{}","effective_severity_level":"{}","ignored":false,"status":"open","coordinates":{coordinates},"classes":[{{"id":"CWE-{}","source":"CWE","type":"weakness"}}],"problems":[{{"id":"{key}","source":"SNYK","type":"vulnerability","updated_at":"{at}"}}],"risk":{{"factors":[{{"name":"deployed","updated_at":"{at}","value":true,"included_in_score":true}}],"score":{{"model":"v1","value":{},"updated_at":"{at}"}}}}}}"#,
        maker.name(),
        ["low", "medium", "high", "critical"][maker.below(4)],
        maker.below(900),
        maker.below(1000),
    );
    let (organization, item, id) = (maker.id(), maker.id(), maker.id());
    format!(
        r#"{{"id":"{id}","type":"issue","attributes":{attributes},"relationships":{{"organization":{{"data":{{"id":"{organization}","type":"organization"}}}},"scan_item":{{"data":{{"id":"{item}","type":"project"}}}}}}}}"#
    )
}

/// One of the forms that are told apart by their members.
fn representation(maker: &mut Maker) -> String {
    let word = maker.word();
    match maker.below(3) {
        0 => format!(r#"{{"resourcePath":"/{word}"}}"#),
        1 => format!(r#"{{"dependency":{{"package_name":"{word}","package_version":"1.{}.0"}}}}"#, maker.below(40)),
        _ => format!(
            r#"{{"sourceLocation":{{"file":"src/{word}.rs","region":{{"start":{{"line":{},"column":1}},"end":{{"line":200,"column":9}}}}}}}}"#,
            maker.below(200)
        ),
    }
}
