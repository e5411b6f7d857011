//! A client that progenitor made.

use std::hint::black_box;

use client::{Client, types};
use reqwest::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

use crate::{GROUP, Result, VERSION};

pub use types::GroupResponse as Answer;

pub struct Side {
    client: Client,
    group: Uuid,
    version: types::QueryVersion,
}

/// What it sends.
pub fn headers() -> Result<HeaderMap> {
    let version = (HeaderName::from_static("api-version"), HeaderValue::from_static("REST"));
    Ok(HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static("application/json")), version]))
}

impl Side {
    pub fn new(base: &str) -> Result<Self> {
        Ok(Self { client: Client::new(base), group: GROUP.parse()?, version: VERSION.parse()? })
    }

    pub async fn call(&self) -> Result<()> {
        black_box(self.client.get_group(&self.group, &self.version).await?.into_inner());
        Ok(())
    }
}
