//! The table of all operations for people who read the repository.

use serde_json::Value;

use crate::codegen::Settings;
use crate::codegen::model::Model;
use crate::markdown::{Table, cell, code};

/// The operations of every API: a section for each, and a table for each tag.
pub(crate) fn markdown(apis: &[(Settings, &Model)]) -> String {
    let rows = super::rows(apis);
    let mut lines = vec![
        "# Operations".to_owned(),
        String::new(),
        "What can be called, from the same model that the code is made from. Written by `cargo xtask regen`: do not edit."
            .to_owned(),
    ];
    for (settings, model) in apis {
        let own: Vec<&Value> = rows.iter().filter(|row| row["api"] == settings.api).collect();
        lines.extend(section(settings.api, model, &own));
    }
    lines.join("\n") + "\n"
}

fn section(api: &str, model: &Model, rows: &[&Value]) -> Vec<String> {
    let version = model.default_version.iter().map(|version| format!(", version {version} unless told otherwise"));
    let count = rows.len();
    let head = format!("{}: {count} operations{}.", cell(&model.title), version.collect::<String>());
    let mut lines = vec![String::new(), format!("## {}", cell(api)), String::new(), head];
    for tag in &model.tags {
        let own: Vec<&Value> = rows.iter().copied().filter(|row| row["tag"] == tag.wire.as_str()).collect();
        lines.extend([String::new(), format!("### {}: {}", cell(api), cell(&tag.wire)), String::new()]);
        lines.extend(table(&own));
    }
    lines
}

fn table(rows: &[&Value]) -> Vec<String> {
    let head = ["call", "method and path", "stability", "version", "pages", "permissions"];
    Table::new(&head).rows(rows.iter().map(|row| cells(row).into())).lines()
}

fn cells(row: &Value) -> [String; 6] {
    let text = |name: &str| row[name].as_str().map(cell).unwrap_or_default();
    let rust = row["rust"].as_str().and_then(|rust| rust.split_once("Client::"));
    let rust = rust.map(|(_, call)| code(call)).unwrap_or_default();
    let method = row["method"].as_str().unwrap_or_default();
    let path = row["path"].as_str().unwrap_or_default();
    let pages = row["paging"]["parameter"].as_str().map(|parameter| format!("by {}", code(parameter)));
    let permissions = row["permissions"].as_array().into_iter().flatten().filter_map(Value::as_str).map(code);
    let deprecated = if row["deprecated"] == true { " (deprecated)" } else { "" };
    [
        rust + deprecated,
        code(&format!("{method} {path}")),
        text("stability"),
        text("version"),
        pages.unwrap_or_default(),
        permissions.collect::<Vec<_>>().join(", "),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen;

    fn of(document: &str) -> String {
        let settings = Settings { api: "scratch", runtime: "snyk_secoda", ..Settings::plain() };
        let generated = codegen::generate(document, &settings).unwrap_or_else(|problems| panic!("{problems}"));
        markdown(&[(settings, &generated.model)])
    }

    const DOCUMENT: &str = r##"{ "openapi": "3.0.0", "info": { "title": "A | B", "version": "1" },
        "tags": [{ "name": "One" }, { "name": "Two" }], "paths": {
        "/a|b": { "get": { "operationId": "first", "tags": ["One"], "x-snyk-permissions": ["a.read", "b.read"],
            "x-snyk-api-stability": "beta", "responses": { "204": { "description": "" } } } },
        "/c": { "delete": { "operationId": "second", "tags": ["Two"], "deprecated": true,
            "responses": { "204": { "description": "" } } } }
        } }"##;

    #[test]
    fn a_tag_has_a_table_of_its_own() {
        let text = of(DOCUMENT);
        let heads: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
        assert_eq!(heads, ["# Operations", "## scratch", "### scratch: One", "### scratch: Two"], "{text}");
        assert!(text.contains("A \\| B: 2 operations."), "{text}");
    }

    #[test]
    fn a_row_tells_call_path_and_permissions() {
        let text = of(DOCUMENT);
        let row = "| `one().first()` | `GET /a\\|b` | beta |  |  | `a.read`, `b.read` |";
        assert!(text.lines().any(|line| line == row), "{text}");
        assert!(text.contains("| `two().second()` (deprecated) | `DELETE /c` |"), "{text}");
    }

    #[test]
    fn the_vendored_operations_are_all_there() {
        let root = crate::project_root();
        let generated: Vec<_> = Settings::all()
            .into_iter()
            .map(|settings| {
                let text = std::fs::read_to_string(root.join(settings.spec_file())).unwrap_or_default();
                let made = codegen::generate(&text, &settings).unwrap_or_else(|problems| panic!("{problems}"));
                (settings, made.model)
            })
            .collect();
        let apis: Vec<(Settings, &Model)> = generated.iter().map(|(one, model)| (one.clone(), model)).collect();
        let text = markdown(&apis);
        assert_eq!(text.lines().filter(|line| line.starts_with("| `")).count(), super::super::rows(&apis).len());
        assert!(text.contains("| `groups().list_groups()` | `GET /groups` | beta | 2023-01-30~beta |"), "{text}");
    }
}
