//! Targets: the places that they find, and how near one comes that finds none.

use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};

use super::merge::kind;
use crate::vendor::nearest::nearest;

/// Things that are listed of a place where something else was looked for.
const MOST_LISTED: usize = 5;
/// Characters of each.
const LONGEST: usize = 60;

/// A step from a value to one inside of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Name(String),
    Index(usize),
}

/// The places that a query finds, each once, in the order of the document's names.
pub(super) fn places(query: &JsonPath, root: &Value) -> Vec<Vec<Step>> {
    let steps = |element: &PathElement<'_>| match element {
        PathElement::Name(name) => Step::Name((*name).to_owned()),
        PathElement::Index(index) => Step::Index(*index),
    };
    let found = query.query_located(root);
    let mut places: Vec<Vec<Step>> = found.locations().map(|place| place.iter().map(steps).collect()).collect();
    places.sort();
    places.dedup();
    places
}

pub(super) fn get_mut<'v>(root: &'v mut Value, place: &[Step]) -> Option<&'v mut Value> {
    place.iter().try_fold(root, |value, step| match step {
        Step::Name(name) => value.get_mut(name),
        Step::Index(index) => value.get_mut(*index),
    })
}

pub(super) fn get<'v>(root: &'v Value, place: &[Step]) -> Option<&'v Value> {
    place.iter().try_fold(root, |value, step| match step {
        Step::Name(name) => value.get(name),
        Step::Index(index) => value.get(*index),
    })
}

/// Takes a value out of what holds it. The root is in nothing.
pub(super) fn remove(root: &mut Value, place: &[Step]) -> Option<Value> {
    let (last, parent) = place.split_last()?;
    match (get_mut(root, parent)?, last) {
        (Value::Object(members), Step::Name(name)) => members.shift_remove(name),
        (Value::Array(items), Step::Index(index)) if *index < items.len() => Some(items.remove(*index)),
        _ => None,
    }
}

/// Puts a value where the target says it was, if it says so by a name.
pub(super) fn put_back(root: &mut Value, target: &str, value: &Value) -> Option<()> {
    let (parent, last) = cut(target)?;
    let name = name(last)?;
    let parent = JsonPath::parse(parent).ok()?;
    let [place] = &places(&parent, root)[..] else { return None };
    get_mut(root, place)?.as_object_mut()?.insert(name, value.clone());
    Some(())
}

/// Whether the place is there in which the target looks.
pub(super) fn has_parent(root: &Value, target: &str) -> bool {
    let parent = cut(target).and_then(|(parent, _)| JsonPath::parse(parent).ok());
    parent.is_some_and(|parent| !parent.query(root).is_empty())
}

/// As far as a target that finds nothing leads, and what is there.
pub(super) fn as_far_as(root: &Value, target: &str) -> Vec<String> {
    let ends = ends(target);
    let reach = |end: &usize| {
        let start = target.get(..*end)?;
        let found = JsonPath::parse(start).ok()?.query(root).first()?;
        Some((start, found, *end))
    };
    let Some((start, found, end)) = ends.iter().rev().find_map(reach) else { return Vec::new() };
    let next = ends.iter().find(|other| **other > end).and_then(|next| target.get(end..*next)).unwrap_or_default();
    let mut lines = vec![format!("as far as {start} it leads, where there is {}", kind(found))];
    let keys = || found.as_object().into_iter().flatten().map(|(key, _)| key.as_str());
    match name(next).and_then(|name| nearest(&name, keys()).map(str::to_owned)) {
        Some(near) => lines.push(format!("the nearest to {} is ['{near}']", next.trim())),
        None => lines.push(listed(found)),
    }
    lines
}

/// What a value holds, in short.
fn listed(value: &Value) -> String {
    let all: Vec<String> = match value {
        Value::Object(members) => members.keys().cloned().collect(),
        Value::Array(items) => items.iter().map(excerpt).collect(),
        value => vec![excerpt(value)],
    };
    let shown = all.get(..MOST_LISTED).unwrap_or(&all).join(", ");
    match all.len().saturating_sub(MOST_LISTED) {
        0 => format!("there: {shown}"),
        more => format!("there: {shown} and {more} more"),
    }
}

/// The beginning of a value.
pub(super) fn excerpt(value: &Value) -> String {
    let text = value.to_string();
    let start: String = text.chars().take(LONGEST).collect();
    if start.len() < text.len() { format!("{start}…") } else { start }
}

/// The target without its last step, and that step.
fn cut(target: &str) -> Option<(&str, &str)> {
    let ends = ends(target);
    let [.., parent, _] = ends[..] else { return None };
    target.split_at_checked(parent)
}

/// Where the steps of a target end, the root included. The target is a JSONPath.
fn ends(target: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let (mut depth, mut quote, mut escaped) = (0usize, None, false);
    for (index, character) in target.char_indices() {
        match (quote, character) {
            _ if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(mark), _) if mark == character => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(character),
            // A step begins, unless the dots of a descent stand before it.
            (None, '.' | '[') if depth == 0 && !target.get(..index).is_some_and(|before| before.ends_with('.')) => {
                ends.push(index);
                depth += usize::from(character == '[');
            }
            (None, '[' | '(') => depth += 1,
            (None, ']' | ')') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    ends.push(target.len());
    ends
}

/// The name that a step has, if it is one.
fn name(step: &str) -> Option<String> {
    let step = step.trim();
    if let Some(name) = step.strip_prefix('.') {
        return (!name.is_empty() && !name.starts_with(['.', '*', '['])).then(|| name.to_owned());
    }
    let inner = step.strip_prefix('[')?.strip_suffix(']')?.trim();
    let mark = inner.chars().next().filter(|mark| matches!(mark, '\'' | '"'))?;
    let name = inner.strip_prefix(mark)?.strip_suffix(mark)?;
    // Two names, or escapes that only the parser knows.
    (!name.contains([mark, '\\'])).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_target_has_steps() {
        let steps = |target: &'static str| {
            let ends = ends(target);
            let starts = [0].into_iter().chain(ends.iter().copied());
            starts.zip(&ends).filter_map(|(start, end)| target.get(start..*end)).collect::<Vec<_>>()
        };
        assert_eq!(steps("$"), ["$"]);
        assert_eq!(steps("$.paths['/a.b[c]'].get"), ["$", ".paths", "['/a.b[c]']", ".get"]);
        assert_eq!(steps("$..tags[?(@.x == 'it\\'s')][0]"), ["$", "..tags", "[?(@.x == 'it\\'s')]", "[0]"]);
        assert_eq!(steps("$..['a'].*"), ["$", "..['a']", ".*"]);
    }

    #[test]
    fn a_step_may_be_a_name() {
        let cases = [
            (".get", Some("get")),
            ("['/a/{id}']", Some("/a/{id}")),
            ("[\"a\"]", Some("a")),
            (".*", None),
            ("..a", None),
            ("[0]", None),
            ("['a','b']", None),
            ("[?@.a]", None),
        ];
        for (step, expected) in cases {
            assert_eq!(name(step).as_deref(), expected, "{step}");
        }
    }

    #[test]
    fn a_target_that_finds_nothing_is_followed_as_far_as_it_leads() {
        let root =
            json!({ "paths": { "/groups": { "get": { "parameters": [{ "name": "page" }, { "name": "limit" }] } } } });
        let lines = |target: &str| as_far_as(&root, target).join("; ");
        assert_eq!(
            lines("$.paths['/group'].get"),
            "as far as $.paths it leads, where there is an object; the nearest to ['/group'] is ['/groups']"
        );
        assert_eq!(
            lines("$.paths['/groups'].get.parameters[?@.name=='pages']"),
            "as far as $.paths['/groups'].get.parameters it leads, where there is a list; \
             there: {\"name\":\"page\"}, {\"name\":\"limit\"}"
        );
        assert_eq!(lines("$.x.y"), "as far as $ it leads, where there is an object; the nearest to .x is ['paths']");
    }
}
