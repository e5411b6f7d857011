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
    } -> types::GetThingResponse);
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct GetThingResponse {
        /// The first.
        pub one: Option<Thing>,
        /// The second.
        pub two: Option<Thing>,
        pub three: Option<Thing>,
        pub four: Option<GetThingResponseFour>,
    }
    rt::record!(receive GetThingResponse {
        one = optional "one", two = optional "two", three = optional "three", four = optional "four",
    });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct GetThingResponseFour {
        pub id: Option<i64>,
    }
    rt::record!(receive GetThingResponseFour { id = optional "id", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        pub id: Option<String>,
    }
    rt::record!(receive Thing { id = optional "id", });
}
