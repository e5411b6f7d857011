// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[&things::PUT_THING];
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
        /// `PUT /things`
        pub fn put_thing(&self, body: &types::Thing) -> PutThing {
            PutThing(self.0.call(&PUT_THING).json(body))
        }
    }
    rt::operation!(PutThing PUT_THING {
        id: "putThing", method: rt::Method::PUT, path: "/things", tag: "Things", accept: &["application/json"],
        content_type: Some("application/json"),
    } -> types::Thing);
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        pub counts: Option<rt::Map<i64>>,
        pub free: Option<rt::Map<rt::Value>>,
        pub closed: Option<ThingClosed>,
        pub open: Option<ThingOpen>,
        pub typed: Option<ThingTyped>,
        pub lists: Option<rt::Map<Vec<Option<String>>>>,
    }
    rt::record!(both Thing {
        counts = optional "counts", free = optional "free", closed = optional "closed", open = optional "open",
        typed = optional "typed", lists = optional "lists",
    });
    rt::build!(Thing new {} optional {
        counts: rt::Map<i64>; free: rt::Map<rt::Value>; closed: ThingClosed; open: ThingOpen; typed: ThingTyped;
        lists: rt::Map<Vec<Option<String>>>;
    });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingClosed {
        pub a: Option<String>,
    }
    rt::record!(both ThingClosed { a = optional "a", });
    rt::build!(ThingClosed new {} optional { a: String; });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingOpen {
        pub additional_properties: String,
        /// Members that the document does not name.
        pub other_properties: rt::Map<rt::Value>,
    }
    rt::record!(both ThingOpen { additional_properties = required "additional_properties", ..other_properties });
    rt::build!(ThingOpen new { additional_properties: String; } rest { other_properties: rt::Value });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingTyped {
        pub a: Option<String>,
        /// Members that the document does not name.
        pub additional_properties: rt::Map<Vec<String>>,
    }
    rt::record!(both ThingTyped { a = optional "a", ..additional_properties });
    rt::build!(ThingTyped new {} optional { a: String; } rest { additional_properties: Vec<String> });
}
