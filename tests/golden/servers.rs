// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[&things::GET_FILE, &things::PUT_FILE];
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
        /// `GET /files`
        ///
        /// It has a server of its own, `https://files.example.org`: give that to a client as its base URL.
        pub fn get_file(&self) -> GetFile {
            GetFile(self.0.call(&GET_FILE))
        }
        /// `PUT /files`
        ///
        /// It has a server of its own, `https://upload.example.org`: give that to a client as its base URL.
        pub fn put_file(&self) -> PutFile {
            PutFile(self.0.call(&PUT_FILE))
        }
    }
    rt::operation!(
        GetFile GET_FILE { id: "getFile", method: rt::Method::GET, path: "/files", tag: "Things", } -> nothing
    );
    rt::operation!(
        PutFile PUT_FILE { id: "putFile", method: rt::Method::PUT, path: "/files", tag: "Things", } -> nothing
    );
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
}
