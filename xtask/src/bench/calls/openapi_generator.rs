//! A client that openapi-generator made.

use std::hint::black_box;

use client::apis::configuration::Configuration;
use client::apis::groups_api::get_group;
use client::models::GroupResponse;

use crate::Result;

pub const WANTS_PLAIN_JSON: bool = false;
const GROUP: &str = "11111111-1111-4111-8111-111111111111";
const VERSION: &str = "2024-10-15";

pub struct Side {
    configuration: Configuration,
    plain: reqwest::Client,
    base: String,
}

impl Side {
    pub fn new(base: &str) -> Result<Self> {
        let configuration = Configuration { base_path: base.to_owned(), ..Configuration::default() };
        Ok(Self { configuration, plain: reqwest::Client::new(), base: base.to_owned() })
    }

    pub async fn call(&self) -> Result<()> {
        black_box(get_group(&self.configuration, VERSION, GROUP).await?);
        Ok(())
    }

    pub async fn plain(&self) -> Result<()> {
        let url = format!("{}/groups/{GROUP}?version={VERSION}", self.base);
        let body = self.plain.get(url).send().await?.bytes().await?;
        black_box(serde_json::from_slice::<GroupResponse>(&body)?);
        Ok(())
    }
}
