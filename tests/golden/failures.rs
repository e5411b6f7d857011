// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[&things::GET_THING, &things::DROP_THING];
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
        /// `DELETE /things`
        pub fn drop_thing(&self) -> DropThing {
            DropThing(self.0.call(&DROP_THING))
        }
    }
    rt::operation!(GetThing GET_THING {
        id: "getThing", method: rt::Method::GET, path: "/things", tag: "Things",
        accept: &["application/json", "application/problem+json"],
    } -> String fails types::Problem);
    impl GetThing {
        /// How many there are.
        pub fn header_x_total(meta: &rt::Meta) -> Option<i64> {
            meta.parse("X-Total")
        }
    }
    rt::operation!(DropThing DROP_THING {
        id: "dropThing", method: rt::Method::DELETE, path: "/things", tag: "Things", accept: &["application/json"],
        anonymous: true,
    } -> types::Problem);
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Problem {
        pub title: Option<String>,
    }
    rt::record!(receive Problem { title = optional "title", });
}
