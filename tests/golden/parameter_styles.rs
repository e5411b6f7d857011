// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[&things::FIND_THINGS];
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
        /// `GET /things/{label}/{matrix}/{simple}`
        pub fn find_things(&self, label: &[&str], matrix: &str, simple: &[&str]) -> FindThings {
            FindThings(
                self.0.call(&FIND_THINGS).path_value("label", rt::Style::LABEL, &label)
                    .path_value("matrix", rt::Style::MATRIX_EXPLODED, &matrix)
                    .path_value("simple", rt::Style::SIMPLE, &simple)
            )
        }
    }
    rt::operation!(FindThings FIND_THINGS {
        id: "findThings", method: rt::Method::GET, path: "/things/{label}/{matrix}/{simple}", tag: "Things",
    } -> nothing);
    impl FindThings {
        pub fn filter(self, filter: &types::Filter) -> Self {
            Self(self.0.query_value("filter", rt::Style::DEEP_OBJECT, filter))
        }
        pub fn color(self, color: &types::Filter) -> Self {
            Self(self.0.query_value("color", rt::Style::FORM_EXPLODED, color))
        }
        pub fn joined(self, joined: &types::Filter) -> Self {
            Self(self.0.query_value("joined", rt::Style::FORM, joined))
        }
        pub fn nested(self, nested: &Vec<types::Filter>) -> Self {
            Self(self.0.query_value("nested", rt::Style::FORM_EXPLODED, nested))
        }
        pub fn r#where(self, r#where: &str) -> Self {
            Self(self.0.query_value("where", rt::Style::FORM_EXPLODED.allow_reserved(), &r#where))
        }
        pub fn json(self, json: &types::Filter) -> Self {
            Self(self.0.query_value("json", rt::Style::JSON, json))
        }
        pub fn session(self, session: &str) -> Self {
            Self(self.0.cookie("session", session))
        }
        pub fn x_ids(self, x_ids: &[i64]) -> Self {
            Self(self.0.header_value("X-Ids", rt::Style::SIMPLE, &x_ids))
        }
        pub fn any(self, any: &rt::Value) -> Self {
            Self(self.0.query_value("any", rt::Style::FORM_EXPLODED, any))
        }
    }
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Filter {
        pub r: Option<i64>,
        pub g: Option<i64>,
    }
    rt::record!(send Filter { r = optional "r", g = optional "g", });
    rt::build!(Filter new {} optional { r: i64; g: i64; });
}
