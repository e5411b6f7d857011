//! This project's client. What it is held against decodes into handwritten types of the same members.

#[path = "types.rs"]
#[allow(dead_code, reason = "other benchmarks use more of it")]
mod types;

use std::hint::black_box;

use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderValue};
use snyk_secoda::rt::Uuid;
use snyk_secoda::{RateLimit, snyk};

use crate::{GROUP, Result};

pub(crate) use types::GroupResponse as Answer;

const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

pub struct Side {
    client: snyk::Client,
    group: Uuid,
}

/// What it sends.
pub fn headers() -> Result<HeaderMap> {
    let authorization = HeaderValue::try_from(format!("token {TOKEN}"))?;
    let accept = HeaderValue::from_static("application/vnd.api+json");
    Ok(HeaderMap::from_iter([(ACCEPT, accept), (AUTHORIZATION, authorization)]))
}

impl Side {
    pub fn new(base: &str) -> Result<Self> {
        // A limit that is asked and never reached.
        let limit = RateLimit::per_minute(u32::MAX);
        let builder = snyk::Client::builder().credential(snyk::Credential::api_token(TOKEN));
        Ok(Self { client: builder.base_url(base).rate_limit(limit).build()?, group: GROUP.parse()? })
    }

    pub async fn call(&self) -> Result<()> {
        black_box(self.client.groups().get_group(self.group).send().await?);
        Ok(())
    }
}
