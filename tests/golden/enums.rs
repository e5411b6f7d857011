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
    } -> types::Thing);
    impl GetThing {
        pub fn sort(self, sort: types::GetThingSort) -> Self {
            Self(self.0.query("sort", sort))
        }
    }
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum GetThingSort {
        MinusName,
        Name2,
        Name,
        Empty,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(GetThingSort { MinusName = "-name", Name2 = "name", Name = "NAME", Empty = "", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        /// How it is.
        pub state: Option<ThingState>,
        pub r#type: Option<ThingType>,
        pub mood: Option<ThingMood>,
    }
    rt::record!(receive Thing { state = optional "state", r#type = optional "type", mood = optional "mood", });
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum ThingMood {
        Good,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(ThingMood { Good = "good", });
    /// How it is.
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum ThingState {
        NoInfo,
        Unrecognized2,
        V10,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(ThingState { NoInfo = "no-info", Unrecognized2 = "Unrecognized", V10 = "10", });
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum ThingType {
        Thing,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(ThingType { Thing = "thing", });
}
