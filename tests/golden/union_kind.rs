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
        pub link: Option<ThingLink>,
        pub or_null: Option<Option<String>>,
        pub alike: Option<ThingAlike>,
    }
    rt::record!(both Thing { link = optional "link", or_null = either "or_null", alike = optional "alike", });
    rt::build!(Thing new {} optional { link: ThingLink; alike: ThingAlike; } either { or_null: String, or_null_null; });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ThingAlike {
        Object(ThingAlikeObject),
        Object2(ThingAlikeObject2),
        /// A form that this version of the crate does not know, as it was received.
        Unrecognized(rt::Value),
    }
    rt::union!(both ThingAlike by members { []["a"] => Object, []["b"] => Object2, });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingAlikeObject {
        pub a: Option<String>,
    }
    rt::record!(both ThingAlikeObject { a = optional "a", });
    rt::build!(ThingAlikeObject new {} optional { a: String; });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingAlikeObject2 {
        pub b: Option<String>,
    }
    rt::record!(both ThingAlikeObject2 { b = optional "b", });
    rt::build!(ThingAlikeObject2 new {} optional { b: String; });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ThingLink {
        String(String),
        Object(ThingLinkObject),
        /// A form that this version of the crate does not know, as it was received.
        Unrecognized(rt::Value),
    }
    rt::union!(both ThingLink by kind { ["string"] => String, ["object"] => Object, });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingLinkObject {
        pub href: String,
    }
    rt::record!(both ThingLinkObject { href = required "href", });
    rt::build!(ThingLinkObject new { href: String; });
}
