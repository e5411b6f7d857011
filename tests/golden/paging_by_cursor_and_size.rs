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
        /// `GET /things` · experimental since 2023-03-08
        pub fn list_things(&self) -> ListThings {
            ListThings(self.0.call(&LIST_THINGS))
        }
    }
    rt::operation!(versioned experimental ListThings LIST_THINGS {
        id: "listThings", method: rt::Method::GET, path: "/things", tag: "Things", stability: Some("experimental"),
        releases: &["2023-03-08~experimental"], version: Some("2023-03-08~experimental"), accept: &["application/json"],
        parameters: &[rt::Parameter::query("size", &rt::Rules::NONE.maximum(100.0))],
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
        pub data: ListThingsResponseData,
        pub links: Option<ListThingsResponseLinks>,
    }
    rt::record!(receive ListThingsResponse { data = required "data", links = optional "links", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ListThingsResponseData {
        pub items: Option<Vec<Thing>>,
    }
    rt::record!(receive ListThingsResponseData { items = optional "items", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ListThingsResponseLinks {
        pub next: Option<String>,
    }
    rt::record!(receive ListThingsResponseLinks { next = optional "next", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        pub name: Option<String>,
    }
    rt::record!(receive Thing { name = optional "name", });
    rt::page!(ListThingsResponse of Thing { items data required items optional; link links optional next optional; });
}
