//! The parts that say nothing about requests and answers, but keep a document from being read.

use openapiv3::{Example, Link, ReferenceOr, SecurityScheme, Server};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::edit::{keyword, keyword_mut};
use super::{At, Members, Walk};

const FLOWS: &[&str] = &["implicit", "password", "clientCredentials", "authorizationCode"];

impl Walk {
    /// A part whose members are all its own.
    pub fn plain(&mut self, value: &mut Value, at: &At<'_>) {
        if let Some(part) = value.as_object_mut() {
            self.tidy(part, &[], at);
        }
    }

    pub fn servers(&mut self, part: &mut Members, at: &At<'_>) {
        self.list(part, "servers", at, |walk, server, at| {
            walk.plain(server, at);
            server.as_object_mut().into_iter().for_each(|server| walk.entries(server, "variables", at, Self::variable));
        });
        self.readable::<Server>(part, "servers", Value::is_array, at);
    }

    /// A variable of a server is text, also where it looks like a port.
    fn variable(&mut self, value: &mut Value, at: &At<'_>) {
        let Some(variable) = value.as_object_mut() else { return };
        self.tidy(variable, &[], at);
        let first = variable.get("enum").and_then(Value::as_array).and_then(|values| values.first()).cloned();
        if variable.get("default").is_none_or(Value::is_null) {
            variable.insert("default".to_owned(), first.unwrap_or_else(|| json!("")));
            self.note(at, "`default` is missing, and was filled in");
        }
        let listed = variable.get_mut("enum").and_then(Value::as_array_mut).into_iter().flatten().map(text).max();
        if variable.get_mut("default").map(text).max(listed) == Some(true) {
            self.note(at, "holds values that are not texts, and were made texts");
        }
    }

    /// What an operation needs. A scheme without scopes is a list without items.
    pub fn security(&mut self, part: &mut Members, at: &At<'_>) {
        self.list(part, "security", at, |walk, value, at| {
            for (name, scopes) in value.as_object_mut().into_iter().flatten().filter(|(_, scopes)| scopes.is_null()) {
                *scopes = json!([]);
                walk.note(&at.key(name), "is null, and was made an empty list");
            }
        });
    }

    /// Types that 3.0 has not. Credentials are not generated, so nothing is lost.
    pub fn security_schemes(&mut self, components: &mut Members, at: &At<'_>) {
        self.entries(components, "securitySchemes", at, Self::security_scheme);
        self.readable::<ReferenceOr<SecurityScheme>>(components, "securitySchemes", Value::is_object, at);
    }

    fn security_scheme(&mut self, value: &mut Value, at: &At<'_>) {
        let Some(scheme) = value.as_object_mut() else { return };
        self.tidy(scheme, &[], at);
        if scheme.get("type") == Some(&json!("basic")) {
            scheme.insert("type".to_owned(), json!("http"));
            scheme.insert("scheme".to_owned(), json!("basic"));
            self.note(at, "the type `basic` of Swagger 2 became `http`");
        }
        let Some(Value::Object(flows)) = scheme.get_mut("flows") else { return };
        for name in FLOWS {
            let Some(Value::Object(flow)) = flows.get_mut(*name) else { continue };
            if !flow.get("scopes").is_some_and(Value::is_object) {
                flow.insert("scopes".to_owned(), json!({}));
                self.note(&at.key("flows").key(name), "has no map of `scopes`, and was given an empty one");
            }
        }
    }

    /// What examples hold is nobody's business, but `openapiv3` wants objects.
    pub fn examples(&mut self, part: &mut Members, at: &At<'_>) {
        if keyword(part, "examples").is_some_and(|examples| !examples.is_object()) {
            self.remove(part, "examples", at, "is no map, and was left out");
        }
        self.readable::<ReferenceOr<Example>>(part, "examples", Value::is_object, at);
    }

    pub fn links(&mut self, part: &mut Members, at: &At<'_>) {
        if keyword(part, "links").is_some_and(|links| !links.is_object()) {
            self.remove(part, "links", at, "is no map, and was left out");
        }
        self.readable::<ReferenceOr<Link>>(part, "links", Value::is_object, at);
    }

    /// Takes out what `openapiv3` could not read, of parts that are not generated anyway.
    pub fn readable<T>(&mut self, part: &mut Members, key: &str, form: fn(&Value) -> bool, at: &At<'_>)
    where
        T: DeserializeOwned,
    {
        let at = at.key(key);
        let mut reads = |value: &Value, at: &At<'_>| match T::deserialize(value) {
            Ok(_) => true,
            Err(error) => {
                self.note(at, format!("was left out: {error}"));
                false
            }
        };
        match keyword_mut(part, key).filter(|parts| form(parts)) {
            Some(Value::Object(parts)) => parts.retain(|name, part| reads(part, &at.key(name))),
            Some(Value::Array(parts)) => parts.retain(|part| reads(part, &at)),
            _ => {}
        }
    }
}

/// Makes a value a text. Whether it had to.
fn text(value: &mut Value) -> bool {
    let change = !value.is_string();
    if change {
        *value = Value::String(value.to_string());
    }
    change
}
