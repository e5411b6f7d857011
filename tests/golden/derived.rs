// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[
    &untagged::LIST_GROUPS, &untagged::CREATE_GROUP, &untagged::GET_GROUP, &untagged::DELETE_GROUP,
    &untagged::GET_STATUS
];
impl Client {
    /// The operations of the tag `untagged`.
    pub fn untagged(&self) -> untagged::Untagged {
        untagged::Untagged::new(self)
    }
}
/// The operations of the tag `untagged`.
pub mod untagged {
    use super::{Client, rt, types};
    rt::tag!(Untagged of Client);
    impl Untagged {
        /// `GET /auth/group`
        pub fn list_groups(&self) -> ListGroups {
            ListGroups(self.0.call(&LIST_GROUPS))
        }
        /// `POST /auth/group`
        pub fn create_group(&self) -> CreateGroup {
            CreateGroup(self.0.call(&CREATE_GROUP))
        }
        /// `GET /auth/group/{id}`
        pub fn get_group(&self, id: &str) -> GetGroup {
            GetGroup(self.0.call(&GET_GROUP).path("id", id))
        }
        /// `DELETE /auth/group/{id}`
        pub fn delete_group(&self, id: &str) -> DeleteGroup {
            DeleteGroup(self.0.call(&DELETE_GROUP).path("id", id))
        }
        /// `GET /status`
        pub fn get_status(&self) -> GetStatus {
            GetStatus(self.0.call(&GET_STATUS))
        }
    }
    rt::operation!(ListGroups LIST_GROUPS {
        id: "list_groups", method: rt::Method::GET, path: "/auth/group", tag: "untagged", accept: &["application/json"],
    } -> Vec<String>);
    rt::operation!(CreateGroup CREATE_GROUP {
        id: "create_group", method: rt::Method::POST, path: "/auth/group", tag: "untagged",
    } -> nothing);
    rt::operation!(GetGroup GET_GROUP {
        id: "get_group", method: rt::Method::GET, path: "/auth/group/{id}", tag: "untagged",
        accept: &["application/json"],
    } -> String);
    rt::operation!(DeleteGroup DELETE_GROUP {
        id: "delete_group", method: rt::Method::DELETE, path: "/auth/group/{id}", tag: "untagged",
    } -> nothing);
    rt::operation!(GetStatus GET_STATUS {
        id: "get_status", method: rt::Method::GET, path: "/status", tag: "untagged", accept: &["application/json"],
    } -> String);
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
}
