//! This project's client. What it is held against decodes into handwritten types of the same members.

use std::hint::black_box;

use client::rt::{DateTime, Utc, Uuid};
use client::{RateLimit, snyk};
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use serde::Deserialize;

use crate::Result;

pub const WANTS_PLAIN_JSON: bool = false;
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";
const GROUP: Uuid = Uuid::from_u128(0x1111_1111_1111_4111_8111_1111_1111_1111);

pub struct Side {
    client: snyk::Client,
    plain: reqwest::Client,
    authorization: HeaderValue,
    base: String,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "it is read to be measured")]
struct GroupResponse {
    data: Option<Group>,
    jsonapi: Option<JsonApi>,
    links: Option<Links>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "it is read to be measured")]
struct Group {
    attributes: Attributes,
    id: Uuid,
    r#type: String,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "it is read to be measured")]
struct Attributes {
    created_at: Option<DateTime<Utc>>,
    name: String,
    slug: String,
    updated_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "it is read to be measured")]
struct JsonApi {
    version: String,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "it is read to be measured")]
struct Links {
    #[serde(rename = "self")]
    this: Option<String>,
}

impl Side {
    pub fn new(base: &str) -> Result<Self> {
        // A limit that is asked and never reached.
        let limit = RateLimit::per_minute(u32::MAX);
        let builder = snyk::Client::builder().credential(snyk::Credential::api_token(TOKEN));
        let client = builder.base_url(base).rate_limit(limit).build()?;
        let authorization = HeaderValue::try_from(format!("token {TOKEN}"))?;
        Ok(Self { client, plain: reqwest::Client::new(), authorization, base: base.to_owned() })
    }

    pub async fn call(&self) -> Result<()> {
        black_box(self.client.groups().get_group(GROUP).send().await?);
        Ok(())
    }

    pub async fn plain(&self) -> Result<()> {
        let url = format!("{}/groups/{GROUP}?version={}", self.base, snyk::API_VERSION);
        let request = self.plain.get(url).header(ACCEPT, HeaderValue::from_static("application/vnd.api+json"));
        let body = request.header(AUTHORIZATION, self.authorization.clone()).send().await?.bytes().await?;
        black_box(serde_json::from_slice::<GroupResponse>(&body)?);
        Ok(())
    }
}
