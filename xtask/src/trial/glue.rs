//! What a scratch crate has besides the generated file: its API, its credentials and its client.

use serde_json::Value;

use crate::codegen::Settings;
use crate::codegen::names;
use crate::codegen::problem::Pointer;

/// The handwritten part of a crate, made from servers and security schemes.
pub(crate) struct Glue {
    /// Of the first server, if requests can go there.
    pub base_url: Option<String>,
    pub credentials: Vec<Credential>,
    /// Schemes that no credential can be made of, with the reason.
    pub left_out: Vec<(Pointer, String)>,
    title: String,
    /// The query parameter that takes the version of the API.
    version: Option<&'static str>,
}

/// A constructor for the credential of a security scheme.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Credential {
    /// The name of the scheme.
    pub scheme: String,
    pub function: String,
    pub sent: Sent,
}

/// How a secret is sent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Sent {
    Bearer,
    /// As the value of a header, behind a prefix.
    Header {
        name: String,
        prefix: String,
    },
}

impl Glue {
    pub(crate) fn of(root: &Value, settings: &Settings) -> Self {
        let at = Pointer::default().child("components").child("securitySchemes");
        let schemes = root["components"]["securitySchemes"].as_object().into_iter().flatten();
        let (mut made, mut left_out) = (Vec::new(), Vec::new());
        for (key, scheme) in schemes {
            match sent(scheme) {
                Ok(sent) => made.push((key.clone(), sent)),
                Err(why) => left_out.push((at.child(key), why)),
            }
        }
        let wishes: Vec<&String> = made.iter().map(|(key, _)| key).collect();
        let functions = names::functions(&wishes).names;
        let credentials = made.into_iter().zip(functions);
        let credentials =
            credentials.map(|((scheme, sent), function)| Credential { scheme, function: function.to_string(), sent });
        Self {
            base_url: base_url(root),
            credentials: credentials.collect(),
            left_out,
            title: root["info"]["title"].as_str().unwrap_or("the service").to_owned(),
            version: settings.versioning.as_ref().map(|versioning| versioning.parameter),
        }
    }

    /// The text of `src/lib.rs`.
    pub(crate) fn lib(&self) -> String {
        let version = self.version.map_or(String::new(), |parameter| {
            format!(
                "\n        version: Some(rt::VersionRule {{ parameter: {parameter:?}, default: API_VERSION, check: |_| Ok(()), resolve: |_, _| Ok(()) }}),"
            )
        });
        let constructors: Vec<String> = self.credentials.iter().map(Credential::constructor).collect();
        LIB.replace("$TITLE", &format!("{:?}", self.title))
            .replace("$BASE_URL", &format!("{:?}", self.base_url))
            .replace("$VERSION", &version)
            .replace("$CONSTRUCTORS", &constructors.join("\n"))
    }
}

impl Credential {
    fn constructor(&self) -> String {
        let made = match &self.sent {
            Sent::Bearer => "Credential::authorization(rt::Scheme::Bearer, secret.to_owned())".to_owned(),
            Sent::Header { name, prefix } => {
                let value = match prefix.as_str() {
                    "" => "secret.to_owned()".to_owned(),
                    prefix => format!("format!({:?})", prefix.replace('{', "{{").replace('}', "}}") + "{secret}"),
                };
                format!("Credential::header({name:?}.parse().expect(\"a name of a header\"), {value})")
            }
        };
        let doc = format!("For the security scheme {:?}.", self.scheme);
        format!(
            "    #[doc = {doc:?}]\n    pub fn {}(secret: &str) -> Credential {{\n        {made}\n    }}\n",
            self.function
        )
    }
}

const LIB: &str = r##"//! A scratch crate of `cargo xtask try`.

#![deny(warnings)]

use ::snyk_secoda::{Error, rt};

pub use generated::*;

// The document does not describe every member, and it decides what is deprecated.
#[allow(missing_docs, deprecated, unused_imports, clippy::all)]
pub mod generated {
    use super::Client;

    include!("generated.rs");
}

/// The service as a type, which tells its credentials from those of others.
#[derive(Debug)]
pub enum Scratch {}

impl rt::Api for Scratch {
    const SERVICE: &'static rt::Service = &rt::Service {
        name: $TITLE,
        base_url: $BASE_URL,$VERSION
        ..rt::Service::PLAIN
    };
}

/// What a caller proves its identity with.
pub type Credential = rt::Credential<Scratch>;

/// A client of the service.
#[derive(Clone, Debug)]
pub struct Client(rt::Client<Scratch>);

impl Client {
    /// A client of the first server of the document, unless there is another base URL.
    pub fn new(base_url: Option<&str>, credential: Option<Credential>) -> Result<Self, Error> {
        let mut builder = rt::Client::builder();
        if let Some(base_url) = base_url {
            builder = builder.base_url(base_url);
        }
        if let Some(credential) = credential {
            builder = builder.credential(credential);
        }
        builder.build().map(Self)
    }
}

/// One that was set up otherwise. No function of the client, as a tag may have its name.
impl ::std::convert::From<rt::Client<Scratch>> for Client {
    fn from(client: rt::Client<Scratch>) -> Self {
        Self(client)
    }
}

/// The tags of a document become methods of the client; what the runtime needs of it is behind them.
impl ::std::ops::Deref for Client {
    type Target = rt::Client<Scratch>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// A constructor for each security scheme of the document.
pub mod credentials {
    #[allow(unused_imports, reason = "a document may have no scheme")]
    use super::{Credential, rt};

$CONSTRUCTORS}
"##;

fn sent(scheme: &Value) -> Result<Sent, String> {
    let text = |key: &str| scheme[key].as_str().unwrap_or_default();
    match text("type").to_ascii_lowercase().as_str() {
        "oauth2" | "openidconnect" => Ok(Sent::Bearer),
        "http" if text("scheme").eq_ignore_ascii_case("bearer") => Ok(Sent::Bearer),
        "http" => header("authorization", format!("{} ", capitalized(text("scheme")))),
        "apikey" => match text("in") {
            "header" => header(text("name"), String::new()),
            "cookie" => header("cookie", format!("{}=", text("name"))),
            place => Err(format!("a key in {place:?} is not sent by the runtime")),
        },
        _ if scheme.get("$ref").is_some() => Err("a scheme by reference is not followed".to_owned()),
        kind => Err(format!("there is no security scheme of the type {kind:?}")),
    }
}

fn header(name: &str, prefix: String) -> Result<Sent, String> {
    let is_token = |mark: char| mark.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(mark);
    let is_name = !name.is_empty() && name.chars().all(is_token);
    match is_name {
        true => Ok(Sent::Header { name: name.to_lowercase(), prefix }),
        false => Err(format!("{name:?} is no name of a header")),
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

/// The address of the first server with the defaults of its variables, if it is a whole one.
fn base_url(root: &Value) -> Option<String> {
    let server = &root["servers"][0];
    let mut url = server["url"].as_str()?.to_owned();
    for (name, variable) in server["variables"].as_object().into_iter().flatten() {
        let default = variable["default"].as_str().unwrap_or_default();
        url = url.replace(&format!("{{{name}}}"), default);
    }
    let whole = url.starts_with("https://") || url.starts_with("http://");
    (whole && !url.contains('{')).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn glue(root: Value) -> Glue {
        Glue::of(&root, &Settings::plain())
    }

    #[test]
    fn each_scheme_has_a_constructor() {
        let glue = glue(json!({ "components": { "securitySchemes": {
            "ApiKey": { "type": "apiKey", "in": "header", "name": "X-Key" },
            "api_key": { "type": "apiKey", "in": "cookie", "name": "sid" },
            "basic": { "type": "http", "scheme": "basic" },
            "bearer": { "type": "http", "scheme": "Bearer" },
            "oauth": { "type": "oauth2", "flows": {} },
            "query": { "type": "apiKey", "in": "query", "name": "k" },
        } } }));
        let header = |name: &str, prefix: &str| Sent::Header { name: name.to_owned(), prefix: prefix.to_owned() };
        let made: Vec<(&str, &Sent)> = glue.credentials.iter().map(|one| (one.function.as_str(), &one.sent)).collect();
        let expected = [
            ("api_key_2", &header("x-key", "")),
            ("api_key", &header("cookie", "sid=")),
            ("basic", &header("authorization", "Basic ")),
            ("bearer", &Sent::Bearer),
            ("oauth", &Sent::Bearer),
        ];
        assert_eq!(made, expected);
        assert_eq!(glue.left_out[0].0.as_str(), "/components/securitySchemes/query");
    }

    #[test]
    fn the_base_url_is_the_first_server_with_its_defaults() {
        let server = |url: &str| {
            let variables = json!({ "region": { "default": "eu" } });
            glue(json!({ "servers": [{ "url": url, "variables": variables }, { "url": "https://other" }] })).base_url
        };
        assert_eq!(server("https://{region}.x.io/{region}").as_deref(), Some("https://eu.x.io/eu"));
        assert_eq!(server("/v1"), None);
        assert_eq!(server("https://{unknown}.x.io"), None);
        assert_eq!(glue(json!({})).base_url, None);
    }

    #[test]
    fn the_library_is_rust() {
        let root = json!({ "info": { "title": "A \"b\"" }, "components": { "securitySchemes": {
            "a": { "type": "http", "scheme": "basic" }, "b": { "type": "oauth2" } } } });
        let lib = Glue::of(&root, &Settings::snyk()).lib();
        assert!(syn::parse_file(&lib).is_ok(), "{lib}");
        assert!(lib.contains("default: API_VERSION") && lib.contains(r#"name: "A \"b\"""#), "{lib}");
    }
}
