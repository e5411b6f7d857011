//! The settings that a document is generated with.
//!
//! | document | settings |
//! |---|---|
//! | any operation has `x-snyk-api-version` | those of Snyk |
//! | any server is at `secoda.co` or below it | those of Secoda |
//! | every other | none |
//!
//! Tables that name places of our own documents (renames, skips) never apply: they are about other text.

use serde_json::Value;

use crate::census::METHODS;
use crate::codegen::Settings;

/// Settings, and whose they are.
pub(crate) struct Known {
    pub whose: &'static str,
    pub settings: Settings,
}

pub(crate) fn settings_of(root: &Value) -> Known {
    let (whose, settings) = if is_snyk(root) {
        ("snyk", Settings::snyk())
    } else if is_secoda(root) {
        ("secoda", Settings::secoda())
    } else {
        ("plain", Settings::plain())
    };
    let settings = Settings { api: "scratch", runtime: "snyk_secoda", renames: &[], skips: &[], ..settings };
    Known { whose, settings }
}

fn is_snyk(root: &Value) -> bool {
    let items = root["paths"].as_object().into_iter().flat_map(|paths| paths.values());
    let mut operations = items.flat_map(|item| METHODS.iter().filter_map(|method| item.get(method)));
    operations.any(|operation| operation.get("x-snyk-api-version").is_some())
}

fn is_secoda(root: &Value) -> bool {
    let servers = root["servers"].as_array().into_iter().flatten();
    let mut hosts = servers.filter_map(|server| host(server["url"].as_str()?));
    hosts.any(|host| host == "secoda.co" || host.ends_with(".secoda.co"))
}

fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    rest.split(['/', ':', '?']).next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn whose(root: Value) -> &'static str {
        settings_of(&root).whose
    }

    #[test]
    fn settings_go_by_what_the_document_says() {
        assert_eq!(whose(json!({ "paths": { "/a": { "get": { "x-snyk-api-version": "2024-01-01" } } } })), "snyk");
        assert_eq!(whose(json!({ "servers": [{ "url": "https://{domain}.secoda.co/api/v1" }] })), "secoda");
        assert_eq!(whose(json!({ "servers": [{ "url": "https://example.com/secoda.co" }] })), "plain");
        assert_eq!(whose(json!({})), "plain");
    }

    #[test]
    fn what_is_about_our_own_documents_is_left_out() {
        let known = settings_of(&json!({ "servers": [{ "url": "https://api.secoda.co" }] }));
        assert!(known.settings.skips.is_empty() && known.settings.renames.is_empty());
        assert!(!known.settings.paging.is_empty());
    }
}
