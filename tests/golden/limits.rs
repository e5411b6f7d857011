// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[&things::CREATE];
impl Client {
    /// The operations of the tag `Things`.
    pub fn things(&self) -> things::Things {
        things::Things::new(self)
    }
}
/// The operations of the tag `Things`.
pub mod things {
    use super::{Client, rt, types};
    rt::tag!(Things of Client);
    impl Things {
        /// `POST /things`
        pub fn create(&self, body: &types::Thing) -> Create {
            Create(self.0.call(&CREATE).json(body))
        }
    }
    rt::operation!(Create CREATE {
        id: "create", method: rt::Method::POST, path: "/things", tag: "Things", content_type: Some("application/json"),
        parameters: &[
            rt::Parameter::query("limit", &rt::Rules::NONE.minimum(10.0).maximum(100.0).multiple_of(10.0)),
            rt::Parameter::query("ids", &rt::Rules::NONE.max_items(3).items(&rt::Rules::NONE.min_length(2)))
        ],
        body: Some(&types::THING_RULES),
    } -> nothing);
    impl Create {
        /// From 10 to 100. A multiple of 10. Default: `10`.
        pub fn limit(self, limit: i64) -> Self {
            Self(self.0.query("limit", limit))
        }
        /// At most 3 items.
        pub fn ids(self, ids: &[&str]) -> Self {
            Self(self.0.query_each("ids", ids))
        }
    }
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    /// At most 4 characters.
    pub type Code = String;
    pub(super) static CODE_RULES: rt::Rules = rt::Rules::NONE.max_length(4);
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Part {
        pub code: Option<Code>,
    }
    rt::record!(send Part { code = optional "code", });
    rt::build!(Part new {} optional { code: Code; });
    pub(super) static PART_RULES: rt::Rules = rt::Rules::NONE.fields(&[("code", &CODE_RULES)]);
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Plain {
        pub a: Option<String>,
    }
    rt::record!(send Plain { a = optional "a", });
    rt::build!(Plain new {} optional { a: String; });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        /// From 1 to 60 characters. Pattern: `^a`.
        pub name: String,
        /// At least 1 item.
        pub parts: Option<Vec<Part>>,
        pub scores: Option<rt::Map<f64>>,
        pub plain: Option<Plain>,
    }
    rt::record!(send Thing {
        name = required "name", parts = optional "parts", scores = optional "scores", plain = optional "plain",
    });
    rt::build!(Thing new { name: String; } optional { parts: Vec<Part>; scores: rt::Map<f64>; plain: Plain; });
    pub(super) static THING_RULES: rt::Rules = rt::Rules::NONE.fields(
        &[
            ("name", &rt::Rules::NONE.min_length(1).max_length(60)),
            ("parts", &rt::Rules::NONE.min_items(1).items(&PART_RULES)),
            ("scores", &rt::Rules::NONE.values(&rt::Rules::NONE.minimum(0.0).exclusive_minimum()))
        ]
    );
}
