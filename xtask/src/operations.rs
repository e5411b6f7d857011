//! The table of all operations, from the same model that the code is made from.

mod markdown;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::codegen::model::{Location, Model, Operation, PagingBy, Parameter, Tag};
use crate::codegen::{self, Settings};
pub(crate) use markdown::markdown;

/// How the table is printed.
#[derive(Clone, Copy)]
pub(crate) enum Format {
    Table,
    Json,
}

/// The table of the operations of every API.
pub(crate) fn listing(root: &Path, format: Format) -> Result<String, String> {
    let mut apis = Vec::new();
    for settings in Settings::all() {
        let path = root.join(settings.spec_file());
        let text = fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let generated = codegen::generate(&text, &settings).map_err(|problems| problems.to_string())?;
        apis.push((settings, generated.model));
    }
    let apis: Vec<(Settings, &Model)> = apis.iter().map(|(settings, model)| (settings.clone(), model)).collect();
    let rows = rows(&apis);
    Ok(match format {
        Format::Table => table(&rows),
        Format::Json => serde_json::to_string_pretty(&rows).map_err(|error| error.to_string())? + "\n",
    })
}

/// A row for each operation, in the order of the APIs, then of their tags.
pub(crate) fn rows(apis: &[(Settings, &Model)]) -> Vec<Value> {
    let operations = apis
        .iter()
        .flat_map(|(settings, model)| model.operations().map(move |(tag, operation)| row(settings, tag, operation)));
    operations.collect()
}

fn row(settings: &Settings, tag: &Tag, operation: &Operation) -> Value {
    let (api, lifecycle) = (settings.api, &operation.lifecycle);
    let paging = operation.paging.as_ref().map(|paging| match &paging.by {
        PagingBy::Cursor(parameter) => json!({ "by": "cursor", "parameter": parameter }),
        PagingBy::Page(parameter) => json!({ "by": "page", "parameter": parameter }),
        PagingBy::Offset(parameter) => json!({ "by": "offset", "parameter": parameter }),
    });
    json!({
        "api": api,
        "id": operation.id,
        "method": operation.method,
        "path": operation.path,
        "tag": tag.wire,
        "rust": format!("{api}::Client::{}().{}()", tag.accessor, operation.name),
        "version": lifecycle.version,
        "stability": lifecycle.stability,
        "releases": lifecycle.releases,
        "permissions": operation.permissions,
        "query": query_parameters(settings, operation),
        "content_type": operation.body.as_ref().map(|body| &body.media_type),
        "accept": operation.accept,
        "paginated": operation.paging.is_some(),
        "paging": paging,
        "deprecated": operation.deprecated,
    })
}

/// The version, which the client adds, and the parameters that a caller can give.
fn query_parameters<'a>(settings: &Settings, operation: &'a Operation) -> Vec<&'a str> {
    let versioning = settings.versioning.as_ref().filter(|_| operation.lifecycle.versioned);
    let all = operation.arguments.iter().chain(&operation.setters);
    let query = all.filter(|parameter| parameter.location == Location::Query);
    let wires = query.map(|Parameter { wire, .. }| wire.as_str());
    versioning.map(|versioning| versioning.parameter).into_iter().chain(wires).collect()
}

/// The columns that fit a terminal. The rest is in the JSON.
fn table(rows: &[Value]) -> String {
    let head = ["api", "method", "path", "rust", "stability", "version", "pages", "permissions"].map(str::to_owned);
    let lines: Vec<[String; 8]> = std::iter::once(head).chain(rows.iter().map(cells)).collect();
    let width = |column: usize| lines.iter().map(|line| line[column].len()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..8).map(width).collect();
    let print = |line: &[String; 8]| {
        let cells = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    lines.iter().map(print).collect()
}

fn cells(row: &Value) -> [String; 8] {
    let text = |name: &str| row[name].as_str().unwrap_or("-").to_owned();
    let list = row["permissions"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let pages = row["paging"]["by"].as_str().unwrap_or("-").to_owned();
    let rust = text("rust").split_once("Client::").map(|(_, call)| call.to_owned()).unwrap_or_default();
    let permissions = list.collect::<Vec<_>>().join(" ");
    [text("api"), text("method"), text("path"), rust, text("stability"), text("version"), pages, permissions]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed() -> Vec<Value> {
        let listing = listing(&crate::project_root(), Format::Json).unwrap_or_else(|message| panic!("{message}"));
        serde_json::from_str(&listing).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn every_operation_of_both_services_is_listed_once() {
        let mut calls: Vec<String> =
            listed().iter().map(|row| format!("{} {} {}", row["api"], row["method"], row["path"])).collect();
        assert_eq!(calls.len(), 22);
        calls.sort();
        calls.dedup();
        assert_eq!(calls.len(), 22);
    }

    #[test]
    fn a_row_tells_what_a_caller_needs() {
        let rows = listed();
        let row = rows.iter().find(|row| row["id"] == "listGroupMemberships").unwrap_or(&Value::Null);
        assert_eq!(row["rust"], "snyk::Client::groups().list_group_memberships()");
        assert_eq!(row["paging"], json!({ "by": "cursor", "parameter": "starting_after" }));
        assert_eq!(row["permissions"], json!(["group.membership.read"]));
        assert_eq!(row["version"], "2024-08-25");
    }

    #[test]
    fn the_table_has_a_line_for_each_operation_and_a_head() {
        let listing = listing(&crate::project_root(), Format::Table).unwrap_or_default();
        assert_eq!(listing.lines().count(), 23);
        assert!(listing.starts_with("api"));
    }
}
