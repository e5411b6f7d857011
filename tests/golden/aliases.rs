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
    } -> types::Things);
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    /// What it is called.
    pub type Name = String;
    pub type Things = Vec<Name>;
}
