//! The body of a success, turned into a value or into an error that shows where it could not be.

use bytes::Bytes;
use url::Url;

use super::Core;
use super::authorize::Authority;
use crate::decode::{Failure, ReceivedBody, Undecoded};
use crate::error::Error;
use crate::json::text_path;
use crate::operation::Operation;
use crate::response::{Meta, Response};

/// A success, its body not decoded yet.
pub(crate) struct Answer {
    pub(super) core: Core,
    pub(crate) operation: &'static Operation,
    pub(crate) url: Url,
    pub(super) meta: Meta,
    pub(crate) body: Bytes,
    pub(super) authority: Authority,
}

impl Answer {
    /// Decodes the body; `read` is all that is compiled for every type.
    pub(crate) fn decode<T>(self, read: fn(&Bytes) -> Result<T, Failure>) -> Result<Response<T>, Error> {
        match read(&self.body) {
            Ok(value) => Ok(Response::new(value, self.meta)),
            Err(failure) => Err(self.not_decoded(failure)),
        }
    }

    /// Decodes the body by the status.
    pub(crate) fn decode_outcome<T>(
        self,
        read: fn(u16, ReceivedBody<'_>) -> Result<T, Undecoded>,
    ) -> Result<Response<T>, Error> {
        match read(self.meta.status().as_u16(), ReceivedBody::new(&self.body)) {
            Ok(value) => Ok(Response::new(value, self.meta)),
            Err(Undecoded(failure)) => Err(self.not_decoded(failure)),
        }
    }

    fn not_decoded(self, failure: Failure) -> Error {
        let error = match failure {
            Failure::Empty => Error::empty_body(),
            Failure::NotText(error) => self.undecoded(&text_path(&error, &self.body)).with_source(error),
            Failure::Json(error) => {
                let undecoded = self.undecoded(error.path());
                // It names members, and quotes numbers that are not right.
                if self.core.shows_secret(&self.authority, &format!("{error:?}")) {
                    undecoded
                } else {
                    undecoded.with_source(error)
                }
            }
        };
        error.with_meta(self.meta).with_operation(self.operation)
    }

    fn undecoded(&self, path: &str) -> Error {
        let hide = |text: &[u8]| self.core.without_secret(&self.authority, text);
        Error::undecoded(hide(path.as_bytes()), &hide(&self.body))
    }
}
