// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2025-11-05";
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
        /// `GET /things` · GA since 2025-11-05
        pub fn list_things(&self) -> ListThings {
            ListThings(self.0.call(&LIST_THINGS))
        }
    }
    rt::operation!(versioned ListThings LIST_THINGS {
        id: "listThings", method: rt::Method::GET, path: "/things", tag: "Things", stability: Some("ga"),
        releases: &["2024-01-01~beta", "2025-11-05"], version: Some("2025-11-05"), accept: &["application/json"],
        paging: rt::Paging::Cursor("starting_after"),
    } -> pages types::ListThingsResponse);
    impl ListThings {
        pub fn starting_after(self, starting_after: &str) -> Self {
            Self(self.0.query("starting_after", starting_after))
        }
    }
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ListThingsResponse {
        pub data: Vec<Thing>,
        pub links: Option<ListThingsResponseLinks>,
    }
    rt::record!(receive ListThingsResponse { data = required "data", links = optional "links", });
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
    rt::page!(ListThingsResponse of Thing { items data required; link links optional next optional; });
}
