// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[&odd_tag::TYPE_2, &odd_tag::TYPE];
impl Client {
    /// The operations of the tag `Odd tag`.
    pub fn odd_tag(&self) -> odd_tag::OddTag {
        odd_tag::OddTag::new(self)
    }
}
/// The operations of the tag `Odd tag`.
pub mod odd_tag {
    use super::{Client, rt, types};
    rt::tag!(OddTag of Client);
    impl OddTag {
        /// `GET /things`
        pub fn type_2(&self) -> Type2 {
            Type2(self.0.call(&TYPE_2))
        }
        /// `POST /things`
        pub fn r#type(&self) -> Type {
            Type(self.0.call(&TYPE))
        }
    }
    rt::operation!(Type2 TYPE_2 {
        id: "type", method: rt::Method::GET, path: "/things", tag: "Odd tag", accept: &["application/json"],
    } -> types::IoExampleThing);
    impl Type2 {
        pub fn send_2(self, send_2: &str) -> Self {
            Self(self.0.query("send", send_2))
        }
    }
    rt::operation!(Type TYPE {
        id: "TYPE", method: rt::Method::POST, path: "/things", tag: "Odd tag", accept: &["application/json"],
    } -> types::OptionSchema);
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct IoExampleThing {
        pub r#type: Option<String>,
        pub self_: Option<String>,
        pub ref_like: Option<String>,
        pub created_at_2: Option<String>,
        pub created_at: Option<String>,
        pub n2fa: Option<String>,
        pub name: Option<Name2>,
        pub name_2: Option<Name>,
    }
    rt::record!(receive IoExampleThing {
        r#type = optional "type", self_ = optional "self", ref_like = optional "$ref-like",
        created_at_2 = optional "createdAt", created_at = optional "created_at", n2fa = optional "2fa",
        name = optional "name", name_2 = optional "Name",
    });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Name {
        pub a: Option<String>,
    }
    rt::record!(receive Name { a = optional "a", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Name2 {
        pub b: Option<String>,
    }
    rt::record!(receive Name2 { b = optional "b", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct OptionSchema {
        pub name: Option<String>,
    }
    rt::record!(receive OptionSchema { name = optional "name", });
}
