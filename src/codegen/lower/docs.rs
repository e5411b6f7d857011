//! What a reader is told besides the prose: limits, defaults, patterns; method, path and lifecycle.

use crate::codegen::docs::{append, clean, code, summary_and_description};
use crate::codegen::model::{Doc, Lifecycle, Limits};
use crate::codegen::spec::keywords::Keywords;

/// The description of a schema and what its keywords add to the type.
pub(super) fn of_schema(keywords: &Keywords<'_>) -> Doc {
    let mut doc = clean(keywords.description.unwrap_or_default());
    let facts = facts(keywords);
    if !facts.is_empty() {
        append(&mut doc, facts.join(" "));
    }
    doc
}

/// The prose of an operation and, last, how it is called.
pub(super) fn of_operation(
    operation: &openapiv3::Operation,
    call: &str,
    lifecycle: &Lifecycle,
    permissions: &[String],
) -> Doc {
    let mut doc = summary_and_description(operation.summary.as_deref(), operation.description.as_deref());
    let mut line = vec![code(call)];
    line.extend(since(lifecycle));
    if !permissions.is_empty() {
        let permissions: Vec<String> = permissions.iter().map(|permission| code(permission)).collect();
        line.push(format!("needs {}", permissions.join(", ")));
    }
    if operation.deprecated {
        line.push("deprecated".to_owned());
    }
    append(&mut doc, line.join(" · "));
    doc
}

fn since(lifecycle: &Lifecycle) -> Option<String> {
    let stability = lifecycle.stability.as_deref()?;
    let suffix = if stability == "ga" { String::new() } else { format!("~{stability}") };
    let is_of_stability = |release: &&String| match release.split_once('~') {
        Some((_, stage)) => suffix.trim_start_matches('~') == stage,
        None => suffix.is_empty(),
    };
    let first = lifecycle.releases.iter().find(is_of_stability).and_then(|release| release.split('~').next());
    let label = if stability == "ga" { "GA" } else { stability };
    Some(first.map_or_else(|| label.to_owned(), |date| format!("{label} since {date}")))
}

fn facts(keywords: &Keywords<'_>) -> Vec<String> {
    let mut facts = limits(&keywords.limits);
    if let Some(pattern) = keywords.pattern {
        facts.push(format!("Pattern: {}.", code(pattern)));
    }
    if let Some(default) = keywords.default {
        let text = default.as_str().map_or_else(|| default.to_string(), str::to_owned);
        facts.push(format!("Default: {}.", code(&text)));
    }
    facts
}

fn limits(limits: &Limits) -> Vec<String> {
    let steps = limits.multiple_of.map(|step| format!("A multiple of {step}."));
    let minimum = limits.minimum.map(|minimum| match limits.exclusive_minimum {
        true => format!("More than {minimum}."),
        false => format!("At least {minimum}."),
    });
    let maximum = limits.maximum.map(|maximum| match limits.exclusive_maximum {
        true => format!("Less than {maximum}."),
        false => format!("At most {maximum}."),
    });
    let bounds = match (limits.minimum, limits.maximum) {
        (Some(from), Some(to)) if !(limits.exclusive_minimum || limits.exclusive_maximum) => {
            vec![format!("From {from} to {to}.")]
        }
        _ => minimum.into_iter().chain(maximum).collect(),
    };
    let length = between(limits.min_length, limits.max_length, "character");
    let items = between(limits.min_items, limits.max_items, "item");
    bounds.into_iter().chain(steps).chain(length).chain(items).collect()
}

fn between(min: Option<u64>, max: Option<u64>, unit: &str) -> Option<String> {
    let many = |count: u64| if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") };
    match (min, max) {
        (Some(min), Some(max)) if min == max => Some(format!("Exactly {}.", many(max))),
        (Some(min), Some(max)) if min > 0 => Some(format!("From {min} to {}.", many(max))),
        (_, Some(max)) => Some(format!("At most {}.", many(max))),
        (Some(min), None) if min > 0 => Some(format!("At least {}.", many(min))),
        _ => None,
    }
}
