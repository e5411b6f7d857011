// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[&things::FIND_PARTS];
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
        /// `GET /things/{thing_id}/parts/{part-no}`
        pub fn find_parts(&self, thing_id: rt::Uuid, part_no: &str, q: &str, kinds: &[&str]) -> FindParts {
            FindParts(
                self.0.call(&FIND_PARTS).path("thing_id", thing_id).path("part-no", part_no).query("q", q)
                    .query_joined("kinds", ',', kinds)
            )
        }
    }
    rt::operation!(FindParts FIND_PARTS {
        id: "findParts", method: rt::Method::GET, path: "/things/{thing_id}/parts/{part-no}", tag: "Things",
        parameters: &[rt::Parameter::query("kinds", &rt::Rules::NONE).required()],
    } -> nothing);
    impl FindParts {
        /// The operation's own.
        pub fn limit(self, limit: i32) -> Self {
            Self(self.0.query("limit", limit))
        }
        pub fn repeated(self, repeated: &[&str]) -> Self {
            Self(self.0.query_each("repeated", repeated))
        }
        pub fn joined(self, joined: &[rt::Uuid]) -> Self {
            Self(self.0.query_joined("joined", ',', joined))
        }
        pub fn piped_ids(self, piped_ids: &[i64]) -> Self {
            Self(self.0.query_joined("piped.ids", '|', piped_ids))
        }
        #[deprecated]
        pub fn old(self, old: bool) -> Self {
            Self(self.0.query("old", old))
        }
        pub fn x_trace(self, x_trace: &str) -> Self {
            Self(self.0.header("X-Trace", x_trace))
        }
        pub fn order(self, order: types::Order) -> Self {
            Self(self.0.query("order", order))
        }
    }
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum Order {
        Up,
        Down,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(Order { Up = "up", Down = "down", });
}
