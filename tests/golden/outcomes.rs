// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[&things::CREATE_THING];
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
        /// `POST /things`
        pub fn create_thing(&self, body: &str) -> CreateThing {
            CreateThing(self.0.call(&CREATE_THING).json(body))
        }
    }
    rt::operation!(CreateThing CREATE_THING {
        id: "createThing", method: rt::Method::POST, path: "/things", tag: "Things",
        accept: &["application/json", "text/plain"], content_type: Some("application/json"), results: &[303],
    } -> outcome types::CreateThingOutcome fails outcome types::CreateThingFailure);
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum CreateThingFailure {
        NotFound(Missing),
        ClientError(Problem),
        Other(Problem),
        /// A status that the document does not name.
        Unrecognized(u16),
    }
    rt::outcome!(CreateThingFailure { 404 => NotFound json, range 4 => ClientError json, default => Other json, });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum CreateThingOutcome {
        Ok(Thing),
        Created(Receipt),
        Accepted,
        SeeOther,
        Success(String),
        /// A status that the document does not name.
        Unrecognized(u16),
    }
    rt::outcome!(CreateThingOutcome {
        200 => Ok json, 201 => Created json, 202 => Accepted nothing, 303 => SeeOther nothing, range 2 => Success text,
    });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Missing {
        pub missing: Option<String>,
    }
    rt::record!(receive Missing { missing = optional "missing", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Problem {
        pub problem: Option<String>,
    }
    rt::record!(receive Problem { problem = optional "problem", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Receipt {
        pub receipt: Option<String>,
    }
    rt::record!(receive Receipt { receipt = optional "receipt", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        pub thing: Option<String>,
    }
    rt::record!(receive Thing { thing = optional "thing", });
}
