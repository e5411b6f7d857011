//! A client that openapi-generator made.

use std::hint::black_box;

use client::apis::configuration::Configuration;
use client::apis::groups_api::get_group;
use reqwest::header::{HeaderMap, HeaderValue, USER_AGENT};

use crate::{GROUP, Result, VERSION};

pub use client::models::GroupResponse as Answer;

pub struct Side(Configuration);

/// What it sends.
pub fn headers() -> Result<HeaderMap> {
    let agent = Configuration::default().user_agent.unwrap_or_default();
    Ok(HeaderMap::from_iter([(USER_AGENT, HeaderValue::try_from(agent)?)]))
}

impl Side {
    pub fn new(base: &str) -> Result<Self> {
        Ok(Self(Configuration { base_path: base.to_owned(), ..Configuration::default() }))
    }

    pub async fn call(&self) -> Result<()> {
        black_box(get_group(&self.0, VERSION, GROUP).await?);
        Ok(())
    }
}
