// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[&things::GET_PART, &things::MAKE_THING];
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
        pub fn get_part(&self) -> GetPart {
            GetPart(self.0.call(&GET_PART))
        }
        /// `POST /things`
        pub fn make_thing(&self, body: &types::Thing) -> MakeThing {
            MakeThing(self.0.call(&MAKE_THING).json(body))
        }
    }
    rt::operation!(GetPart GET_PART {
        id: "getPart", method: rt::Method::GET, path: "/things", tag: "Things", accept: &["application/json"],
    } -> types::GetPartResponse);
    rt::operation!(MakeThing MAKE_THING {
        id: "makeThing", method: rt::Method::POST, path: "/things", tag: "Things", accept: &["application/json"],
        content_type: Some("application/json"),
    } -> types::ThingResponse);
    impl MakeThing {
        pub fn limit(self, limit: types::Limit) -> Self {
            Self(self.0.query("limit", limit))
        }
        pub fn header_x_left(meta: &rt::Meta) -> Option<i64> {
            meta.parse("X-Left")
        }
    }
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct GetPartResponse {
        pub part: Option<Part>,
        pub item: Option<Thing>,
    }
    rt::record!(receive GetPartResponse { part = optional "part", item = optional "item", });
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum Limit {
        Few,
        Many,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(Limit { Few = "few", Many = "many", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Part {
        pub name: Option<String>,
    }
    rt::record!(both Part { name = optional "name", });
    rt::build!(Part new {} optional { name: String; });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        pub part: Option<Part>,
    }
    rt::record!(both Thing { part = optional "part", });
    rt::build!(Thing new {} optional { part: Part; });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingResponse {
        pub thing: Option<Thing>,
    }
    rt::record!(receive ThingResponse { thing = optional "thing", });
}
