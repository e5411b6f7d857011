//! The operations that the rules keep.
//!
//! A path item that has lost all of its operations stays for `trim` to judge: names may depend on its path.

use serde_json::Value;

use super::nearest::nearest;
use super::operations::{self, Operation};
use super::rules::{ApiRules, By, Rule};
use super::{Fault, Faults, RULES_FILE, glob};
use crate::census::METHODS;

/// Leaves out every operation that fits no keep rule, or a drop rule. How many these are, and the rules that fit
/// nothing: what they named may have gone, which the verdict tells, or be called otherwise.
pub(super) fn narrow(root: &mut Value, rules: &ApiRules) -> Result<(usize, Vec<Fault>), Faults> {
    let unused = unused_rules(root, rules);
    let kept = |operation: &Operation<'_>| {
        let fits = |rule: &Rule| fits(rule, operation);
        (rules.keep.is_empty() || rules.keep.iter().any(fits)) && !rules.drop.iter().any(fits)
    };
    let dropped: Vec<(String, &'static str)> = operations::all(root)
        .filter(|operation| !kept(operation))
        .map(|operation| (operation.path.to_owned(), operation.method))
        .collect();
    if !rules.keep.is_empty() && dropped.len() == operations::all(root).count() {
        let fault = Fault::new(RULES_FILE, "the rules keep no operation of the document");
        return Err(Faults([vec![fault], unused].concat()));
    }
    let narrowed = !(rules.keep.is_empty() && rules.drop.is_empty());
    for (path, item) in operations::paths_mut(root).into_iter().flatten() {
        let Some(item) = item.as_object_mut() else { continue };
        item.retain(|key, _| !dropped.iter().any(|(of, method)| of == path && method == key));
    }
    if narrowed && let Some(paths) = operations::paths_mut(root) {
        // A path that is a reference has operations that no rule can see.
        let is_reference =
            |item: &Value| item.get("$ref").is_some() && !METHODS.iter().any(|key| item.get(key).is_some());
        paths.retain(|path, item| !is_reference(item) || is_kept_path(path, rules));
    }
    Ok((dropped.len(), unused))
}

fn is_kept_path(path: &str, rules: &ApiRules) -> bool {
    let fits = |rule: &Rule| rule.by == By::Path && glob::fits(&rule.pattern, path);
    rules.keep.iter().any(fits) && !rules.drop.iter().any(fits)
}

fn unused_rules(root: &Value, rules: &ApiRules) -> Vec<Fault> {
    let is_used = |rule: &Rule| {
        let mut references = operations::paths(root).filter(|(_, item)| item.get("$ref").is_some());
        rule.by == By::Path && references.any(|(path, _)| glob::fits(&rule.pattern, path))
            || operations::all(root).any(|operation| fits(rule, &operation))
    };
    let rules = rules.keep.iter().chain(&rules.drop);
    rules.filter(|rule| !is_used(rule)).map(|rule| unused(rule, root)).collect()
}

fn fits(rule: &Rule, operation: &Operation<'_>) -> bool {
    match rule.by {
        By::Tag => operation.tags().any(|tag| tag == rule.pattern),
        By::Path => glob::fits(&rule.pattern, operation.path),
        By::Stability => operation.stability() == Some(&rule.pattern),
        By::Operation => match rule.pattern.split_once(' ') {
            Some((method, path)) => {
                method.eq_ignore_ascii_case(operation.method) && glob::fits(path.trim(), operation.path)
            }
            None => operation.id() == Some(&rule.pattern),
        },
    }
}

fn unused(rule: &Rule, root: &Value) -> Fault {
    let mut there: Vec<String> = operations::all(root).flat_map(|operation| spellings(rule, &operation)).collect();
    there.sort();
    there.dedup();
    let noun = rule.by.noun();
    let fault = Fault::new(&rule.at, format!("no operation has the {noun} {:?}", rule.pattern));
    match nearest(&rule.pattern, there.iter().map(String::as_str)) {
        Some(near) => fault.mend(format!("the nearest {noun} is {near:?}: mend the rule, or delete it")),
        None => fault.mend("delete the rule, if what it named is gone for good"),
    }
}

/// What a rule of its kind could say of an operation.
fn spellings(rule: &Rule, operation: &Operation<'_>) -> Vec<String> {
    match rule.by {
        By::Tag => operation.tags().map(str::to_owned).collect(),
        By::Path => vec![operation.path.to_owned()],
        By::Stability => operation.stability().map(str::to_owned).into_iter().collect(),
        By::Operation if rule.pattern.contains(' ') => vec![operation.call()],
        By::Operation => operation.id().map(str::to_owned).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn document() -> Value {
        json!({ "paths": {
            "/groups": { "get": { "operationId": "listGroups", "tags": ["Groups"], "x-snyk-api-version": "2023-01-30~beta" } },
            "/groups/{group_id}": { "parameters": [], "get": { "tags": ["Group"] } },
            "/orgs": {
                "get": { "operationId": "listOrgs", "tags": ["Orgs"], "x-snyk-api-stability": "ga" },
                "post": { "tags": "Orgs", "x-snyk-api-stability": "experimental" },
            },
            "x-note": { "get": {} },
        }})
    }

    fn rules(by: By, patterns: &[&str]) -> Vec<Rule> {
        let at = "specs/regen.toml:3".to_owned();
        patterns.iter().map(|pattern| Rule { by, pattern: (*pattern).to_owned(), at: at.clone() }).collect()
    }

    fn kept(keep: Vec<Rule>, drop: Vec<Rule>) -> Result<Vec<String>, String> {
        let mut root = document();
        let rules = ApiRules { keep, drop, ..ApiRules::default() };
        narrow(&mut root, &rules).map_err(|faults| faults.to_string())?;
        Ok(operations::all(&root).map(|operation| operation.call()).collect())
    }

    fn is(calls: &[&str]) -> Result<Vec<String>, String> {
        Ok(calls.iter().map(|call| (*call).to_owned()).collect())
    }

    #[test]
    fn an_operation_is_kept_by_any_rule_that_fits() {
        assert_eq!(kept(rules(By::Tag, &["Orgs"]), vec![]), is(&["GET /orgs", "POST /orgs"]));
        assert_eq!(
            kept(rules(By::Path, &["/groups/*", "/groups"]), vec![]),
            is(&["GET /groups", "GET /groups/{group_id}"])
        );
        assert_eq!(
            kept(rules(By::Operation, &["listOrgs", "get /groups/{id}"]), vec![]),
            is(&["GET /groups/{group_id}", "GET /orgs"])
        );
        assert_eq!(kept(rules(By::Stability, &["beta"]), vec![]), is(&["GET /groups"]));
    }

    #[test]
    fn a_drop_rule_wins() {
        let all = ["GET /groups", "GET /groups/{group_id}", "GET /orgs"];
        assert_eq!(kept(vec![], rules(By::Stability, &["experimental"])), is(&all));
        assert_eq!(kept(rules(By::Path, &["/orgs"]), rules(By::Operation, &["POST /orgs"])), is(&["GET /orgs"]));
    }

    #[test]
    fn without_rules_all_is_kept() {
        assert_eq!(kept(vec![], vec![]).map(|calls| calls.len()), Ok(4));
    }

    #[test]
    fn a_rule_that_fits_nothing_is_told_with_the_nearest_match() {
        let cases = [
            (By::Tag, "Group2", "no operation has the tag \"Group2\": the nearest tag is \"Group\""),
            (By::Path, "/orgs/{id}", "no operation has the path \"/orgs/{id}\": the nearest path is \"/orgs\""),
            (By::Operation, "getOrgs", "the nearest operation is \"listOrgs\""),
            (By::Operation, "PUT /orgs", "the nearest operation is \"GET /orgs\""),
            (By::Stability, "experiment", "the nearest stability is \"experimental\""),
            (By::Tag, "Projects", "the nearest tag is \"Groups\""),
        ];
        for (by, pattern, expected) in cases {
            let keep = [rules(By::Operation, &["listOrgs"]), rules(by, &[pattern])].concat();
            let unused = narrow(&mut document(), &ApiRules { keep, ..ApiRules::default() }).map(|(_, unused)| unused);
            let lines: Vec<String> = unused.unwrap_or_default().iter().map(Fault::line).collect();
            assert_eq!(lines.len(), 1, "{lines:?}");
            assert!(lines[0].starts_with("specs/regen.toml:3: ") && lines[0].contains(expected), "{lines:?}");
        }
    }

    #[test]
    fn rules_that_keep_nothing_are_a_fault() {
        let text = kept(rules(By::Path, &["/orgs/{id}", "/x"]), vec![]).err().unwrap_or_default();
        assert!(text.starts_with("specs/regen.toml\n  the rules keep no operation"), "{text}");
        assert!(text.contains("the nearest path is \"/orgs\""), "{text}");
    }

    #[test]
    fn what_stands_beside_operations_stays() {
        let mut root = document();
        let rules = ApiRules { keep: rules(By::Tag, &["Orgs"]), ..ApiRules::default() };
        assert_eq!(narrow(&mut root, &rules), Ok((2, vec![])));
        assert_eq!(root["paths"]["/groups/{group_id}"], json!({ "parameters": [] }));
        assert_eq!(root["paths"]["x-note"], json!({ "get": {} }));
    }
}
