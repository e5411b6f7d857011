//! Both services, embedded: an invented company behind two HTTP servers on loopback.
//!
//! They serve the operations of the vendored documents and are as strict as those, so that the
//! review runs without an account, a network or anything to install, through the same client and
//! over the same HTTP as for real.

pub(crate) mod data;
mod random;
mod release;
mod schema;
pub(crate) mod secoda;
pub(crate) mod snyk;
pub(crate) mod spec;
pub(crate) mod wire;

use std::convert::Infallible;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::StatusCode;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use data::Company;
use secoda::Secoda;
use snyk::Snyk;
use wire::{Reply, Request};

/// The token that the embedded Snyk service takes.
pub(crate) const TOKEN: &str = "6f1d4c1e-3b52-4a7e-9c06-demo-token";
/// The API key that the embedded Secoda service takes.
pub(crate) const API_KEY: &str = "demo-api-key";
/// What the data is generated from.
pub(crate) const SEED: u64 = 2026;
const LARGEST_BODY: usize = 1 << 20;

/// Two running servers; they stop when this is dropped.
#[derive(Debug)]
pub(crate) struct Demo {
    /// Base URL of the Snyk API.
    pub(crate) snyk_url: String,
    /// Base URL of the Secoda API.
    pub(crate) secoda_url: String,
    servers: [JoinHandle<()>; 2],
}

impl Demo {
    /// Starts both servers, each on a free port of the loopback interface.
    pub(crate) async fn start() -> io::Result<Self> {
        let company = Arc::new(Mutex::new(Company::new(SEED)));
        let snyk = Snyk::new(Arc::clone(&company)).map_err(io::Error::other)?;
        let secoda = Secoda::new(company).map_err(io::Error::other)?;
        let base = snyk.document.base.clone();
        let (snyk_origin, snyk) = serve(snyk::MEDIA, move |request| snyk.answer(request)).await?;
        let (secoda_url, secoda) = serve(secoda::MEDIA, move |request| secoda.answer(request)).await?;
        Ok(Self { snyk_url: snyk_origin + &base, secoda_url, servers: [snyk, secoda] })
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        self.servers.iter().for_each(JoinHandle::abort);
    }
}

/// Serves `answer` on a free port; gives its origin.
pub(crate) async fn serve<F>(media: &'static str, answer: F) -> io::Result<(String, JoinHandle<()>)>
where
    F: Fn(&Request) -> Reply + Send + Sync + 'static,
{
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let origin = format!("http://{}", listener.local_addr()?);
    let shared = Arc::new((origin.clone(), answer));
    let server = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let shared = Arc::clone(&shared);
            let service = service_fn(move |request: http::Request<Incoming>| {
                let shared = Arc::clone(&shared);
                async move {
                    let (origin, answer) = &*shared;
                    Ok::<_, Infallible>(respond(origin, media, answer, request).await)
                }
            });
            // A connection that breaks concerns its client alone.
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });
    Ok((origin, server))
}

async fn respond(
    origin: &str,
    media: &str,
    answer: &impl Fn(&Request) -> Reply,
    request: http::Request<Incoming>,
) -> http::Response<Full<Bytes>> {
    let (parts, body) = request.into_parts();
    let Ok(body) = Limited::new(body, LARGEST_BODY).collect().await else {
        return plain(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let reply = answer(&Request::new(origin, &parts, body.to_bytes()));
    let mut response = http::Response::builder().status(reply.status);
    for (name, value) in &reply.headers {
        response = response.header(*name, value);
    }
    let body = if reply.body.is_null() {
        Bytes::new()
    } else {
        response = response.header("content-type", media);
        Bytes::from(reply.body.to_string())
    };
    // Only a header that cannot be sent makes this fail, such as a version with a line break in it.
    response.body(Full::new(body)).unwrap_or_else(|_| plain(StatusCode::BAD_REQUEST))
}

fn plain(status: StatusCode) -> http::Response<Full<Bytes>> {
    let mut response = http::Response::new(Full::default());
    *response.status_mut() = status;
    response
}

/// The guarded value, also after a handler panicked: what it guards is replaced piece by piece and
/// stays whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
