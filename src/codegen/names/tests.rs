use super::*;

fn texts<T: fmt::Display>(settled: Settled<T>) -> Vec<String> {
    settled.names.iter().map(T::to_string).collect()
}

#[test]
fn names_in_snake_case_stay_as_they_are() {
    for wire in ["id", "group_id", "a1_b2", "a_1", "1a", "x_y_z9"] {
        assert_eq!(snake(wire), words(wire).to_snake_case(), "{wire}");
        assert_eq!(snake(wire), wire);
    }
    for wire in ["_id", "id_", "a__b", "_", "groupId", "group-id"] {
        assert_eq!(snake(wire), words(wire).to_snake_case(), "{wire}");
        assert_ne!(snake(wire), wire);
    }
}

#[test]
fn types_are_pascal_case() {
    let wires = ["v1_UserGroupResponse", "SSOConnection", "io.snyk.api.v1", "Option", "204", "self"];
    let names = ["V1UserGroupResponse", "SsoConnection", "IoSnykApiV1", "OptionSchema", "T204", "SelfSchema"];
    assert_eq!(texts(types(&wires, &BTreeSet::new())), names);
}

#[test]
fn fields_are_snake_case_and_keywords_raw() {
    let wires = ["createdAt", "type", "self", "scan_item.id", "$ref", "@id", "2fa", "+1", "", "send"];
    let names = ["created_at", "r#type", "self_", "scan_item_id", "r#ref", "id", "n2fa", "n1", "field", "send"];
    assert_eq!(texts(fields(&wires)), names);
    assert_eq!(texts(parameters(&["send", "new"])), ["send_2", "new"]);
}

#[test]
fn variants_say_what_symbols_mean() {
    let wires = ["no-info", "-created", "+1", "", "10", "*", ">=", "Unrecognized", "self"];
    let names =
        ["NoInfo", "MinusCreated", "Plus1", "Empty", "V10", "Star", "GreaterEqual", "Unrecognized2", "SelfValue"];
    assert_eq!(texts(variants(&wires)), names);
}

#[test]
fn symbols_alone_are_spelled_out_and_letters_beyond_ascii_are_numbers() {
    let wires = ["$", "@", "<", ">", "=", "!", "*", "%", "&", "#", "é", "V", "~"];
    let spelled = ["Dollar", "At", "Less", "Greater", "Equal", "Not", "Star", "Percent", "And", "Hash"];
    let names = spelled.into_iter().chain(["Ue9", "V", "V2"]).collect::<Vec<_>>();
    assert_eq!(texts(variants(&wires)), names);
}

#[test]
fn a_keyword_of_the_latest_edition_is_raw_too() {
    assert_eq!(texts(fields(&["gen"])), ["r#gen"]);
}

#[test]
fn the_feature_of_a_tag_is_spelled_as_in_a_manifest() {
    let modules = modules(&["Service Accounts", "type"]).names;
    assert_eq!(
        modules.iter().map(|module| feature("snyk", module)).collect::<Vec<_>>(),
        ["snyk-service-accounts", "snyk-type"]
    );
}

#[test]
fn the_spelling_that_is_the_rust_name_keeps_it_whatever_the_order() {
    let one = types(&["name", "Name", "NAME"], &BTreeSet::new());
    assert_eq!(one.collided, [0, 2]);
    assert_eq!(texts(one), ["Name3", "Name", "Name2"]);
    assert_eq!(texts(types(&["NAME", "name", "Name"], &BTreeSet::new())), ["Name2", "Name3", "Name"]);
}

#[test]
fn a_number_never_takes_a_name_that_is_there() {
    assert_eq!(texts(types(&["a", "A", "A2"], &BTreeSet::new())), ["A3", "A", "A2"]);
}
