// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[&things::LIST_THINGS, &things::LIST_EVENTS, &things::LIST_PROPERTIES];
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
        /// The link stands beside the items.
        ///
        /// `GET /events`
        pub fn list_events(&self) -> ListEvents {
            ListEvents(self.0.call(&LIST_EVENTS))
        }
        /// A bare array is a list without pages.
        ///
        /// `GET /properties`
        pub fn list_properties(&self) -> ListProperties {
            ListProperties(self.0.call(&LIST_PROPERTIES))
        }
    }
    rt::operation!(ListThings LIST_THINGS {
        id: "listThings", method: rt::Method::GET, path: "/things", tag: "Things", accept: &["application/json"],
        paging: rt::Paging::Page("page"),
    } -> pages types::ListThingsResponse);
    impl ListThings {
        pub fn page(self, page: i64) -> Self {
            Self(self.0.query("page", page))
        }
    }
    rt::operation!(ListEvents LIST_EVENTS {
        id: "listEvents", method: rt::Method::GET, path: "/events", tag: "Things", accept: &["application/json"],
        paging: rt::Paging::Page("page"),
    } -> pages types::ListEventsResponse);
    impl ListEvents {
        pub fn page(self, page: i64) -> Self {
            Self(self.0.query("page", page))
        }
    }
    rt::operation!(ListProperties LIST_PROPERTIES {
        id: "listProperties", method: rt::Method::GET, path: "/properties", tag: "Things",
        accept: &["application/json"],
    } -> Vec<types::Thing>);
    impl ListProperties {
        pub fn page(self, page: i64) -> Self {
            Self(self.0.query("page", page))
        }
    }
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ListEventsResponse {
        pub results: Option<Vec<Thing>>,
        pub next: Option<String>,
        pub page_size: Option<i64>,
    }
    rt::record!(receive ListEventsResponse {
        results = optional "results", next = optional "next", page_size = optional "page_size",
    });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ListThingsResponse {
        pub results: Option<Vec<Thing>>,
        pub links: Option<ListThingsResponseLinks>,
        pub meta: Option<ThingHistory>,
        pub count: Option<i64>,
    }
    rt::record!(receive ListThingsResponse {
        results = optional "results", links = optional "links", meta = optional "meta", count = optional "count",
    });
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
        /// The same shape as that of a list, so that it is the same type.
        pub history: Option<ThingHistory>,
    }
    rt::record!(receive Thing { name = optional "name", history = optional "history", });
    /// The same shape as that of a list, so that it is the same type.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingHistory {
        pub page: i64,
        pub previous_page: Option<i32>,
        pub next_page: Option<i64>,
        pub time: Option<f64>,
    }
    rt::record!(receive ThingHistory {
        page = required "page", previous_page = number "previous_page", next_page = number "next_page",
        time = optional "time",
    });
    rt::page!(ListEventsResponse of Thing { items results optional; link next optional; });
    rt::page!(ListThingsResponse of Thing {
        items results optional; link links optional next optional; number meta optional next_page optional;
    });
}
