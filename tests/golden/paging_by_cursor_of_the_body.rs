// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[&things::LIST_THINGS];
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
        /// `GET /things` · beta since 2023-01-30
        pub fn list_things(&self) -> ListThings {
            ListThings(self.0.call(&LIST_THINGS))
        }
    }
    rt::operation!(beta ListThings LIST_THINGS {
        id: "listThings", method: rt::Method::GET, path: "/things", tag: "Things", stability: Some("beta"),
        releases: &["2022-01-31~experimental", "2023-01-30~beta"], version: Some("2023-01-30~beta"),
        accept: &["application/json"], parameters: &[rt::Parameter::query("size", &rt::Rules::NONE.maximum(100.0))],
        paging: rt::Paging::Cursor("cursor"),
    } -> pages types::ListThingsResponse);
    impl ListThings {
        pub fn cursor(self, cursor: &str) -> Self {
            Self(self.0.query("cursor", cursor))
        }
        /// At most 100.
        pub fn size(self, size: i64) -> Self {
            Self(self.0.query("size", size))
        }
    }
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ListThingsResponse {
        pub items: Vec<Thing>,
        pub next_cursor: Option<String>,
    }
    rt::record!(receive ListThingsResponse { items = required "items", next_cursor = optional "next_cursor", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        pub name: Option<String>,
    }
    rt::record!(receive Thing { name = optional "name", });
    rt::page!(ListThingsResponse of Thing { items items required; cursor next_cursor optional; });
}
