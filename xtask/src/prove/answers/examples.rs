//! The examples that a document gives, wherever they stand.

use serde_json::Value;

use super::find::followed;

/// An example, and the schema that it is one of.
#[derive(Debug, PartialEq)]
pub(super) struct Example {
    /// JSON pointer of the example.
    pub(super) at: String,
    /// JSON pointer of its schema.
    pub(super) schema: String,
    pub(super) value: Value,
}

/// Maps from names that people gave.
const NAMED: [&str; 7] =
    ["properties", "schemas", "parameters", "responses", "requestBodies", "headers", "patternProperties"];
/// Values, in which nothing is an example.
const VALUES: [&str; 5] = ["enum", "const", "default", "example", "examples"];

/// Those of a media type object, and that of its schema as a whole.
pub(super) fn of_media_type(root: &Value, content: &str) -> Vec<Example> {
    let Some(media) = root.pointer(content) else { return Vec::new() };
    let schema = followed(root, format!("{content}/schema"));
    let of = |at: String, value: &Value| Example { at, schema: schema.clone(), value: value.clone() };
    let mut examples: Vec<Example> = Vec::new();
    examples.extend(media.get("example").map(|value| of(format!("{content}/example"), value)));
    for (name, _) in media["examples"].as_object().into_iter().flatten() {
        let place = followed(root, format!("{content}/examples/{}", name.replace('~', "~0").replace('/', "~1")));
        let value = root.pointer(&place).and_then(|example| example.get("value"));
        examples.extend(value.map(|value| of(format!("{place}/value"), value)));
    }
    let whole = root.pointer(&schema).and_then(|schema| schema.get("example"));
    examples.extend(whole.map(|value| of(format!("{schema}/example"), value)));
    examples
}

/// Those of all schemas of the document.
pub(super) fn of_schemas(root: &Value) -> Vec<Example> {
    let mut found = Vec::new();
    collect(root, String::new(), &mut found);
    found
}

fn collect(node: &Value, at: String, found: &mut Vec<Example>) {
    let below = |name: &str| format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
    match node {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| collect(item, format!("{at}/{index}"), found));
        }
        Value::Object(members) => {
            if let (true, Some(value)) = (is_schema(node), node.get("example")) {
                found.push(Example { at: format!("{at}/example"), schema: at.clone(), value: value.clone() });
            }
            for (keyword, member) in members.iter().filter(|(keyword, _)| !VALUES.contains(&keyword.as_str())) {
                match member {
                    Value::Object(named) if NAMED.contains(&keyword.as_str()) => {
                        let place = below(keyword);
                        for (name, schema) in named {
                            let name = name.replace('~', "~0").replace('/', "~1");
                            collect(schema, format!("{place}/{name}"), found);
                        }
                    }
                    _ => collect(member, below(keyword), found),
                }
            }
        }
        _ => {}
    }
}

/// Parameters, headers and media types have examples too, and a schema of their own.
fn is_schema(node: &Value) -> bool {
    const SAYING: [&str; 6] = ["type", "properties", "allOf", "oneOf", "anyOf", "format"];
    node.get("schema").is_none() && SAYING.iter().any(|keyword| node.get(keyword).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn examples_are_found_with_their_schemas_and_members_of_that_name_are_none() {
        let schema = json!({ "type": "object", "example": { "example": { "type": "x" } }, "properties": {
            "example": { "type": "string", "example": "e" },
        } });
        let root = json!({ "components": { "schemas": { "a/b": schema } }, "content": {
            "schema": { "$ref": "#/components/schemas/a~1b" }, "examples": { "one": { "value": 1 } },
        } });
        let places: Vec<(String, String)> =
            of_schemas(&root).into_iter().map(|example| (example.at, example.schema)).collect();
        let at = "/components/schemas/a~1b";
        let member = format!("{at}/properties/example");
        assert_eq!(places, [(format!("{at}/example"), at.to_owned()), (format!("{member}/example"), member)]);
        let of_media = of_media_type(&root, "/content");
        assert_eq!(
            of_media.iter().map(|example| &*example.at).collect::<Vec<_>>(),
            ["/content/examples/one/value", "/components/schemas/a~1b/example",]
        );
        assert!(of_media.iter().all(|example| example.schema == at));
    }
}
