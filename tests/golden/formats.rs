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
        pub id: Option<rt::Uuid>,
        pub at: Option<rt::DateTime<rt::Utc>>,
        pub untyped_at: Option<rt::DateTime<rt::Utc>>,
        pub day: Option<rt::NaiveDate>,
        pub small: Option<i32>,
        pub large: Option<i64>,
        pub whole: Option<i64>,
        pub single: Option<f32>,
        pub double: Option<f64>,
        pub number: Option<f64>,
        pub flag: Option<bool>,
        pub raw: Option<String>,
        pub link: Option<String>,
        pub strange: Option<String>,
        /// Of no type.
        pub anything: Option<rt::Value>,
    }
    rt::record!(receive Thing {
        id = optional "id", at = optional "at", untyped_at = optional "untyped_at", day = optional "day",
        small = optional "small", large = optional "large", whole = optional "whole", single = optional "single",
        double = optional "double", number = optional "number", flag = optional "flag", raw = optional "raw",
        link = optional "link", strange = optional "strange", anything = optional "anything",
    });
}
