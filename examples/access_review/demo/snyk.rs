//! The embedded Snyk service: credential, version, headers and error documents. What it knows is
//! told by `read.rs`, changed by `write.rs` and cut into pages by `page.rs`.

mod page;
mod read;
mod write;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use http::StatusCode;
use jiff::civil::Date;
use serde_json::{Value, json};
use uuid::{Builder, Uuid};

use super::data::{Company, Group, Org};
use super::release::Release;
use super::spec::{Arguments, Document, Route};
use super::wire::{Refusal, Reply, Request};
use super::{TOKEN, lock};

/// Media type of every body, sent and received.
pub(crate) const MEDIA: &str = "application/vnd.api+json";

#[derive(Debug)]
pub(crate) struct Snyk {
    pub(crate) document: Document,
    company: Arc<Mutex<Company>>,
    answered: AtomicU64,
}

/// A checked request on its way to a handler.
struct Call<'a> {
    request: &'a Request,
    /// Path of the API on this server, such as `/rest`.
    base: &'a str,
    arguments: Arguments,
}

impl Snyk {
    pub(crate) fn new(company: Arc<Mutex<Company>>) -> Result<Self, String> {
        let text = include_str!("../../../specs/snyk.json");
        Ok(Self { document: Document::parse(text, &[])?, company, answered: AtomicU64::new(0) })
    }

    /// Answers every request, a refused one with an error document.
    pub(crate) fn answer(&self, request: &Request) -> Reply {
        let request_id = self.request_id(request);
        let requested = request.one("version").unwrap_or_default().to_owned();
        let (release, answer) = self.handle(request);
        let mut reply = answer.unwrap_or_else(|refusal| error_document(&refusal, &request_id));
        reply.headers.push(("snyk-request-id", request_id));
        if let Some(release) = release {
            reply = reply
                .header("snyk-version-requested", requested)
                .header("snyk-version-served", &release.text)
                .header("snyk-version-lifecycle-stage", release.stage());
        }
        reply
    }

    /// The release that the request resolved to, if it came that far, and the answer.
    fn handle(&self, request: &Request) -> (Option<Release>, Result<Reply, Refusal>) {
        if !request.is_authorized(&["token", "bearer"], TOKEN) {
            let refusal = Refusal::new(StatusCode::UNAUTHORIZED, "The token is missing, unknown or of another region");
            return (None, Err(refusal));
        }
        let (route, arguments) = match self.document.route(&request.method, &request.path) {
            Ok(found) => found,
            Err(refusal) => return (None, Err(refusal)),
        };
        match release_of(route, request) {
            Ok(release) => (release, self.respond(route, request, arguments)),
            Err(refusal) => (None, Err(refusal)),
        }
    }

    fn respond(&self, route: &Route, request: &Request, mut arguments: Arguments) -> Result<Reply, Refusal> {
        self.document.check(route, request, &mut arguments)?;
        let call = Call { request, base: &self.document.base, arguments };
        let company = &mut *lock(&self.company);
        match route.name.as_str() {
            "GET /groups" => read::groups(company, &call),
            "GET /groups/{group_id}" => read::group(company, &call),
            "GET /groups/{group_id}/memberships" => read::group_memberships(company, &call),
            "GET /groups/{group_id}/org_memberships" => read::org_memberships_of_user(company, &call),
            "GET /groups/{group_id}/orgs" => read::orgs_in_group(company, &call),
            "GET /groups/{group_id}/sso_connections" => read::sso_connections(company, &call),
            "GET /groups/{group_id}/sso_connections/{sso_id}/users" => read::sso_users(company, &call),
            "GET /orgs" => read::orgs(company, &call),
            "GET /orgs/{org_id}/memberships" => read::org_memberships(company, &call),
            "POST /groups/{group_id}/memberships" => write::create_group_membership(company, &call),
            "PATCH /groups/{group_id}/memberships/{membership_id}" => write::update_group_membership(company, &call),
            "DELETE /groups/{group_id}/memberships/{membership_id}" => write::delete_group_membership(company, &call),
            "DELETE /groups/{group_id}/sso_connections/{sso_id}/users/{user_id}" => {
                write::delete_sso_user(company, &call)
            }
            "PATCH /orgs/{org_id}" => write::update_org(company, &call),
            "POST /orgs/{org_id}/memberships" => write::create_org_membership(company, &call),
            "PATCH /orgs/{org_id}/memberships/{membership_id}" => write::update_org_membership(company, &call),
            "DELETE /orgs/{org_id}/memberships/{membership_id}" => write::delete_org_membership(company, &call),
            // The document may describe more than this company has data for.
            _ => Err(Refusal::new(StatusCode::NOT_IMPLEMENTED, "The embedded service has no data for this operation")),
        }
    }

    /// The id that the client sent, or the next of our own.
    fn request_id(&self, request: &Request) -> String {
        let number = u128::from(self.answered.fetch_add(1, Ordering::Relaxed));
        let own = || Builder::from_random_bytes((number << 64 | number).to_be_bytes()).into_uuid();
        Uuid::try_parse(request.header("snyk-request-id")).unwrap_or_else(|_| own()).to_string()
    }
}

impl Call<'_> {
    fn argument(&self, name: &str) -> &str {
        self.arguments.path.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The path argument of that name; the document was already checked to ask for a UUID.
    fn id(&self, name: &str) -> Uuid {
        Uuid::try_parse(self.argument(name)).unwrap_or_default()
    }

    /// A UUID in the body, where the document leaves the member optional but the operation cannot
    /// do without.
    fn body_id(&self, pointer: &str) -> Result<Uuid, Refusal> {
        let id = self.arguments.body.pointer(pointer).and_then(Value::as_str);
        id.and_then(|id| Uuid::try_parse(id).ok()).ok_or_else(|| Refusal::pointer(pointer, "is required"))
    }

    fn group<'c>(&self, groups: &'c mut [Group]) -> Result<&'c mut Group, Refusal> {
        let id = self.id("group_id");
        groups.iter_mut().find(|group| group.id == id).ok_or_else(|| not_found("group"))
    }

    fn org<'c>(&self, groups: &'c mut [Group]) -> Result<&'c mut Org, Refusal> {
        let id = self.id("org_id");
        groups.iter_mut().flat_map(|group| &mut group.orgs).find(|org| org.id == id).ok_or_else(|| not_found("org"))
    }
}

fn not_found(what: &str) -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, &format!("There is no such {what}, or the token may not see it"))
}

/// The release that answers the requested version; none for an operation that has no versions.
fn release_of(route: &Route, request: &Request) -> Result<Option<Release>, Refusal> {
    if !route.takes("version") {
        return Ok(None);
    }
    let given: Vec<&str> = request.all("version").collect();
    let [text] = given[..] else {
        return Err(Refusal::parameter("version", "must be given exactly once"));
    };
    let today = today();
    let requested = Release::parse_requested(text, today).filter(|requested| !requested.is_after(today));
    let requested = requested.ok_or_else(|| Refusal::parameter("version", "is not a version of today or before"))?;
    let release = requested.pick(&route.releases).cloned();
    let missing = || Refusal::new(StatusCode::NOT_FOUND, "The operation has no release for the requested version");
    release.map(Some).ok_or_else(missing)
}

fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

fn error_document(refusal: &Refusal, request_id: &str) -> Reply {
    let mut error = json!({
        "id": request_id,
        "status": refusal.status.as_str(),
        "detail": refusal.detail,
    });
    if let Some(parameter) = &refusal.parameter {
        error["source"] = json!({ "parameter": parameter });
    }
    if let Some(pointer) = &refusal.pointer {
        error["source"] = json!({ "pointer": pointer });
    }
    Reply::new(refusal.status, json!({ "jsonapi": { "version": "1.0" }, "errors": [error] }))
}
