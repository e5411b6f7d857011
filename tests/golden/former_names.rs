// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[&orgs::UPDATE_ORG];
impl Client {
    /// The operations of the tag `Orgs`.
    pub fn orgs(&self) -> orgs::Orgs {
        orgs::Orgs::new(self)
    }
}
/// The operations of the tag `Orgs`.
pub mod orgs {
    use super::{Client, rt, types};
    rt::tag!(Orgs of Client);
    impl Orgs {
        /// `PATCH /orgs/{org_id}`
        pub fn update_org(&self, org_id: &str, body: &types::Org) -> UpdateOrg {
            UpdateOrg(self.0.call(&UPDATE_ORG).path("org_id", org_id).json(body))
        }
        /// The former name of [`update_org`](Self::update_org).
        #[deprecated(note = "renamed to `update_org`")]
        pub fn edit_org(&self, org_id: &str, body: &types::Org) -> UpdateOrg {
            self.update_org(org_id, body)
        }
        /// The former name of [`update_org`](Self::update_org).
        #[deprecated(note = "renamed to `update_org`")]
        pub fn change_organization(&self, org_id: &str, body: &types::Org) -> UpdateOrg {
            self.update_org(org_id, body)
        }
    }
    rt::operation!(UpdateOrg UPDATE_ORG {
        id: "updateOrg", method: rt::Method::PATCH, path: "/orgs/{org_id}", tag: "Orgs", accept: &["application/json"],
        content_type: Some("application/json"),
    } -> types::Org);
    /// The former name of [`UpdateOrg`].
    #[deprecated(note = "renamed to `UpdateOrg`")]
    pub type EditOrg = UpdateOrg;
    pub use self::UPDATE_ORG as EDIT_ORG;
    /// The former name of [`UpdateOrg`].
    #[deprecated(note = "renamed to `UpdateOrg`")]
    pub type ChangeOrganization = UpdateOrg;
    pub use self::UPDATE_ORG as CHANGE_ORGANIZATION;
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Org {
        pub name: Option<String>,
    }
    rt::record!(both Org { name = optional "name", });
    rt::build!(Org new {} optional { name: String; });
    /// The former name of [`Org`].
    #[deprecated(note = "renamed to `Org`")]
    pub type Organization = Org;
}
