//! Mends of known defects, each of which must still be one.

use serde_json::{Map, Value};

use crate::codegen::problem::{Pointer, Problem};
use crate::codegen::settings::Amendment;

/// Adds the members of each amendment to the object at its place, and gives back those that no longer fit.
pub fn amend(root: &mut Value, amendments: &[Amendment]) -> Vec<Problem> {
    let stale = amendments.iter().filter_map(|amendment| {
        let problem = apply(root, amendment).err()?;
        Some(problem.mend(format!("the amendment was made because {}", amendment.why)))
    });
    stale.collect()
}

fn apply(root: &mut Value, amendment: &Amendment) -> Result<(), Problem> {
    let at = Pointer::of_reference(&format!("#{}", amendment.at)).unwrap_or_default();
    let added: Map<String, Value> = serde_json::from_str(amendment.add)
        .map_err(|error| Problem::new(&at, format!("the amendment is not a JSON object: {error}")))?;
    let Some(object) = root.pointer_mut(amendment.at).and_then(Value::as_object_mut) else {
        return Err(Problem::new(&at, "an amendment finds no object here any more"));
    };
    if let Some(name) = added.keys().find(|name| object.contains_key(*name)) {
        return Err(Problem::new(&at.child(name), "an amendment would add what the document now has"));
    }
    object.extend(added);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::problem::Problems;
    use serde_json::json;

    fn amended(at: &'static str, add: &'static str) -> Result<Value, String> {
        let mut root = json!({ "paths": { "/a": { "get": { "tags": [] } } } });
        let mut problems = Problems::of("x.json");
        let stale = amend(&mut root, &[Amendment { at, add, why: "of a test" }]);
        stale.into_iter().for_each(|problem| problems.push(problem));
        problems.or(root).map_err(|problems| problems.to_string())
    }

    #[test]
    fn members_are_added() {
        let root = amended("/paths/~1a/get", r#"{"deprecated": true}"#);
        assert_eq!(root, Ok(json!({ "paths": { "/a": { "get": { "tags": [], "deprecated": true } } } })));
    }

    #[test]
    fn a_stale_amendment_is_a_problem() {
        let gone = amended("/paths/~1b", "{}");
        let text = "x.json#/paths/~1b\n  an amendment finds no object here any more\n  the amendment was made because of a test";
        assert_eq!(gone, Err(text.to_owned()));
        let there = amended("/paths/~1a/get", r#"{"tags": []}"#).err().unwrap_or_default();
        assert!(there.starts_with("x.json#/paths/~1a/get/tags\n  an amendment would add"), "{there}");
    }
}
