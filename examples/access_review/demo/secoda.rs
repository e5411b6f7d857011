//! The embedded Secoda service: the groups of a workspace, in numbered pages.

use std::sync::{Arc, Mutex};

use chrono::Utc;
use serde_json::{Value, json};
use snyk_secoda::Error;
use snyk_secoda::mock::{Reply, Request, Server};
use uuid::Uuid;

use super::data::{Company, SecodaGroup};
use super::random::Random;
use super::{API_KEY, lock, time};

const PAGE_SIZE: usize = 20;

/// What answers an operation; a refusal is an answer too.
type Handler = fn(&mut Workspace<'_>, &Request) -> Result<Reply, Reply>;

// By the names of the client, as the document gives its operations none.
const HANDLERS: [(&str, Handler); 5] = [
    ("list_groups", list),
    ("create_group", create),
    ("get_group", get),
    ("update_group", update),
    ("delete_group", delete),
];

/// What a handler works on.
struct Workspace<'a> {
    id: Uuid,
    groups: &'a mut Vec<SecodaGroup>,
    /// Ids of the groups that are created.
    ids: &'a mut Random,
}

/// Starts the service.
pub(super) async fn start(company: &Arc<Mutex<Company>>) -> Result<Server, Error> {
    let server = Server::secoda().credential(API_KEY).start().await?;
    let ids = Arc::new(Mutex::new(Random::new(0x5ec0da)));
    for (operation, handler) in HANDLERS {
        let (company, ids) = (Arc::clone(company), Arc::clone(&ids));
        server.handle(operation, move |request| {
            let (company, ids) = (&mut *lock(&company), &mut *lock(&ids));
            let id = company.secoda_workspace;
            let mut workspace = Workspace { id, groups: &mut company.secoda_groups, ids };
            handler(&mut workspace, request).unwrap_or_else(|refusal| refusal)
        })?;
    }
    Ok(server)
}

fn create(workspace: &mut Workspace<'_>, request: &Request) -> Result<Reply, Reply> {
    let now = Utc::now();
    let mut group = SecodaGroup {
        id: workspace.ids.uuid(),
        name: String::new(),
        icon: String::new(),
        description: String::new(),
        users: Vec::new(),
        created_at: now,
        updated_at: now,
    };
    group.set(&request.json());
    let reply = Reply::json(201, group_json(&group, workspace.id));
    workspace.groups.push(group);
    Ok(reply)
}

fn get(workspace: &mut Workspace<'_>, request: &Request) -> Result<Reply, Reply> {
    let place = position(workspace.groups, request)?;
    Ok(Reply::json(200, group_json(&workspace.groups[place], workspace.id)))
}

fn update(workspace: &mut Workspace<'_>, request: &Request) -> Result<Reply, Reply> {
    let place = position(workspace.groups, request)?;
    workspace.groups[place].set(&request.json());
    get(workspace, request)
}

fn delete(workspace: &mut Workspace<'_>, request: &Request) -> Result<Reply, Reply> {
    let place = position(workspace.groups, request)?;
    workspace.groups.remove(place);
    Ok(Reply::status(204))
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
        self.updated_at = Utc::now();
    }
}

fn list(workspace: &mut Workspace<'_>, request: &Request) -> Result<Reply, Reply> {
    let groups = &*workspace.groups;
    let pages = groups.len().div_ceil(PAGE_SIZE).max(1);
    let page = request.query_value("page").map_or(Some(1), |page| page.parse().ok());
    let page = page.filter(|page| (1..=pages).contains(page));
    let page = page.ok_or_else(|| Reply::problem(404, "Invalid page."))?;
    let (next, previous) = ((page < pages).then_some(page + 1), (page > 1).then_some(page - 1));
    let link = |page: usize| format!("{}{}?page={page}", request.origin(), request.path());
    let results = groups.iter().skip((page - 1) * PAGE_SIZE).take(PAGE_SIZE);
    let body = json!({
        "links": { "next": next.map(link), "previous": previous.map(link) },
        "meta": { "page": page, "previous_page": previous, "next_page": next },
        "count": groups.len(),
        "total_pages": pages,
        "results": results.map(|group| group_json(group, workspace.id)).collect::<Vec<_>>(),
    });
    Ok(Reply::json(200, body))
}

fn position(groups: &[SecodaGroup], request: &Request) -> Result<usize, Reply> {
    let id = request.argument("id").and_then(|id| Uuid::try_parse(id).ok());
    let place = groups.iter().position(|group| Some(group.id) == id);
    place.ok_or_else(|| Reply::problem(404, "Not found."))
}

fn group_json(group: &SecodaGroup, workspace: Uuid) -> Value {
    json!({
        "id": group.id,
        "created_at": time(group.created_at),
        "updated_at": time(group.updated_at),
        "users": group.users,
        "name": group.name,
        "icon": group.icon,
        "description": group.description,
        "workspace_id": workspace,
        "snowflake_role": null,
    })
}
