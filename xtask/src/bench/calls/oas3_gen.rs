//! A client that oas3-gen made.

use std::hint::black_box;

use client::{ApiResponse, GetGroupRequest, GetGroupRequestPath, GetGroupRequestQuery, SnykApiClient};
use reqwest::header::HeaderMap;
use uuid::Uuid;

use crate::{GROUP, Result, VERSION};

pub use client::GroupResponse as Answer;

pub struct Side {
    client: SnykApiClient,
    group: Uuid,
}

/// What it sends.
pub fn headers() -> Result<HeaderMap> {
    Ok(HeaderMap::new())
}

impl Side {
    pub fn new(base: &str) -> Result<Self> {
        Ok(Self { client: SnykApiClient::with_base_url(base)?, group: GROUP.parse()? })
    }

    pub async fn call(&self) -> Result<()> {
        let path = GetGroupRequestPath { group_id: self.group };
        let query = GetGroupRequestQuery { version: VERSION.to_owned() };
        match self.client.get_group(GetGroupRequest { path, query }).await? {
            ApiResponse::Ok(group) => drop(black_box(group)),
            _ => return Err("another answer".into()),
        }
        Ok(())
    }
}
