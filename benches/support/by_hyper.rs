//! The call with nothing but hyper: one connection, no pool, no time limit, no redirects. What no client can be below.

use std::error::Error;

use http_body_util::{BodyExt, Empty};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{ACCEPT, AUTHORIZATION, HOST, HeaderValue, USER_AGENT};
use hyper_util::rt::TokioIo;
use snyk_secoda::rt::{Bytes, Uuid};
use snyk_secoda::snyk::API_VERSION;
use tokio::net::TcpStream;

use crate::types::GroupResponse;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

pub(crate) struct ByHyper {
    connection: SendRequest<Empty<Bytes>>,
    host: HeaderValue,
    authorization: HeaderValue,
}

impl ByHyper {
    /// Connects, and leaves the connection to a task of the runtime.
    pub(crate) async fn connect(base: &str, token: &str) -> Result<Self> {
        let host = base.trim_start_matches("http://").trim_end_matches("/rest");
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        let (connection, driver) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(driver);
        let authorization = HeaderValue::try_from(format!("token {token}"))?;
        Ok(Self { connection, host: HeaderValue::try_from(host)?, authorization })
    }

    pub(crate) async fn get_group(&mut self, group: Uuid) -> Result<GroupResponse> {
        let request = hyper::Request::get(format!("/rest/groups/{group}?version={API_VERSION}"))
            .header(HOST, self.host.clone())
            .header(USER_AGENT, HeaderValue::from_static("by-hand/1"))
            .header(ACCEPT, HeaderValue::from_static("application/vnd.api+json"))
            .header(AUTHORIZATION, self.authorization.clone())
            .body(Empty::new())?;
        self.connection.ready().await?;
        let answer = self.connection.send_request(request).await?;
        if !answer.status().is_success() {
            return Err(format!("status {}", answer.status()).into());
        }
        let body = answer.into_body().collect().await?.to_bytes();
        Ok(serde_json::from_slice(&body)?)
    }
}
