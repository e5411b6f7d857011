//! The embedded Secoda service: the groups of a workspace, in numbered pages.

use std::sync::{Arc, Mutex};

use http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::data::{Company, SecodaGroup};
use super::random::Random;
use super::spec::{Arguments, Document};
use super::wire::{Refusal, Reply, Request};
use super::{API_KEY, lock};

/// Media type of every body, sent and received.
pub(crate) const MEDIA: &str = "application/json";
const PAGE_SIZE: usize = 20;

#[derive(Debug)]
pub(crate) struct Secoda {
    pub(crate) document: Document,
    company: Arc<Mutex<Company>>,
    /// Ids of the groups that are created.
    ids: Mutex<Random>,
}

impl Secoda {
    pub(crate) fn new(company: Arc<Mutex<Company>>) -> Result<Self, String> {
        let text = include_str!("../../../specs/secoda.json");
        // `page` is in the links of every list, but not among the parameters of every list.
        let document = Document::parse(text, &["page"])?;
        Ok(Self { document, company, ids: Mutex::new(Random::new(0x5ec0da)) })
    }

    /// Answers every request. The document gives errors no schema; they have the one member that
    /// the framework of the service writes.
    pub(crate) fn answer(&self, request: &Request) -> Reply {
        let answer = self.handle(request);
        answer.unwrap_or_else(|refusal| Reply::new(refusal.status, json!({ "detail": refusal.detail })))
    }

    fn handle(&self, request: &Request) -> Result<Reply, Refusal> {
        if !request.is_authorized(&["bearer"], API_KEY) {
            return Err(Refusal::new(StatusCode::UNAUTHORIZED, "Invalid token."));
        }
        let (route, mut arguments) = self.document.route(&request.method, &request.path)?;
        self.document.check(route, request, &mut arguments)?;
        let company = &mut *lock(&self.company);
        let workspace = company.secoda_workspace;
        let groups = &mut company.secoda_groups;
        match route.name.as_str() {
            "GET /api/v1/auth/group" => list(groups, workspace, request),
            "POST /api/v1/auth/group" => Ok(self.create(groups, workspace, &arguments)),
            "GET /api/v1/auth/group/{id}" => {
                let group = &groups[position(groups, &arguments)?];
                Ok(Reply::new(StatusCode::OK, group_json(group, workspace)))
            }
            "PATCH /api/v1/auth/group/{id}" => {
                let place = position(groups, &arguments)?;
                groups[place].set(&arguments.body);
                Ok(Reply::new(StatusCode::OK, group_json(&groups[place], workspace)))
            }
            "DELETE /api/v1/auth/group/{id}" => {
                groups.remove(position(groups, &arguments)?);
                Ok(Reply::empty())
            }
            // The document may describe more than this company has data for.
            _ => Err(Refusal::new(StatusCode::NOT_IMPLEMENTED, "The embedded service has no data for this operation")),
        }
    }

    fn create(&self, groups: &mut Vec<SecodaGroup>, workspace: Uuid, arguments: &Arguments) -> Reply {
        let now = Timestamp::now();
        let mut group = SecodaGroup {
            id: lock(&self.ids).uuid(),
            name: String::new(),
            icon: String::new(),
            description: String::new(),
            users: Vec::new(),
            created_at: now,
            updated_at: now,
        };
        group.set(&arguments.body);
        let reply = Reply::new(StatusCode::CREATED, group_json(&group, workspace));
        groups.push(group);
        reply
    }
}

impl SecodaGroup {
    /// Takes over the members that the body has.
    fn set(&mut self, body: &Value) {
        let texts = [("name", &mut self.name), ("icon", &mut self.icon), ("description", &mut self.description)];
        for (name, field) in texts {
            if let Some(text) = body[name].as_str() {
                text.clone_into(field);
            }
        }
        if let Some(users) = body["users"].as_array() {
            self.users = users.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        }
        self.updated_at = Timestamp::now();
    }
}

fn list(groups: &[SecodaGroup], workspace: Uuid, request: &Request) -> Result<Reply, Refusal> {
    let pages = groups.len().div_ceil(PAGE_SIZE).max(1);
    let page = request.one("page").map_or(Some(1), |page| page.parse().ok());
    let page = page.filter(|page| (1..=pages).contains(page));
    let page = page.ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND, "Invalid page."))?;
    let (next, previous) = ((page < pages).then_some(page + 1), (page > 1).then_some(page - 1));
    let link = |page: usize| format!("{}{}?page={page}", request.origin, request.path);
    let results = groups.iter().skip((page - 1) * PAGE_SIZE).take(PAGE_SIZE);
    let body = json!({
        "links": { "next": next.map(link), "previous": previous.map(link) },
        "meta": { "page": page, "previous_page": previous, "next_page": next },
        "count": groups.len(),
        "total_pages": pages,
        "results": results.map(|group| group_json(group, workspace)).collect::<Vec<_>>(),
    });
    Ok(Reply::new(StatusCode::OK, body))
}

fn position(groups: &[SecodaGroup], arguments: &Arguments) -> Result<usize, Refusal> {
    let id = arguments.path.get("id").and_then(|id| Uuid::try_parse(id).ok());
    let place = groups.iter().position(|group| Some(group.id) == id);
    place.ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND, "Not found."))
}

fn group_json(group: &SecodaGroup, workspace: Uuid) -> Value {
    json!({
        "id": group.id,
        "created_at": group.created_at.to_string(),
        "updated_at": group.updated_at.to_string(),
        "users": group.users,
        "name": group.name,
        "icon": group.icon,
        "description": group.description,
        "workspace_id": workspace,
        "snowflake_role": null,
    })
}
