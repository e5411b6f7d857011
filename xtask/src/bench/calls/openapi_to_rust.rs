//! A client that openapi-to-rust made.

use std::hint::black_box;

use client::HttpClient;
use reqwest::header::{ACCEPT, HeaderMap, HeaderValue};

use crate::{GROUP, Result, VERSION};

pub use client::GroupResponse as Answer;

pub struct Side(HttpClient);

/// What it sends.
pub fn headers() -> Result<HeaderMap> {
    Ok(HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static("application/vnd.api+json"))]))
}

impl Side {
    pub fn new(base: &str) -> Result<Self> {
        Ok(Self(HttpClient::new().with_base_url(base)))
    }

    pub async fn call(&self) -> Result<()> {
        black_box(self.0.get_group(GROUP, VERSION).await.map_err(|error| error.to_string())?);
        Ok(())
    }
}
