//! What the vendors have: Snyk a list of versions, Secoda a document and pages.

use serde_json::Value;

use super::address::Address;
use super::piece::Pieces;
use super::transport::{Download, Transport};
use super::{SourceError, Upstream, Vendor, assembled, lines, remark};

/// Without the word for YAML: a server that has both would choose it over JSON.
const DOCUMENT: &str = "application/json, */*;q=0.1";
const PAGE: &str = "text/markdown, text/plain;q=0.9, */*;q=0.1";
const BY_HAND: &str = "download the document with a browser and give the file with --from";

/// The document of a vendor: the first of its places that works.
pub(super) fn read(vendor: &Vendor, version: Option<&str>, transport: &dyn Transport) -> Result<Upstream, SourceError> {
    let mut failures = Vec::new();
    match (vendor.versions.as_deref(), version) {
        (Some(list), version) => match versioned(list, version, transport) {
            Ok(upstream) => return Ok(upstream),
            // No other place has the version that was asked for.
            Err(error) if version.is_some() => return Err(error),
            Err(error) => failures.push(error.what),
        },
        (None, Some(version)) => {
            let what = format!("there is no list of versions to look for {version:?} in");
            return Err(SourceError::new(what, "leave out --version: this vendor has one document"));
        }
        (None, None) => {}
    }
    let documents = vendor.documents.iter().map(std::slice::from_ref);
    let places = documents.map(|one| (one, DOCUMENT)).chain([(vendor.pages.as_slice(), PAGE)]);
    for (addresses, accept) in places.filter(|(addresses, _)| !addresses.is_empty()) {
        match fetched(addresses, accept, transport) {
            Ok(mut upstream) => {
                let passed = failures.into_iter().map(|what| remark(format!("another source did not work: {what}")));
                upstream.remarks.extend(passed);
                return Ok(upstream);
            }
            Err(error) => failures.push(error.what),
        }
    }
    let what = match failures.as_slice() {
        [] => "no address of this vendor is known".to_owned(),
        [one] => one.clone(),
        all => format!("no source of this vendor works:{}", lines(all)),
    };
    Err(SourceError::new(what, BY_HAND))
}

fn fetched(addresses: &[String], accept: &str, transport: &dyn Transport) -> Result<Upstream, SourceError> {
    let addresses: Result<Vec<Address>, String> = addresses.iter().map(|address| Address::parse(address)).collect();
    let pieces = addresses.and_then(|addresses| Pieces::of_pages(&addresses, accept, transport));
    assembled(pieces.map_err(|what| SourceError::new(what, BY_HAND))?, None, transport)
}

/// The document of one version of a list.
fn versioned(list: &str, version: Option<&str>, transport: &dyn Transport) -> Result<Upstream, SourceError> {
    let listed = listed(list, transport).map_err(|what| SourceError::new(what, BY_HAND))?;
    let chosen = chosen(&listed, version)
        .map_err(|what| SourceError::new(format!("{list}: {what}"), "give one of the list with --version"))?;
    let mut upstream = fetched(&[format!("{}/{chosen}", list.trim_end_matches('/'))], DOCUMENT, transport)?;
    if let Some(stated) = upstream.version.filter(|stated| *stated != chosen) {
        upstream.remarks.push(remark(format!("the document of {chosen} calls itself {stated}")));
    }
    Ok(Upstream { version: Some(chosen), ..upstream })
}

/// The versions of a list, the oldest first.
fn listed(list: &str, transport: &dyn Transport) -> Result<Vec<String>, String> {
    let address = Address::parse(list)?;
    let Download { bytes, .. } = transport.get(&address, DOCUMENT)?;
    let value: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let Value::Array(items) = value else {
        return Err(format!("{address} does not answer with a list of versions"));
    };
    // A version becomes a part of an address.
    let texts = items.iter().filter_map(Value::as_str).filter(|text| is_version(text));
    let mut versions: Vec<String> = texts.map(str::to_owned).collect();
    versions.sort();
    versions.dedup();
    if versions.is_empty() { Err(format!("{address} lists no version")) } else { Ok(versions) }
}

/// The version that is asked for, or else the newest that is generally available: a date without a word after it.
fn chosen(listed: &[String], asked: Option<&str>) -> Result<String, String> {
    let Some(asked) = asked else {
        let newest = listed.iter().rfind(|version| !version.contains('~'));
        return newest.cloned().ok_or_else(|| format!("none is generally available, only {}", last(listed, 4)));
    };
    if listed.iter().any(|version| version == asked) {
        return Ok(asked.to_owned());
    }
    let alike: Vec<String> = listed.iter().filter(|version| stability(version) == stability(asked)).cloned().collect();
    let of = if alike.is_empty() { listed } else { &alike };
    let (before, after) = of.split_at(of.partition_point(|version| version.as_str() < asked));
    let near: Vec<&str> = before.iter().rev().take(2).rev().chain(after.iter().take(2)).map(String::as_str).collect();
    Err(format!("there is no version {asked:?}; the nearest are {}", near.join(", ")))
}

fn last(list: &[String], count: usize) -> String {
    let last: Vec<&str> = list.iter().rev().take(count).rev().map(String::as_str).collect();
    last.join(", ")
}

fn stability(version: &str) -> &str {
    version.split_once('~').map_or("", |(_, stability)| stability)
}

/// `2024-10-15` or `2024-10-15~beta`.
fn is_version(text: &str) -> bool {
    let (date, stability) = text.split_once('~').unwrap_or((text, "ga"));
    let is_date = date.len() == 10
        && date.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    is_date && !stability.is_empty() && stability.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

#[cfg(test)]
mod tests;
