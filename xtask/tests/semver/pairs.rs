//! Small changes, each with what it should come to.
//!
//! Every tag, operation and schema of a pair has the name of a tree in its own, so that all pairs fit one document
//! and it shows which of them an item is of.

use std::fs;
use std::path::PathBuf;

use serde_json::{Map, Value, json};

use crate::build::scratch;
use crate::trees::{Part, call, document, json_of, limit, object, part, send, text, with};

pub struct Pair {
    /// A tree.
    pub name: &'static str,
    pub bump: &'static str,
    /// Rules that have to be among the findings.
    pub rules: &'static [&'static str],
    old: Part,
    new: Part,
}

impl Pair {
    pub fn before(&self) -> Value {
        document(&[&self.old])
    }

    pub fn after(&self) -> Value {
        document(&[&self.new])
    }

    /// Whether an item is of this pair, by its name.
    pub fn is_about(&self, path: &str) -> bool {
        path.to_lowercase().replace('_', "").contains(self.name)
    }
}

/// All pairs in one document, before and after.
pub fn written() -> (PathBuf, PathBuf) {
    let pairs = all();
    let sides: [Vec<&Part>; 2] =
        [pairs.iter().map(|pair| &pair.old).collect(), pairs.iter().map(|pair| &pair.new).collect()];
    let paths = ["small-old.json", "small-new.json"].map(scratch);
    for (path, parts) in paths.iter().zip(sides) {
        let text = document(&parts).to_string();
        // Tests that run at the same time write the same.
        if fs::read_to_string(path).ok().as_ref() != Some(&text) {
            let temporary = path.with_extension(format!("{:?}", std::thread::current().id()));
            fs::write(&temporary, text).unwrap();
            fs::rename(temporary, path).unwrap();
        }
    }
    let [old, new] = paths;
    (old, new)
}

pub fn all() -> Vec<Pair> {
    let mut pairs = of_operations();
    pairs.extend(of_parameters());
    pairs.extend(of_answers());
    pairs.extend(of_fields());
    pairs.extend(of_types());
    pairs.extend(of_requests());
    pairs
}

fn of_operations() -> Vec<Pair> {
    let alder = |id: &str| part(json!({ "/alder": { "get": call("Alder", id, "Alder") } }), json!({ "Alder": text() }));
    let larch = object(&[], json!({ "larch": text() }));
    let hazel = |more: Value, members: Value, values: Value| {
        let paths = with(json!({ "/hazel": { "get": call("Hazel", "getHazel", "Hazel") } }), more);
        let members = with(members, json!({ "kind": { "$ref": "#/components/schemas/HazelKind" } }));
        part(paths, json!({ "Hazel": object(&[], members), "HazelKind": { "type": "string", "enum": values } }))
    };
    let oak = |description: &str| {
        let call = with(call("Oak", "getOak", "Oak"), json!({ "description": description }));
        part(json!({ "/oak": { "get": call } }), json!({ "Oak": text() }))
    };
    vec![
        Pair {
            name: "alder",
            bump: "major",
            rules: &["operation-renamed"],
            old: alder("listAlders"),
            new: alder("findAlders"),
        },
        Pair {
            name: "larch",
            bump: "major",
            rules: &["operation-gone", "type-gone"],
            old: part(
                json!({ "/larch": { "get": call("Larch", "getLarch", "Larch"), "put": call("Larch", "putLarch", "LarchLost") } }),
                json!({ "Larch": larch, "LarchLost": object(&[], json!({ "lost": text() })) }),
            ),
            new: part(json!({ "/larch": { "get": call("Larch", "getLarch", "Larch") } }), json!({ "Larch": larch })),
        },
        Pair {
            name: "rowan",
            bump: "major",
            rules: &["tag-gone", "operation-gone"],
            old: part(json!({ "/rowan": { "get": call("Rowan", "getRowan", "Rowan") } }), json!({ "Rowan": text() })),
            new: part(json!({}), json!({})),
        },
        Pair {
            name: "hazel",
            bump: "minor",
            rules: &["operation-added", "field-added", "enum-value-added"],
            old: hazel(json!({}), json!({ "id": text() }), json!(["a", "b"])),
            new: hazel(
                json!({ "/hazel/new": { "get": call("Hazel", "getNewHazel", "Hazel") } }),
                json!({ "id": text(), "more": text() }),
                json!(["a", "b", "c"]),
            ),
        },
        Pair { name: "oak", bump: "patch", rules: &[], old: oak("As it was."), new: oak("In better words.") },
        Pair { name: "teak", bump: "none", rules: &[], old: teak(), new: teak() },
    ]
}

fn teak() -> Part {
    part(json!({ "/teak": { "get": call("Teak", "getTeak", "Teak") } }), json!({ "Teak": text() }))
}

fn of_parameters() -> Vec<Pair> {
    let side = |tree: &str, more: Value| {
        let call = with(call(tree, &format!("list{tree}"), tree), more);
        part(json!({ format!("/{tree}"): { "get": call } }), json!({ tree: text() }))
    };
    let sort = |schema: Value| json!({ "parameters": [{ "name": "sort", "in": "query", "schema": schema }] });
    let order = |names: [&str; 2]| {
        let parameter = |name: &str| json!({ "name": name, "in": "query", "required": true, "schema": text() });
        json!({ "parameters": names.map(parameter) })
    };
    vec![
        Pair {
            name: "dogwood",
            bump: "major",
            rules: &["parameter-newly-required", "setter-gone"],
            old: side("Dogwood", limit(false)),
            new: side("Dogwood", limit(true)),
        },
        Pair {
            name: "poplar",
            bump: "major",
            rules: &["parameter-became-optional", "setter-added"],
            old: side("Poplar", limit(true)),
            new: side("Poplar", limit(false)),
        },
        Pair {
            name: "willow",
            bump: "major",
            rules: &["parameter-type-changed"],
            old: side("Willow", sort(json!({ "type": "integer" }))),
            new: side("Willow", sort(json!({ "type": "string", "enum": ["x", "y"] }))),
        },
        Pair {
            name: "yew",
            bump: "major",
            rules: &["parameter-order-changed"],
            old: side("Yew", order(["left", "right"])),
            new: side("Yew", order(["right", "left"])),
        },
        Pair {
            name: "spruce",
            bump: "minor",
            rules: &["deprecated"],
            old: side("Spruce", json!({})),
            new: side("Spruce", json!({ "deprecated": true })),
        },
    ]
}

fn of_answers() -> Vec<Pair> {
    let list = |paged: bool| {
        let cursor = json!({ "parameters": [{ "name": "starting_after", "in": "query", "schema": text() }] });
        let call = call("Kapok", "listKapoks", "Kapoks");
        let call = if paged { with(call, cursor) } else { call };
        let members = json!({
            "data": { "type": "array", "items": { "$ref": "#/components/schemas/Kapok" } },
            "links": { "type": "object", "properties": { "next": text() } },
        });
        let schemas = json!({ "Kapoks": object(&["data"], members), "Kapok": object(&[], json!({ "kapok": text() })) });
        part(json!({ "/kapok": { "get": call } }), schemas)
    };
    let quince = |headers: Value, failure: Value| {
        let mut call = call("Quince", "getQuince", "Quince");
        call["responses"]["200"]["headers"] = headers;
        call["responses"]["400"] = json!({ "description": "", "content": json_of("QuinceFailure") });
        call["responses"]["200"]["content"] = json_of("Quince");
        let schemas = json!({ "Quince": text(), "QuinceFailure": failure });
        part(json!({ "/quince": { "get": call } }), schemas)
    };
    let linden = |answer: Value| {
        let mut call = call("Linden", "getLinden", "Linden");
        call["responses"] = answer;
        part(json!({ "/linden": { "get": call } }), json!({ "Linden": object(&[], json!({ "linden": text() })) }))
    };
    vec![
        Pair { name: "kapok", bump: "major", rules: &["paging-gone", "impl-gone"], old: list(true), new: list(false) },
        Pair {
            name: "quince",
            bump: "major",
            rules: &["header-gone", "failure-type-changed"],
            old: quince(json!({ "x-quince": { "schema": text() } }), text()),
            new: quince(json!({}), json!({ "type": "integer" })),
        },
        Pair {
            name: "linden",
            bump: "major",
            rules: &["answer-type-changed"],
            old: linden(json!({ "200": { "description": "", "content": json_of("Linden") } })),
            new: linden(
                json!({ "200": { "description": "", "content": json_of("Linden") }, "204": { "description": "" } }),
            ),
        },
    ]
}

/// An operation that answers with the schema of the tree.
fn side(tree: &str, schemas: Value) -> Part {
    part(json!({ format!("/{tree}"): { "get": call(tree, &format!("get{tree}"), tree) } }), schemas)
}

fn of_fields() -> Vec<Pair> {
    vec![
        Pair {
            name: "birch",
            bump: "major",
            rules: &["field-gone"],
            old: side("Birch", json!({ "Birch": object(&[], json!({ "name": text(), "size": text() })) })),
            new: side("Birch", json!({ "Birch": object(&[], json!({ "size": text() })) })),
        },
        Pair {
            name: "elm",
            bump: "major",
            rules: &["field-became-optional"],
            old: side("Elm", json!({ "Elm": object(&["id"], json!({ "id": text() })) })),
            new: side("Elm", json!({ "Elm": object(&[], json!({ "id": text() })) })),
        },
        Pair {
            name: "juniper",
            bump: "major",
            rules: &["field-type-changed"],
            old: side("Juniper", json!({ "Juniper": object(&["age"], json!({ "age": text() })) })),
            new: side("Juniper", json!({ "Juniper": object(&["age"], json!({ "age": { "type": "integer" } })) })),
        },
    ]
}

fn of_types() -> Vec<Pair> {
    let cedar = |values: Value| side("Cedar", json!({ "Cedar": { "type": "string", "enum": values } }));
    let fir = |members: &[&str]| {
        let one = |name: &str| (format!("Fir{name}"), object(&[name], json!({ name: text() })));
        let references = members.iter().map(|name| json!({ "$ref": format!("#/components/schemas/Fir{name}") }));
        let schemas: Map<String, Value> = members.iter().map(|name| one(name)).collect();
        side("Fir", with(json!({ "Fir": { "oneOf": references.collect::<Vec<_>>() } }), Value::Object(schemas)))
    };
    let ginkgo = |name: &str| {
        let schemas = json!({ name: object(&["ginkgo"], json!({ "ginkgo": text() })) });
        part(json!({ "/ginkgo": { "get": call("Ginkgo", "getGinkgo", name) } }), schemas)
    };
    vec![
        Pair {
            name: "cedar",
            bump: "major",
            rules: &["enum-value-gone"],
            old: cedar(json!(["red", "white", "blue"])),
            new: cedar(json!(["red", "blue"])),
        },
        Pair {
            name: "fir",
            bump: "major",
            rules: &["union-member-gone", "type-gone"],
            old: fir(&["cone", "bark", "needle"]),
            new: fir(&["cone", "bark"]),
        },
        Pair {
            name: "ginkgo",
            bump: "major",
            rules: &["type-renamed"],
            old: ginkgo("GinkgoTree"),
            new: ginkgo("GinkgoPlant"),
        },
        Pair {
            name: "pine",
            bump: "major",
            rules: &["type-kind-changed"],
            old: side("Pine", json!({ "Pine": object(&[], json!({ "pine": text() })) })),
            new: side("Pine", json!({ "Pine": { "type": "string", "enum": ["pine", "tree"] } })),
        },
        Pair {
            name: "cypress",
            bump: "major",
            rules: &["type-kind-changed"],
            old: side("Cypress", json!({ "Cypress": object(&[], json!({ "cypress": text() })) })),
            new: side("Cypress", json!({ "Cypress": { "type": "array", "items": text() } })),
        },
    ]
}

fn of_requests() -> Vec<Pair> {
    let side = |tree: &str, body: Value, more: Value| {
        let id = format!("put{tree}");
        let paths = json!({ format!("/{tree}"): { "put": send(tree, &id, &format!("{tree}Body"), tree) } });
        let schemas = json!({ format!("{tree}Body"): body, tree: object(&[], json!({ tree: text() })) });
        part(paths, with(schemas, more))
    };
    let ivy = |sent: &str| {
        let answer = object(&["ivy"], json!({ "ivy": text(), "more": text() }));
        let paths = json!({ "/ivy": { "put": send("Ivy", "putIvy", sent, "IvyLeaf") } });
        part(paths, json!({ "IvyLeaf": answer, "IvyOther": object(&[], json!({ "ivyOther": text() })) }))
    };
    let nutmeg = |values: Value| {
        side(
            "Nutmeg",
            object(&["kind"], json!({ "kind": { "$ref": "#/components/schemas/NutmegKind" } })),
            json!({ "NutmegKind": { "type": "string", "enum": values } }),
        )
    };
    vec![
        Pair {
            name: "ivy",
            bump: "major",
            rules: &["builder-gone", "impl-gone"],
            old: ivy("IvyLeaf"),
            new: ivy("IvyOther"),
        },
        Pair {
            name: "maple",
            bump: "major",
            rules: &["constructor-changed", "field-added"],
            old: side("Maple", object(&["a"], json!({ "a": text() })), json!({})),
            new: side("Maple", object(&["a", "b"], json!({ "a": text(), "b": text() })), json!({})),
        },
        Pair {
            name: "nutmeg",
            bump: "major",
            rules: &["impl-gone", "constructor-changed", "setter-gone"],
            old: nutmeg(json!(["nut"])),
            new: nutmeg(json!(["nut", "spice"])),
        },
        Pair {
            name: "sumac",
            bump: "major",
            rules: &["field-became-nullable", "setter-added"],
            old: side("Sumac", object(&[], json!({ "note": text() })), json!({})),
            new: side("Sumac", object(&[], json!({ "note": with(text(), json!({ "nullable": true })) })), json!({})),
        },
        Pair {
            name: "walnut",
            bump: "major",
            rules: &["setter-type-changed", "field-type-changed"],
            old: side("Walnut", object(&[], json!({ "size": { "type": "integer" } })), json!({})),
            new: side("Walnut", object(&[], json!({ "size": text() })), json!({})),
        },
    ]
}
