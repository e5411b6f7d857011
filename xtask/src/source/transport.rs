//! The one place that talks to the network.
//!
//! A download is whole, of the place that was asked, and no larger than a document can be, or it is an error.

mod progress;

use std::io::{self, Read};
use std::sync::Arc;
use std::time::{Duration, Instant};

use ureq::config::Config;
use ureq::http::{HeaderMap, StatusCode, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Timeout};

use self::progress::Progress;
use super::address::Address;

/// What an address answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Download {
    /// The type of its content, without parameters and in lower case. Empty where none is stated.
    pub kind: String,
    pub bytes: Vec<u8>,
}

/// What brings the content of an address, or says in one clause why it did not.
pub(crate) trait Transport {
    fn get(&self, address: &Address, accept: &str) -> Result<Download, String>;
}

/// The network.
pub(crate) struct Network {
    limits: Limits,
}

/// What a download may cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub bytes: u64,
    /// To a connection, with its encryption.
    pub connect: Duration,
    /// To the last byte, with all redirects.
    pub overall: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { bytes: 64 << 20, connect: seconds(20), overall: seconds(300) }
    }
}

const USER_AGENT: &str = "snyk-secoda-xtask";
const MOST_REDIRECTS: usize = 5;

impl Network {
    pub fn new(limits: Limits) -> Self {
        Self { limits }
    }

    fn ask(&self, address: &Address, accept: &str, deadline: Instant) -> Result<ureq::http::Response<Body>, String> {
        let failed = |error| self.failure(address, error);
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(failed(ureq::Error::Timeout(Timeout::Global)));
        }
        self.agent(address, left).get(address.to_string()).header(header::ACCEPT, accept).call().map_err(failed)
    }

    fn agent(&self, address: &Address, left: Duration) -> Agent {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(provider)
            .build();
        let config = Config::builder()
            .user_agent(USER_AGENT)
            // A compressed body may be any size.
            .accept_encoding("identity")
            .http_status_as_error(false)
            // Where a redirect leads to is looked at first.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(self.limits.connect.min(left)))
            .timeout_global(Some(left))
            .tls_config(tls);
        // What stands in for a service is on this machine, which no proxy reaches.
        let config = if address.is_loopback() { config.proxy(None) } else { config };
        config.build().new_agent()
    }

    fn body(&self, address: &Address, headers: &HeaderMap, mut body: Body) -> Result<Vec<u8>, String> {
        let encoding = text_of(headers, header::CONTENT_ENCODING);
        if !matches!(encoding, "" | "identity") {
            return Err(format!("{address} answered in the encoding {encoding:?}, which was not asked for"));
        }
        let (total, most) = (body.content_length(), self.limits.bytes);
        let too_large = || format!("{address} answers with more than {}, the most that is read", size(most));
        if total.is_some_and(|total| total > most) {
            return Err(too_large());
        }
        let mut progress = Progress::of(total);
        let (mut bytes, mut reader) = (Vec::new(), body.as_reader());
        let mut chunk = vec![0; 1 << 16];
        loop {
            let count = reader.read(&mut chunk).map_err(|error| self.cut_off(address, error, bytes.len(), total))?;
            let Some(read) = chunk.get(..count).filter(|read| !read.is_empty()) else { return Ok(bytes) };
            bytes.extend_from_slice(read);
            if bytes.len() as u64 > most {
                return Err(too_large());
            }
            progress.at(bytes.len() as u64);
        }
    }

    /// Why a body has no end.
    fn cut_off(&self, address: &Address, error: io::Error, read: usize, total: Option<u64>) -> String {
        match ureq::Error::from(error) {
            error @ ureq::Error::Timeout(_) => self.failure(address, error),
            error => {
                let of = total.map(|total| format!(" of {total}")).unwrap_or_default();
                format!(
                    "the answer of {address} is truncated: it breaks off after {read}{of} bytes ({})",
                    plain(&error)
                )
            }
        }
    }

    fn failure(&self, address: &Address, error: ureq::Error) -> String {
        match error {
            ureq::Error::Timeout(Timeout::Connect) => {
                format!("{address} took no connection within {:?}", self.limits.connect)
            }
            ureq::Error::Timeout(_) => format!("{address} did not answer whole within {:?}", self.limits.overall),
            error => format!("{address} cannot be reached: {}", plain(&error)),
        }
    }
}

impl Transport for Network {
    fn get(&self, address: &Address, accept: &str) -> Result<Download, String> {
        let deadline = Instant::now() + self.limits.overall;
        let mut at = address.clone();
        for _ in 0..=MOST_REDIRECTS {
            let (parts, body) = self.ask(&at, accept, deadline)?.into_parts();
            match parts.status {
                // It would be a part, and nobody asked for one.
                StatusCode::PARTIAL_CONTENT => return Err(format!("the answer of {at} is truncated: it is a part")),
                status if status.is_success() => {
                    let bytes = self.body(&at, &parts.headers, body)?;
                    return Ok(Download { kind: kind(&parts.headers), bytes });
                }
                status if is_redirect(status) => at = redirected(&at, &parts.headers)?,
                status => return Err(format!("{at} answered {status}")),
            }
        }
        Err(format!("{address} redirects more than {MOST_REDIRECTS} times"))
    }
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Where a redirect leads to, within the place that was asked.
fn redirected(at: &Address, headers: &HeaderMap) -> Result<Address, String> {
    let location = text_of(headers, header::LOCATION);
    if location.is_empty() {
        return Err(format!("{at} redirects, but does not say where to"));
    }
    let next = at.join(location).map_err(|what| format!("{at} redirects to an address that is refused: {what}"))?;
    if next.place() != at.place() {
        let places = (at.place(), next.place());
        return Err(format!("{at} redirects from {} to {}, which is not followed: {next}", places.0, places.1));
    }
    Ok(next)
}

fn kind(headers: &HeaderMap) -> String {
    let kind = text_of(headers, header::CONTENT_TYPE);
    kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn text_of(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().trim()
}

/// The error as a clause, without the name of its kind.
fn plain(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Io(error) => error.to_string(),
        ureq::Error::Rustls(error) => format!("no secure connection: {error}"),
        error => error.to_string(),
    }
}

fn size(bytes: u64) -> String {
    match bytes >> 20 {
        0 => format!("{bytes} bytes"),
        megabytes => format!("{megabytes} MiB"),
    }
}

#[cfg(test)]
mod tests;
