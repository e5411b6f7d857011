//! The embedded Snyk service. What it knows is told by `read.rs`, changed by `write.rs` and cut into pages by `page.rs`;
//! all else is the business of the mock server.

mod page;
mod read;
mod write;

use std::sync::{Arc, Mutex};

use serde_json::Value;
use snyk_secoda::Error;
use snyk_secoda::mock::{Reply, Request, Server};
use uuid::Uuid;

use super::data::{Company, Group, Org};
use super::{TOKEN, lock};

/// Path of the API on the server.
const BASE: &str = "/rest";

/// What answers an operation; a refusal is an answer too.
type Handler = fn(&mut Company, &Call<'_>) -> Result<Reply, Reply>;

const HANDLERS: [(&str, Handler); 17] = [
    ("listGroups", read::groups),
    ("getGroup", read::group),
    ("listGroupMemberships", read::group_memberships),
    ("listGroupUserOrgMemberships", read::org_memberships_of_user),
    ("listOrgsInGroup", read::orgs_in_group),
    ("listGroupSsoConnections", read::sso_connections),
    ("listGroupSsoConnectionUsers", read::sso_users),
    ("listOrgs", read::orgs),
    ("listOrgMemberships", read::org_memberships),
    ("createGroupMembership", write::create_group_membership),
    ("updateGroupUserMembership", write::update_group_membership),
    ("deleteGroupMembership", write::delete_group_membership),
    ("deleteUser", write::delete_sso_user),
    ("updateOrg", write::update_org),
    ("createOrgMembership", write::create_org_membership),
    ("updateOrgMembership", write::update_org_membership),
    ("deleteOrgMembership", write::delete_org_membership),
];

/// A checked request on its way to a handler.
struct Call<'a> {
    request: &'a Request,
}

/// Starts the service.
pub(super) async fn start(company: &Arc<Mutex<Company>>) -> Result<Server, Error> {
    let server = Server::snyk().credential(TOKEN).start().await?;
    for (operation, handler) in HANDLERS {
        let company = Arc::clone(company);
        server.handle(operation, move |request| {
            handler(&mut lock(&company), &Call { request }).unwrap_or_else(|refusal| refusal)
        })?;
    }
    Ok(server)
}

impl Call<'_> {
    /// The path argument of that name; the document was already checked to ask for a UUID.
    fn id(&self, name: &str) -> Uuid {
        self.request.argument(name).and_then(|id| Uuid::try_parse(id).ok()).unwrap_or_default()
    }

    /// A UUID in the body, where the document leaves the member optional but the operation cannot
    /// do without.
    fn body_id(&self, pointer: &str) -> Result<Uuid, Reply> {
        let body = self.request.json();
        let id = body.pointer(pointer).and_then(Value::as_str);
        id.and_then(|id| Uuid::try_parse(id).ok()).ok_or_else(|| Reply::invalid_body(pointer, "is required"))
    }

    fn group<'c>(&self, groups: &'c mut [Group]) -> Result<&'c mut Group, Reply> {
        let id = self.id("group_id");
        groups.iter_mut().find(|group| group.id == id).ok_or_else(|| not_found("group"))
    }

    fn org<'c>(&self, groups: &'c mut [Group]) -> Result<&'c mut Org, Reply> {
        let id = self.id("org_id");
        groups.iter_mut().flat_map(|group| &mut group.orgs).find(|org| org.id == id).ok_or_else(|| not_found("org"))
    }
}

fn not_found(what: &str) -> Reply {
    Reply::problem(404, format!("There is no such {what}, or the token may not see it"))
}
