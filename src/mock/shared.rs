//! The running server: from a request to what is sent.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use serde_json::{Value, json};
use tokio::sync::watch;
use uuid::{Builder, Uuid};

use super::document::Document;
use super::release::Release;
use super::reply::{Content, Fault, Problem, Reply};
use super::request::{Found, Request};
use super::script::Plan;
use super::service::Service;

/// What clients of a server without a credential of its own present.
const CREDENTIAL: &str = "mock-credential";

/// What all connections share with the handle of the server.
pub(super) struct Shared {
    pub(super) service: Service,
    pub(super) document: Document,
    pub(super) credential: Option<String>,
    /// Scheme, host and port.
    pub(super) origin: String,
    /// By the place of the operation.
    pub(super) plans: Mutex<BTreeMap<usize, Plan>>,
    pub(super) requests: Mutex<Vec<Request>>,
    /// Tells of every new request.
    pub(super) arrivals: watch::Sender<()>,
    answered: AtomicU64,
}

/// An answer as it is sent.
pub(super) struct Outgoing {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) delay: Duration,
    pub(super) fault: Option<Fault>,
}

impl Shared {
    pub(super) fn new(service: Service, document: Document, credential: Option<String>, origin: String) -> Self {
        Self {
            service,
            document,
            credential,
            origin,
            plans: Mutex::default(),
            requests: Mutex::default(),
            arrivals: watch::Sender::new(()),
            answered: AtomicU64::new(0),
        }
    }

    /// A credential that is taken.
    pub(super) fn secret(&self) -> &str {
        self.credential.as_deref().unwrap_or(CREDENTIAL)
    }

    /// Answers every request, a refused one with an error.
    pub(super) fn answer(&self, mut request: Request) -> Outgoing {
        let located = self.document.locate(request.method(), request.path());
        request.hide_credentials(&self.document);
        if let Ok(found) = &located {
            request.set_found(found.clone());
        }
        lock(&self.requests).push(request.clone());
        self.arrivals.send_replace(());
        let (release, reply) = self.decide(&request, located);
        let request_id = self.request_id(&request);
        let written = self.write(&request, &reply, release.as_ref(), &request_id);
        written.unwrap_or_else(|fault| self.mistaken(&fault, &request_id))
    }

    /// The release that the request came to, if it came that far, and the answer.
    fn decide(&self, request: &Request, located: Result<Found, Problem>) -> (Option<Release>, Reply) {
        if request.method() == Method::POST && self.service.token_path() == Some(request.path()) {
            return (None, token(self.secret()));
        }
        let anonymous = located.as_ref().is_ok_and(|found| self.document.is_anonymous(found.route));
        if !anonymous && !self.is_authorized(request) {
            return (None, self.service.unauthorized().into());
        }
        let found = match located {
            Ok(found) => found,
            Err(problem) => return (None, problem.into()),
        };
        let release = match self.release(&found, request) {
            Ok(release) => release,
            Err(problem) => return (None, problem.into()),
        };
        let reply = match self.document.check(&found, request) {
            Ok(()) => self.planned(found.route, request),
            Err(problem) => problem.into(),
        };
        (release, reply)
    }

    fn release(&self, found: &Found, request: &Request) -> Result<Option<Release>, Problem> {
        if !self.service.is_versioned() {
            return Ok(None);
        }
        self.document.release(found.route, request)
    }

    /// What the script says, or else the handler, or else the document.
    fn planned(&self, route: usize, request: &Request) -> Reply {
        let (reply, handler) = match lock(&self.plans).get_mut(&route) {
            Some(plan) => (plan.take(), plan.handler.clone()),
            None => (Reply::default(), None),
        };
        // Without the lock, as a handler may take its time or look at the server.
        reply.or_usual(|| handler.map(|handler| handler(request)).unwrap_or_default())
    }

    fn is_authorized(&self, request: &Request) -> bool {
        let schemes = self.service.schemes();
        if schemes.is_empty() && self.credential.is_none() {
            return true;
        }
        let authorization = request.header("authorization").and_then(|value| value.split_once(' '));
        authorization.is_some_and(|(scheme, given)| {
            let takes_scheme = schemes.is_empty() || schemes.iter().any(|known| known.eq_ignore_ascii_case(scheme));
            takes_scheme && self.credential.as_ref().map_or(!given.is_empty(), |secret| secret == given)
        })
    }

    /// The id that the client sent, or the next of our own.
    fn request_id(&self, request: &Request) -> String {
        let number = u128::from(self.answered.fetch_add(1, Ordering::Relaxed));
        let own = || Builder::from_random_bytes((number << 64 | number).to_be_bytes()).into_uuid();
        let sent = request.header("snyk-request-id").and_then(|id| Uuid::try_parse(id).ok());
        sent.unwrap_or_else(own).to_string()
    }

    /// The answer as it is sent; the error says what is wrong with the script.
    fn write(&self, request: &Request, reply: &Reply, release: Option<&Release>, id: &str) -> Result<Outgoing, String> {
        let (status, body) = self.content(request, &reply.content, id)?;
        let status = StatusCode::from_u16(status).ok().filter(|status| !status.is_informational());
        let status = status.ok_or("a reply has a status that there is not")?;
        let mut headers = HeaderMap::new();
        let mut set = |name: &'static str, value: &str| {
            HeaderValue::from_str(value).ok().and_then(|value| headers.insert(name, value));
        };
        if self.service.is_versioned() {
            set("snyk-request-id", id);
        }
        if let Some(release) = release {
            set("snyk-version-requested", request.query_value("version").unwrap_or_default());
            set("snyk-version-served", &release.text);
            set("snyk-version-lifecycle-stage", release.stage());
        }
        if let Some((media, _)) = &body {
            let media = HeaderValue::from_str(media).map_err(|_| format!("{media:?} is no media type"))?;
            headers.insert(CONTENT_TYPE, media);
        }
        replace(&mut headers, &reply.headers)?;
        let body = body.map(|(_, body)| body).unwrap_or_default();
        Ok(Outgoing { status, headers, body, delay: reply.delay, fault: reply.fault })
    }

    /// Status, media type and body.
    fn content(
        &self,
        request: &Request,
        content: &Content,
        id: &str,
    ) -> Result<(u16, Option<(String, Bytes)>), String> {
        let json = |status: u16, body: &Value| {
            let body = Some(body).filter(|body| !body.is_null());
            (status, body.map(|body| (self.service.media().to_owned(), Bytes::from(body.to_string()))))
        };
        match content {
            Content::Usual => self.documented(request, None),
            Content::Documented(status) => self.documented(request, Some(*status)),
            Content::Problem(problem) => Ok(json(problem.status, &self.service.problem(problem, id))),
            Content::Json(status, body) => Ok(json(*status, body)),
            Content::Bytes { status, media, body } => Ok((*status, Some((media.clone(), body.clone())))),
        }
    }

    fn documented(&self, request: &Request, status: Option<u16>) -> Result<(u16, Option<(String, Bytes)>), String> {
        let route = request.found().and_then(|found| self.document.route(found.route));
        let route = route.ok_or("a request without an operation has no documented answer")?;
        let accept = request.header("accept").unwrap_or_default();
        let answer = self.document.answer(route, status, accept);
        let answer = answer.ok_or_else(|| format!("the document has no such status for {}", route.id))?;
        let body = answer.body.map(|(media, body)| {
            let bytes = match body {
                Value::String(text) if !super::document::is_json(&media) => Bytes::from(text),
                body => Bytes::from(body.to_string()),
            };
            (media, bytes)
        });
        Ok((answer.status, body))
    }

    /// Tells of a script that cannot be followed.
    fn mistaken(&self, fault: &str, id: &str) -> Outgoing {
        let body = self.service.problem(&Problem::new(500, format!("The mock server was told wrong: {fault}")), id);
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(self.service.media()))]);
        Outgoing {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            headers,
            body: Bytes::from(body.to_string()),
            delay: Duration::ZERO,
            fault: None,
        }
    }
}

/// The answer of a token endpoint, whoever asks.
fn token(secret: &str) -> Reply {
    let body = json!({ "access_token": secret, "expires_in": 3600, "token_type": "bearer" });
    Reply::bytes(200, "application/json", body.to_string())
}

/// Puts the headers of a reply in the place of those of the same name; a name may be there more than once.
fn replace(headers: &mut HeaderMap, given: &[(String, String)]) -> Result<(), String> {
    let mut parsed = Vec::new();
    for (name, value) in given {
        let name = name.parse::<HeaderName>().map_err(|_| format!("{name:?} is no name of a header"))?;
        let value = HeaderValue::from_str(value).map_err(|_| format!("the value of {name} cannot be sent"))?;
        headers.remove(&name);
        parsed.push((name, value));
    }
    headers.extend(parsed.into_iter().fold(HeaderMap::new(), |mut all, (name, value)| {
        all.append(name, value);
        all
    }));
    Ok(())
}

/// The guarded value, also after a handler panicked: what it guards is whole at all times.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
