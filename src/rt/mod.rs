//! All that generated code names, always as `rt::…`.
//!
//! It is public so that code generated into other crates compiles, and hidden because it is no
//! promise to anyone else.
//!
//! What the macros write is `inline` in release, so that nothing is compiled that is not called: optimising all
//! of it takes as long as the runtime does. In development it is compiled once, here, and not with every change of a program.

mod build;
mod full_serde;
mod newtype;
mod open_enum;
mod operation;
mod outcome;
mod page;
mod parts;
mod record;
mod union;

pub use bytes::Bytes;
pub use chrono::{DateTime, NaiveDate, Utc};
pub use http::Method;
pub use serde_json::Value;
pub use uuid::Uuid;

/// An object with any member names.
pub type Map<T> = std::collections::BTreeMap<String, T>;

pub use crate::api::{Api, Service, VersionRule};
pub use crate::auth::Scheme;
pub use crate::client::{ByteStream, Core, Environment, ResponseFuture};
pub use crate::decode::{Outcome, ReceivedBody, Undecoded};
pub use crate::json::{
    Decode, Encode, Fault, Mark, Read, Reader, Stop, Writer, decode, deserialize, encode, kind, serialize,
};
pub use crate::operation::{Operation, Paging};
pub use crate::page::{Items, Link, Next, Page, Pages};
pub use crate::request::{Body, Call, File, FormField, FormParts, IntoParts, Parts, Style, TrailingSlash};
pub use crate::response::{Meta, Response};
pub use crate::rules::{Parameter, Rules};
pub use crate::{
    __build as build, __link as link, __newtype as newtype, __open_enum as open_enum, __operation as operation,
    __outcome as outcome, __page as page, __parts as parts, __record as record, __tag as tag, __union as union,
};
pub use crate::{Client, ClientBuilder, Credential, Error};
pub use outcome::{failure, failure_outcome};
pub use serde::de::{Deserialize, Deserializer};
pub use serde::ser::{Serialize, Serializer};
