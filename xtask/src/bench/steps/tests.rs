use super::*;

fn after(step: Step, mut root: Value) -> (usize, Value) {
    let count = (step.apply)(&mut root);
    assert_eq!((step.apply)(&mut root), 0, "{} changes what it has changed", step.name);
    (count, root)
}

#[test]
fn operations_without_an_id_are_named_by_method_and_path() {
    let root = json!({ "paths": { "/a/{b}": { "get": {}, "put": { "operationId": "x" }, "parameters": [] } } });
    let (count, root) = after(IDS, root);
    assert_eq!((count, &root["paths"]["/a/{b}"]["get"]["operationId"]), (1, &json!("GetAB")));
}

#[test]
fn a_format_stays_only_beside_a_type() {
    let root =
        json!({ "a": { "format": "uuid" }, "b": { "type": "string", "format": "uuid" }, "example": { "format": "x" } });
    let expected = json!({ "a": {}, "b": { "type": "string", "format": "uuid" }, "example": { "format": "x" } });
    assert_eq!(after(TYPELESS, root), (1, expected));
}

#[test]
fn vendor_json_becomes_plain_json() {
    let root = json!({ "content": { "application/vnd.api+json": { "schema": 1 }, "application/xml": {} } });
    assert_eq!(after(PLAIN_JSON, root), (1, json!({ "content": { "application/json": { "schema": 1 } } })));
}

#[test]
fn one_successful_answer_is_left_and_no_error() {
    let root = json!({ "paths": { "/a": { "get": { "responses": { "200": 1, "201": 2, "400": 3, "default": 4 } } } } });
    let (lost, root) = after(ERRORS, root);
    let (others, root) = after(ONE_ANSWER, root);
    assert_eq!((lost, others, &root["paths"]["/a"]["get"]["responses"]), (2, 1, &json!({ "200": 1 })));
}

#[test]
fn a_component_with_the_name_of_a_derived_type_is_renamed_with_its_references() {
    let root = json!({ "x": { "$ref": "#/components/schemas/PetTag" }, "components": { "schemas": {
        "Pet": { "properties": { "tag": { "type": "object" }, "other": { "$ref": "#/components/schemas/Other" } } },
        "PetTag": {}, "Other": {}, "PetOther": {} } } });
    let (count, root) = after(RENAME, root);
    let names: Vec<&String> = root["components"]["schemas"].as_object().into_iter().flat_map(Map::keys).collect();
    assert_eq!(names, ["Pet", "PetTagComponent", "Other", "PetOther"]);
    assert_eq!((count, &root["x"]["$ref"]), (1, &json!("#/components/schemas/PetTagComponent")));
}

#[test]
fn a_discriminator_that_points_to_other_files_goes() {
    let root = json!({ "a": { "discriminator": { "mapping": { "x": "./x.yaml#/a" } } },
        "b": { "discriminator": { "mapping": { "x": "#/components/schemas/X" } } } });
    let (count, root) = after(MAPPING, root);
    assert_eq!((count, root["a"].get("discriminator"), root["b"].get("discriminator").is_some()), (1, None, true));
}

#[test]
fn items_of_comma_separated_parameters_become_texts() {
    let parameter =
        |explode: bool| json!({ "in": "query", "explode": explode, "schema": { "items": { "format": "uuid" } } });
    let (count, root) = after(JOINED, json!([parameter(false), parameter(true)]));
    assert_eq!((count, &root[0]["schema"]["items"]), (1, &json!({ "type": "string" })));
    assert_eq!(root[1], parameter(true));
}

#[test]
fn steps_that_change_nothing_are_not_told() {
    let mut root = json!({ "paths": { "/a": { "get": { "operationId": "a" , "responses": { "400": 1 } } } } });
    let told = taken(&[IDS, ERRORS], &mut root);
    assert_eq!(told, ["errors (1 times: described bodies of errors are lost)"]);
}
