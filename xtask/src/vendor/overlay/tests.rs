use serde_json::json;

use super::*;

fn overlay(actions: &str) -> Result<Overlay, String> {
    let text = format!("overlay: 1.1.0\ninfo: {{title: t, version: '1'}}\nactions:\n{actions}");
    Overlay::read("x.overlay.yaml", &text).map_err(|faults| faults.to_string())
}

fn document() -> Value {
    json!({ "paths": {
        "/groups": { "get": { "tags": ["Group"], "summary": "s", "parameters": [{ "name": "a" }, { "name": "b" }] } },
        "/orgs": { "get": { "tags": ["Orgs"], "summary": "s" } },
    }})
}

/// The document after the actions, from its source, and the number of new ones.
fn fresh(root: Value, actions: &str) -> Result<(Value, usize), String> {
    applied(root, actions, Mode::Fresh)
}

fn vendored(root: Value, actions: &str) -> Result<(Value, usize), String> {
    applied(root, actions, Mode::Vendored)
}

fn applied(mut root: Value, actions: &str, mode: Mode) -> Result<(Value, usize), String> {
    let overlay = overlay(actions)?;
    let new = overlay.apply(&mut root, mode).map_err(|faults| faults.to_string())?;
    Ok((root, new))
}

/// Applied to the source, and then found as they are in what is vendored.
fn settled(actions: &str) -> Value {
    let (root, new) = fresh(document(), actions).unwrap_or_else(|faults| panic!("{faults}"));
    assert!(new > 0);
    let again = vendored(root.clone(), actions).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!((again.0.to_string(), again.1), (root.to_string(), 0));
    assert_eq!(vendored(document(), actions), Ok((root.clone(), new)));
    root
}

const TAG: &str = "
- target: $.paths['/groups'].get.tags[0]
  description: of a test
  x-expects: Group
  update: Groups
";

const PARAMETER: &str = "
- target: $.paths['/orgs'].get
  description: of a test
  x-expects: {}
  update: {parameters: [{name: page}]}
";

#[test]
fn an_update_adds_members() {
    let root = settled(PARAMETER);
    assert_eq!(root["paths"]["/orgs"]["get"]["parameters"], json!([{ "name": "page" }]));
    assert_eq!(root["paths"]["/orgs"]["get"]["summary"], "s");
}

#[test]
fn an_update_appends_to_a_list() {
    let root = settled("- {target: \"$.paths['/groups'].get.tags\", description: d, x-expects: [Group], update: More}");
    assert_eq!(root["paths"]["/groups"]["get"]["tags"], json!(["Group", "More"]));
}

#[test]
fn a_value_is_replaced_where_it_stands() {
    assert_eq!(settled(TAG)["paths"]["/groups"]["get"]["tags"], json!(["Groups"]));
}

#[test]
fn every_place_of_a_target_is_changed() {
    let root =
        settled("- {target: '$.paths.*.get', description: d, x-expects: {summary: s}, update: {summary: t, x-a: 1}}");
    for path in ["/groups", "/orgs"] {
        assert_eq!(root["paths"][path]["get"]["summary"], "t");
    }
}

#[test]
fn items_are_removed_by_what_they_hold() {
    let root = settled(
        "- {target: \"$.paths['/groups'].get.parameters[?@.name=='a']\", description: d, x-expects: {name: a}, remove: true}",
    );
    assert_eq!(root["paths"]["/groups"]["get"]["parameters"], json!([{ "name": "b" }]));
}

#[test]
fn what_one_action_removes_another_may_make_anew() {
    let root = settled(
        "
- {target: \"$.paths['/groups'].get.tags\", description: d, x-expects: [Group], remove: true}
- {target: \"$.paths['/groups'].get\", description: d, x-expects: {}, update: {tags: [Groups]}}
- {target: \"$.paths['/groups'].get\", description: d, x-expects: {tags: [Groups]}, update: {tags: [More]}}
",
    );
    assert_eq!(root["paths"]["/groups"]["get"]["tags"], json!(["Groups", "More"]));
}

#[test]
fn an_action_that_was_added_is_applied_to_the_vendored_text() {
    let (root, _) = fresh(document(), TAG).unwrap_or_else(|faults| panic!("{faults}"));
    let both = format!("{PARAMETER}{TAG}");
    let (more, new) = vendored(root, &both).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!((more, new), (settled(&both), 1));
}

#[test]
fn an_action_that_finds_nothing_is_stale_in_both_modes() {
    let actions = TAG.replace("/groups", "/group");
    let expected = "x.overlay.yaml, action 1 at $.paths['/group'].get.tags[0]\n  an action finds nothing any more\n  \
                    it was made because: of a test\n  as far as $.paths it leads, where there is an object\n  \
                    the nearest to ['/group'] is ['/groups']\n  \
                    mend its target, or delete the action if it is not needed any more";
    assert_eq!(fresh(document(), &actions), Err(expected.to_owned()));
    assert_eq!(vendored(document(), &actions), Err(expected.to_owned()));
}

#[test]
fn a_removal_without_its_place_is_stale_in_both_modes() {
    let actions = "- {target: $.info.contact.x, description: d, x-expects: 1, remove: true}";
    for mode in [Mode::Fresh, Mode::Vendored] {
        assert!(applied(document(), actions, mode).is_err_and(|text| text.contains("finds nothing any more")));
    }
    let actions = "- {target: $.info, description: d, x-expects: 1, remove: true}";
    assert!(fresh(document(), actions).is_err());
    assert_eq!(vendored(document(), actions), Ok((document(), 0)));
}

#[test]
fn an_action_that_finds_another_value_is_stale_in_both_modes() {
    let mut root = document();
    root["paths"]["/groups"]["get"]["tags"] = json!(["Gruppen"]);
    for mode in [Mode::Fresh, Mode::Vendored] {
        let text = applied(root.clone(), TAG, mode).err().unwrap_or_default();
        assert!(text.contains("action 1 at $.paths['/groups'].get.tags[0]\n  an action finds another value"), "{text}");
        assert!(text.contains("because: of a test\n  there:    \"Gruppen\"\n  expected: \"Group\"\n"), "{text}");
    }
}

#[test]
fn an_action_that_the_source_has_by_itself_is_stale() {
    let mut root = document();
    root["paths"]["/groups"]["get"]["tags"] = json!(["Groups"]);
    let text = fresh(root.clone(), TAG).err().unwrap_or_default();
    assert!(text.contains("the document has it now: delete the action"), "{text}");
    assert_eq!(vendored(root.clone(), TAG), Ok((root, 0)));
}

#[test]
fn every_stale_action_is_told() {
    let text = fresh(json!({ "paths": {} }), &format!("{TAG}{PARAMETER}")).err().unwrap_or_default();
    assert!(text.contains("action 1 at") && text.contains("action 2 at"), "{text}");
}

#[test]
fn a_target_must_not_depend_on_its_own_change() {
    let cases = [
        "- {target: \"$.paths.*.get[?@.name=='a']\", description: d, x-expects: {}, update: {name: b}}",
        "- {target: \"$.paths['/groups'].get.parameters[0]\", description: d, x-expects: {name: a}, remove: true}",
        "- {target: \"$.paths['/groups'].get.parameters[?@.name=='a']\", description: d, x-expects: {name: a}, update: {name: c}}",
    ];
    for actions in cases.get(1..).unwrap_or_default() {
        let text = fresh(document(), actions).err().unwrap_or_default();
        assert!(text.contains("depends on what the action changes"), "{actions}: {text}");
    }
}

#[test]
fn an_overlay_is_read_strictly() {
    let action = "- {target: $.info, description: d, x-expects: {}, update: {a: 1}}";
    assert!(overlay(action).is_ok());
    let cases = [
        (
            "- {target: $.info, description: d, x-expects: {}, updaet: {a: 1}}",
            "nobody knows a `updaet` here: did you mean `update`?",
        ),
        ("- {target: $.info, x-expects: {}, update: {a: 1}}", "`description` should be there and be a text"),
        ("- {target: $.info, description: d, update: {a: 1}}", "`x-expects` is missing"),
        ("- {target: '$.[', description: d, x-expects: {}, update: {a: 1}}", "is no JSONPath of RFC 9535"),
        ("- {target: $.info, description: d, x-expects: {}}", "either `update` or `remove: true`"),
        (
            "- {target: $.info, description: d, x-expects: {}, update: {a: 1}, remove: true}",
            "either `update` or `remove: true`",
        ),
        ("- {target: $.info, description: d, x-expects: {}, copy: $.a}", "`copy` is not supported"),
        ("- {target: $.info, description: d, x-expects: {a: 1}, update: {a: 1}}", "the update changes nothing"),
        ("- {target: $.info, description: d, x-expects: {}, update: [1]}", "a list cannot be merged into an object"),
        ("  []", "a list of at least one action"),
    ];
    for (actions, expected) in cases {
        let text = overlay(actions).err().unwrap_or_default();
        assert!(text.starts_with("x.overlay.yaml#") && text.contains(expected), "{actions}: {text}");
    }
}

#[test]
fn the_head_of_an_overlay_is_read_strictly() {
    let actions = "actions: [{target: $.info, description: d, x-expects: {}, update: {a: 1}}]";
    let cases = [
        ("overlay: 1.0.0\ninfo: {title: t, version: '1'}\nx-a: 1", ""),
        ("overlay: 2.0.0\ninfo: {title: t, version: '1'}", "`overlay` should be a version"),
        ("overlay: 1.0\ninfo: {title: t, version: '1'}", "`overlay` should be a version"),
        ("overlay: 1.0.0", "`info` is missing"),
        ("overlay: 1.0.0\ninfo: {title: t}", "#/info\n  `version` should be there"),
        ("overlay: 1.0.0\ninfo: {title: t, version: '1'}\naction: []", "did you mean `actions`?"),
    ];
    for (head, expected) in cases {
        let read = Overlay::read("x", &format!("{head}\n{actions}\n")).map_err(|faults| faults.to_string());
        match (read, expected) {
            (Ok(overlay), "") => assert_eq!(overlay.actions(), 1),
            (Err(text), expected) => assert!(!expected.is_empty() && text.contains(expected), "{head}: {text}"),
            (Ok(_), _) => panic!("{head}"),
        }
    }
}

#[test]
fn version_1_0_has_no_targets_that_are_plain_values() {
    let text = |version: &str| {
        let text = format!("overlay: {version}\ninfo: {{title: t, version: '1'}}\nactions:\n{TAG}");
        Overlay::read("x", &text).err().map(|faults| faults.to_string()).unwrap_or_default()
    };
    assert!(text("1.0.0").contains("in version 1.0 a target is an object or a list"));
    assert_eq!(text("1.1.0"), "");
}

#[test]
fn what_is_trimmed_away_needs_no_action() {
    let overlay = overlay(PARAMETER).unwrap_or_else(|faults| panic!("{faults}"));
    let text = overlay.still_there(&document()).err().map(|faults| faults.to_string()).unwrap_or_default();
    assert!(text.contains("nobody reads what it changes"), "{text}");
}
