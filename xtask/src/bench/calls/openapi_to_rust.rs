//! A client that openapi-to-rust made.

use std::hint::black_box;

use client::{GroupResponse, HttpClient};
use reqwest::header::{ACCEPT, HeaderValue};

use crate::Result;

pub const WANTS_PLAIN_JSON: bool = false;
const GROUP: &str = "11111111-1111-4111-8111-111111111111";
const VERSION: &str = "2024-10-15";

pub struct Side {
    client: HttpClient,
    plain: reqwest::Client,
    base: String,
}

impl Side {
    pub fn new(base: &str) -> Result<Self> {
        let client = HttpClient::new().with_base_url(base);
        Ok(Self { client, plain: reqwest::Client::new(), base: base.to_owned() })
    }

    pub async fn call(&self) -> Result<()> {
        black_box(self.client.get_group(GROUP, VERSION).await.map_err(|error| error.to_string())?);
        Ok(())
    }

    pub async fn plain(&self) -> Result<()> {
        let url = format!("{}/groups/{GROUP}?version={VERSION}", self.base);
        let request = self.plain.get(url).header(ACCEPT, HeaderValue::from_static("application/vnd.api+json"));
        let body = request.send().await?.bytes().await?;
        black_box(serde_json::from_slice::<GroupResponse>(&body)?);
        Ok(())
    }
}
