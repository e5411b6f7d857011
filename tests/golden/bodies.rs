// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[
    &things::CREATE_THING, &things::PUT_FILE, &things::CREATE_THING_AS_FORM, &things::CREATE_THING_AS_XML
];
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
        pub fn create_thing(&self, body: &types::Thing) -> CreateThing {
            CreateThing(self.0.call(&CREATE_THING).json(body))
        }
        /// `PUT /files`
        pub fn put_file(&self, body: impl Into<rt::Body>) -> PutFile {
            PutFile(self.0.call(&PUT_FILE).body(body))
        }
        /// `POST /things`
        ///
        /// In this form by `application/x-www-form-urlencoded`.
        pub fn create_thing_as_form(&self, body: &types::Thing) -> CreateThingAsForm {
            CreateThingAsForm(
                self.0.call(&CREATE_THING_AS_FORM).form(
                    body,
                    &[rt::FormField::new("tags", rt::Style::PIPE), rt::FormField::new("more", rt::Style::DEEP_OBJECT)]
                )
            )
        }
        /// `POST /things`
        ///
        /// In this form by `application/xml`.
        pub fn create_thing_as_xml(&self, body: impl Into<rt::Body>) -> CreateThingAsXml {
            CreateThingAsXml(self.0.call(&CREATE_THING_AS_XML).body(body))
        }
    }
    rt::operation!(CreateThing CREATE_THING {
        id: "createThing", method: rt::Method::POST, path: "/things", tag: "Things",
        content_type: Some("application/json; charset=utf-8"),
    } -> nothing);
    rt::operation!(PutFile PUT_FILE {
        id: "putFile", method: rt::Method::PUT, path: "/files", tag: "Things",
        content_type: Some("application/octet-stream"),
    } -> nothing);
    rt::operation!(CreateThingAsForm CREATE_THING_AS_FORM {
        id: "createThing", method: rt::Method::POST, path: "/things", tag: "Things",
        content_type: Some("application/x-www-form-urlencoded"),
    } -> nothing);
    rt::operation!(CreateThingAsXml CREATE_THING_AS_XML {
        id: "createThing", method: rt::Method::POST, path: "/things", tag: "Things",
        content_type: Some("application/xml"),
    } -> nothing);
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        pub name: Option<String>,
        pub tags: Option<Vec<String>>,
        pub more: Option<ThingMore>,
    }
    rt::record!(send Thing { name = optional "name", tags = optional "tags", more = optional "more", });
    rt::build!(Thing new {} optional { name: String; tags: Vec<String>; more: ThingMore; });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingMore {
        pub a: Option<String>,
    }
    rt::record!(send ThingMore { a = optional "a", });
    rt::build!(ThingMore new {} optional { a: String; });
}
