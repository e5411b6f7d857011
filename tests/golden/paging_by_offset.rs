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
        /// `GET /things`
        pub fn list_things(&self) -> ListThings {
            ListThings(self.0.call(&LIST_THINGS))
        }
    }
    rt::operation!(ListThings LIST_THINGS {
        id: "listThings", method: rt::Method::GET, path: "/things", tag: "Things", accept: &["application/json"],
        parameters: &[rt::Parameter::query("limit", &rt::Rules::NONE.maximum(1000.0))],
        paging: rt::Paging::Offset("offset"),
    } -> pages types::ListThingsResponse);
    impl ListThings {
        pub fn offset(self, offset: i64) -> Self {
            Self(self.0.query("offset", offset))
        }
        /// At most 1000.
        pub fn limit(self, limit: i64) -> Self {
            Self(self.0.query("limit", limit))
        }
    }
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ListThingsResponse {
        pub data: Option<Vec<Thing>>,
        pub meta: Option<ListThingsResponseMeta>,
    }
    rt::record!(receive ListThingsResponse { data = optional "data", meta = optional "meta", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ListThingsResponseMeta {
        pub total_count: Option<i64>,
    }
    rt::record!(receive ListThingsResponseMeta { total_count = optional "total_count", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        pub name: Option<String>,
    }
    rt::record!(receive Thing { name = optional "name", });
    rt::page!(ListThingsResponse of Thing { items data optional; total meta optional total_count optional; });
}
