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
        pub fn put_thing(&self, body: &types::User) -> PutThing {
            PutThing(self.0.call(&PUT_THING).json(body))
        }
    }
    rt::operation!(PutThing PUT_THING {
        id: "putThing", method: rt::Method::PUT, path: "/things", tag: "Things", accept: &["application/json"],
        content_type: Some("application/json"),
    } -> types::User);
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Made {
        pub at: Option<String>,
    }
    rt::record!(both Made { at = optional "at", });
    rt::build!(Made new {} optional { at: String; });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct User {
        pub id: Option<String>,
        pub password: Option<String>,
        pub name: String,
        pub made: Option<Made>,
    }
    rt::record!(
        decode User { id = optional "id", name = required "name", made = optional "made", -password "password", }
    );
    rt::record!(encode User { password = optional "password", name = required "name", });
    rt::build!(User new { name: String; } optional { password: String; } received { id; made; });
}
