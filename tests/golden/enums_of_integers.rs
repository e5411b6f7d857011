// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[&things::GET_THING];
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
        /// `GET /things`
        pub fn get_thing(&self) -> GetThing {
            GetThing(self.0.call(&GET_THING))
        }
    }
    rt::operation!(GetThing GET_THING {
        id: "getThing", method: rt::Method::GET, path: "/things", tag: "Things", accept: &["application/json"],
    } -> types::Thing);
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        pub level: Option<ThingLevel>,
        pub yaml: Option<ThingYaml>,
        pub ratio: Option<f64>,
        pub flag: Option<bool>,
        pub mixed: Option<rt::Value>,
    }
    rt::record!(receive Thing {
        level = optional "level", yaml = optional "yaml", ratio = optional "ratio", flag = optional "flag",
        mixed = optional "mixed",
    });
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum ThingLevel {
        V1,
        V2,
        Minus1,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(i64),
    }
    rt::open_enum!(ThingLevel of integers { V1 = 1, V2 = 2, Minus1 = -1, });
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum ThingYaml {
        V15,
        True,
        X,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(ThingYaml { V15 = "1.5", True = "true", X = "x", });
}
