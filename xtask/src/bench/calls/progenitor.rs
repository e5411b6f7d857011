//! A client that progenitor made.

use std::hint::black_box;

use client::{Client, types};
use reqwest::header::{ACCEPT, HeaderName, HeaderValue};
use uuid::Uuid;

use crate::Result;

/// Its document had to be told that all is plain JSON.
pub const WANTS_PLAIN_JSON: bool = true;
const GROUP: Uuid = Uuid::from_u128(0x1111_1111_1111_4111_8111_1111_1111_1111);
const VERSION: &str = "2024-10-15";

pub struct Side {
    client: Client,
    version: types::QueryVersion,
    plain: reqwest::Client,
    base: String,
}

impl Side {
    pub fn new(base: &str) -> Result<Self> {
        let version = VERSION.parse()?;
        Ok(Self { client: Client::new(base), version, plain: reqwest::Client::new(), base: base.to_owned() })
    }

    pub async fn call(&self) -> Result<()> {
        black_box(self.client.get_group(&GROUP, &self.version).await?.into_inner());
        Ok(())
    }

    pub async fn plain(&self) -> Result<()> {
        let url = format!("{}/groups/{GROUP}?version={VERSION}", self.base);
        let request = self.plain.get(url).header(ACCEPT, HeaderValue::from_static("application/json"));
        let version = (HeaderName::from_static("api-version"), HeaderValue::from_static("REST"));
        let body = request.header(version.0, version.1).send().await?.bytes().await?;
        black_box(serde_json::from_slice::<types::GroupResponse>(&body)?);
        Ok(())
    }
}
