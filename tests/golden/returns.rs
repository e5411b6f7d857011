// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[&things::DOWNLOAD, &things::REPLACE, &things::REMOVE];
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
        pub fn download(&self) -> Download {
            Download(self.0.call(&DOWNLOAD))
        }
        /// `PUT /things`
        pub fn replace(&self) -> Replace {
            Replace(self.0.call(&REPLACE))
        }
        /// `DELETE /things` · deprecated
        #[deprecated]
        pub fn remove(&self) -> Remove {
            Remove(self.0.call(&REMOVE))
        }
    }
    rt::operation!(Download DOWNLOAD {
        id: "download", method: rt::Method::GET, path: "/things", tag: "Things", accept: &["application/octet-stream"],
    } -> bytes);
    rt::operation!(Replace REPLACE {
        id: "replace", method: rt::Method::PUT, path: "/things", tag: "Things",
        accept: &["application/json", "application/problem+json"],
    } -> optional types::Thing fails types::Thing);
    rt::operation!(Remove REMOVE {
        id: "remove", method: rt::Method::DELETE, path: "/things", tag: "Things", deprecated: true,
    } -> nothing);
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        pub name: Option<String>,
    }
    rt::record!(receive Thing { name = optional "name", });
}
