//! What a token says of where it belongs. It is a hint that nobody has verified.

use serde_json::{Map, Value};
use url::Url;

use super::Region;
use crate::auth::base64;
use crate::json;

/// The region whose API host the token names, if it is a known one and the only one.
pub(super) fn region(secret: &str) -> Option<Region> {
    let places = places(secret.split_whitespace().last()?);
    let mut regions = places.iter().filter_map(|place| known(place));
    let found = regions.next().filter(|region| regions.all(|other| other == *region));
    if found.is_none() && !places.is_empty() {
        // Without the value: it comes out of the credential.
        tracing::debug!("the credential names no host of a known region, so that is not followed");
    }
    found
}

/// Hosts and URLs that the claims hold: `h` of a personal access token or that of a service account, the fourth
/// part of which is a checksum; `aud` of a JWT.
fn places(token: &str) -> Vec<String> {
    let parts: Vec<&str> = token.split('.').collect();
    match *parts.as_slice() {
        ["snyk_uat" | "snyk_sat", _, claims, _] => texts(claims, "h"),
        [head, claims, _] if read(head).is_some_and(|head| head.contains_key("alg")) => texts(claims, "aud"),
        _ => Vec::new(),
    }
}

/// A claim that is a text or a list of texts.
fn texts(claims: &str, name: &str) -> Vec<String> {
    let claims = read(claims).unwrap_or_default();
    match claims.get(name) {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn read(part: &str) -> Option<Map<String, Value>> {
    match json::value_of_bytes(&base64::decode(part)?)? {
        Value::Object(claims) => Some(claims),
        _ => None,
    }
}

/// The region with exactly this API host, given alone or as an https URL.
fn known(place: &str) -> Option<Region> {
    let url = match place.contains("://") {
        true => Url::parse(place).ok()?,
        false => {
            Url::parse(&format!("https://{place}")).ok().filter(|_| !place.contains(['/', '@', '?', '#', '\\']))?
        }
    };
    let plain = url.username().is_empty() && url.password().is_none();
    let origin = url.origin();
    let has_origin = |region: &&Region| Url::parse(region.base_url()).is_ok_and(|base| base.origin() == origin);
    Region::ALL.iter().find(has_origin).copied().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pat(claims: &Value) -> String {
        format!("snyk_uat.12345678.{}.AbCd", base64::encode(claims.to_string().as_bytes()))
    }

    fn jwt(claims: &Value) -> String {
        let head = base64::encode(br#"{"alg":"RS256"}"#);
        format!("{head}.{}.c2ln", base64::encode(claims.to_string().as_bytes()))
    }

    #[test]
    fn known_hosts_are_followed() {
        for (text, expected) in [
            ("api.snyk.io", Region::Us01),
            ("api.eu.snyk.io", Region::Eu01),
            ("https://api.au.snyk.io", Region::Au01),
            ("https://api.us.snyk.io/rest", Region::Us02),
            ("https://api.snykgov.io:443/", Region::UsGov01),
        ] {
            assert_eq!(region(&pat(&json!({"h": text}))), Some(expected), "{text}");
            assert_eq!(region(&jwt(&json!({"aud": text}))), Some(expected), "{text}");
        }
        let pasted = format!(" Bearer {} ", jwt(&json!({"aud": ["https://api.eu.snyk.io"]})));
        assert_eq!(region(&pasted), Some(Region::Eu01));
        let service_account = pat(&json!({"h": "api.eu.snyk.io"})).replace("uat", "sat");
        assert_eq!(region(&service_account), Some(Region::Eu01));
    }

    #[test]
    fn other_hosts_are_not() {
        for text in [
            "",
            "evil.com",
            "api.evil.snyk.io",
            "api.eu.snyk.io.evil.com",
            "evil.com/api.eu.snyk.io",
            "evil.com@api.eu.snyk.io",
            "https://api.eu.snyk.io@evil.com",
            "https://x@api.eu.snyk.io",
            "https://api.eu.snyk.io:8443",
            "http://api.eu.snyk.io",
            "app.eu.snyk.io",
            "api.eu.snyk.io\\evil",
            "file:///api.eu.snyk.io",
        ] {
            assert_eq!(region(&pat(&json!({"h": text}))), None, "{text}");
            assert_eq!(region(&jwt(&json!({"aud": text}))), None, "{text}");
        }
    }

    #[test]
    fn two_regions_are_none() {
        assert_eq!(region(&jwt(&json!({"aud": ["api.eu.snyk.io", "api.au.snyk.io"]}))), None);
        assert_eq!(region(&jwt(&json!({"aud": ["client-1", "api.au.snyk.io"]}))), Some(Region::Au01));
    }

    #[test]
    fn other_tokens_say_nothing() {
        let payload = base64::encode(br#"{"h":"api.eu.snyk.io","aud":"api.eu.snyk.io"}"#);
        for token in [
            String::new(),
            "331ede0a-de94-456f-b788-166caeca58bf".to_owned(),
            format!("snyk_uat.1.{payload}"),
            format!("snyk_xat.1.{payload}.c"),
            format!("snyk_uat.1.{payload}!.c"),
            format!("a.{payload}.c"),
            pat(&json!({"h": 7})),
            pat(&json!(["api.eu.snyk.io"])),
        ] {
            assert_eq!(region(&token), None, "{token}");
        }
    }
}
