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
        /// `POST /files`
        pub fn create_thing(&self, body: &types::CreateThingBody) -> CreateThing {
            CreateThing(self.0.call(&CREATE_THING).multipart(body))
        }
    }
    rt::operation!(CreateThing CREATE_THING {
        id: "createThing", method: rt::Method::POST, path: "/files", tag: "Things",
        content_type: Some("multipart/form-data"),
    } -> nothing);
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub struct CreateThingBody {
        /// What to keep.
        pub file: rt::File,
        pub extras: Option<Vec<rt::File>>,
        pub title: String,
        pub tags: Option<Vec<String>>,
        pub size: Option<i64>,
        pub owner: Option<CreateThingBodyOwner>,
    }
    rt::parts!(CreateThingBody {
        file = required file "file", extras = optional files "extras", title = required text "title",
        tags = optional texts "tags", size = optional text "size", owner = optional json "owner",
    });
    rt::build!(CreateThingBody new { file: rt::File; title: String; } optional {
        extras: Vec<rt::File>; tags: Vec<String>; size: i64; owner: CreateThingBodyOwner;
    });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct CreateThingBodyOwner {
        pub name: Option<String>,
    }
    rt::record!(send CreateThingBodyOwner { name = optional "name", });
    rt::build!(CreateThingBodyOwner new {} optional { name: String; });
}
