use serde_json::{Value, json};

use super::model;
use super::operations::with_operation;
use crate::codegen::model::{Encoding, Parameter, Style};
use crate::codegen::settings::Settings;

/// The only parameter of an operation of a path, or the problems.
fn parameter(path: &str, parameter: &Value) -> Result<Parameter, String> {
    let operation = json!({ "parameters": [parameter], "responses": { "204": { "description": "" } } });
    let word = json!({ "schemas": { "Word": { "type": "string", "maxLength": 3 } } });
    let model = model(&with_operation(path, &operation, &json!({ "components": word })), &Settings::plain())?;
    let operation = &model.tags[0].operations[0];
    Ok(operation.arguments.iter().chain(&operation.setters).next().unwrap().clone())
}

fn in_path(name: &str) -> Value {
    json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
}

#[test]
fn a_path_and_its_parameters_have_to_fit() {
    assert!(parameter("/a/{id}", &in_path("id")).is_ok());
    let problems = parameter("/a/{id}", &in_path("other")).unwrap_err();
    assert!(problems.contains("the path has {id}, but no parameter declares it"), "{problems}");
    assert!(problems.contains("declare id as a path parameter"), "{problems}");
    assert!(problems.contains("the path /a/{id} has no {other}"), "{problems}");
}

#[test]
fn a_style_that_is_written_into_the_path_is_told_from_a_parameter_that_is_missing() {
    let problems = parameter("/a/{.id*}", &in_path("id")).unwrap_err();
    assert!(problems.contains("write {id} in the path; the parameter's style and explode say the rest"), "{problems}");
}

#[test]
fn limits_behind_a_reference_are_those_of_the_parameter() {
    let word = json!({ "name": "q", "in": "query", "schema": { "$ref": "#/components/schemas/Word" } });
    assert_eq!(parameter("/a", &word).unwrap().limits.max_length, Some(3));
}

#[test]
fn a_list_in_a_cookie_is_written_as_the_document_says() {
    let style = |explode: Option<bool>| {
        let list = json!({ "type": "array", "items": { "type": "string" } });
        let mut cookie = json!({ "name": "c", "in": "cookie", "schema": list });
        if let Some(explode) = explode {
            cookie["explode"] = json!(explode);
        }
        parameter("/a", &cookie).unwrap().style
    };
    let encoded = |style| Style::Encoded(Encoding { style, allow_reserved: false });
    assert_eq!(style(Some(false)), encoded("FORM"));
    assert_eq!(style(Some(true)), encoded("FORM_EXPLODED"));
    assert_eq!(style(None), encoded("FORM_EXPLODED"));
}
