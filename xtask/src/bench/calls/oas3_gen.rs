//! A client that oas3-gen made.

use std::hint::black_box;

use client::{
    ApiResponse, GetGroupRequest, GetGroupRequestPath, GetGroupRequestQuery, GroupResponse, SnykApiClient,
};
use uuid::Uuid;

use crate::Result;

pub const WANTS_PLAIN_JSON: bool = false;
const GROUP: Uuid = Uuid::from_u128(0x1111_1111_1111_4111_8111_1111_1111_1111);
const VERSION: &str = "2024-10-15";

pub struct Side {
    client: SnykApiClient,
    plain: reqwest::Client,
    base: String,
}

impl Side {
    pub fn new(base: &str) -> Result<Self> {
        let client = SnykApiClient::with_base_url(base)?;
        Ok(Self { client, plain: reqwest::Client::new(), base: base.to_owned() })
    }

    pub async fn call(&self) -> Result<()> {
        let path = GetGroupRequestPath { group_id: GROUP };
        let query = GetGroupRequestQuery { version: VERSION.to_owned() };
        match self.client.get_group(GetGroupRequest { path, query }).await? {
            ApiResponse::Ok(group) => drop(black_box(group)),
            _ => return Err("another answer".into()),
        }
        Ok(())
    }

    pub async fn plain(&self) -> Result<()> {
        let url = format!("{}/groups/{GROUP}?version={VERSION}", self.base);
        let body = self.plain.get(url).send().await?.bytes().await?;
        black_box(serde_json::from_slice::<GroupResponse>(&body)?);
        Ok(())
    }
}
