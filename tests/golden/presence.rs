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
    /// Every presence at once.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        pub always: String,
        /// May be left out.
        pub maybe: Option<String>,
        pub always_or_null: Option<String>,
        pub maybe_or_null: Option<Option<String>>,
    }
    rt::record!(both Thing {
        always = required "always", maybe = optional "maybe", always_or_null = nullable "always_or_null",
        maybe_or_null = either "maybe_or_null",
    });
    rt::build!(Thing new { always: String; } optional { maybe: String; } nullable { always_or_null: String; } either {
        maybe_or_null: String, maybe_or_null_null;
    });
}
