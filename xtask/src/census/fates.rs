//! What becomes of each construct: the one table to keep true when the generator learns something.

/// What the generator does with a construct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fate {
    /// It is in the generated code, or changes it.
    Handled,
    /// Some of what it says is lost, and that is reported.
    Degraded,
    /// It says nothing that a client needs.
    Ignored,
    /// Generation stops at it, with a problem.
    Refused,
}

impl Fate {
    pub(crate) const ALL: [Self; 4] = [Self::Handled, Self::Degraded, Self::Ignored, Self::Refused];

    /// What wants a look before what does not.
    pub(crate) const WORST_FIRST: [Self; 4] = [Self::Refused, Self::Degraded, Self::Ignored, Self::Handled];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Handled => "handled",
            Self::Degraded => "degraded",
            Self::Ignored => "ignored",
            Self::Refused => "refused",
        }
    }
}

/// Constructs and their fate. A star stands for any text; of several patterns that fit, the longest counts.
pub(super) struct Rule {
    pattern: &'static str,
    pub fate: Fate,
    pub how: &'static str,
}

const fn handled(pattern: &'static str, how: &'static str) -> Rule {
    Rule { pattern, fate: Fate::Handled, how }
}

const fn degraded(pattern: &'static str, how: &'static str) -> Rule {
    Rule { pattern, fate: Fate::Degraded, how }
}

const fn ignored(pattern: &'static str, how: &'static str) -> Rule {
    Rule { pattern, fate: Fate::Ignored, how }
}

const fn refused(pattern: &'static str, how: &'static str) -> Rule {
    Rule { pattern, fate: Fate::Refused, how }
}

/// The rule of a construct.
pub(super) fn of(construct: &str) -> &'static Rule {
    const UNKNOWN: Rule = ignored("", "not in the table of xtask/src/census/fates.rs");
    let fitting = RULES.iter().filter(|rule| fits(rule.pattern, construct));
    fitting.max_by_key(|rule| rule.pattern.len()).unwrap_or(&UNKNOWN)
}

fn fits(pattern: &str, construct: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == construct };
    let Some(tail) = construct.strip_prefix(start) else { return false };
    tail.char_indices().map(|(at, _)| at).chain([tail.len()]).any(|at| fits(rest, &tail[at..]))
}

const RULES: &[Rule] = &[
    // Documents, paths and operations.
    handled("document openapi", "3.1 is read as 3.0"),
    handled("info title", "in the listing of the surface"),
    ignored("info *", "prose about the service"),
    handled("tag description", "in the documentation of its operations' handle"),
    ignored("server description", "a hint for people"),
    ignored("path summary", "each operation has its own"),
    ignored("path description", "each operation has its own"),
    handled("operation operationId", "the name of the method"),
    handled("operation tags", "the module, and the feature"),
    handled("operation summary", "in the documentation"),
    handled("operation description", "in the documentation"),
    ignored("components examples", "an illustration"),
    handled("document server", "the first is the base URL of a scratch client; the clients of this crate know theirs"),
    handled("server variables", "their defaults are filled in"),
    degraded("path server", "in the documentation; requests go to the base URL of the client"),
    degraded("operation server", "in the documentation; requests go to the base URL of the client"),
    handled("document security", "a client has one credential for all operations"),
    handled("operation security", "none where the list is empty; else the credential of the client"),
    handled("security http bearer", "a credential"),
    handled("security http basic", "a credential, given in its encoded form"),
    handled("security http *", "a credential with the name of the scheme before it"),
    handled("security apiKey header", "a credential"),
    handled("security apiKey cookie", "a credential"),
    degraded("security apiKey query", "the runtime sends credentials in headers alone"),
    degraded("security oauth2", "a credential that takes the token; how to get one is left to the caller"),
    degraded("security openidconnect", "a credential that takes the token; how to get one is left to the caller"),
    degraded("security openIdConnect", "a credential that takes the token; how to get one is left to the caller"),
    degraded("security *", "no credential can be made of it"),
    ignored("security scheme description", "a hint for people"),
    ignored("security scheme bearerFormat", "a hint for people"),
    handled("method *", "the method of the request"),
    refused("path item by reference", "a path item has to stand in its place"),
    handled("parameters of a path", "each operation of the path has them"),
    handled("operation deprecated", "marked with #[deprecated]"),
    handled("operation without an operationId", "named by method and path"),
    handled("operation without a tag", "in the module untagged"),
    handled("operation with several tags", "in the module of the first"),
    ignored("operation callbacks", "a client does not serve"),
    ignored("callbacks", "a client does not serve"),
    ignored("links", "a hint for people"),
    ignored("* externalDocs", "a hint for people"),
    ignored("document webhooks", "a client does not serve"),
    ignored("document jsonSchemaDialect", "3.1"),
    ignored("3.1 components pathItems", "3.1"),
    // References.
    handled("reference to a component", "followed"),
    handled("reference into a part", "followed"),
    refused("reference out of the document", "the documents have to be bundled first"),
    ignored("siblings of a reference", "OpenAPI 3.0 says to ignore them"),
    // Parameters.
    handled("parameter path *", "an argument"),
    handled("parameter query *", "an argument or a setter"),
    handled("parameter header *", "an argument or a setter"),
    handled("parameter cookie *", "an argument or a setter"),
    handled("parameter required", "an argument if it is true, else a setter"),
    handled("parameter description", "in the documentation"),
    ignored("parameter example", "an illustration"),
    ignored("parameter examples", "an illustration"),
    handled("parameter deprecated", "marked with #[deprecated]"),
    handled("parameter allowReserved", "reserved characters are sent as they are"),
    ignored("parameter allowEmptyValue", "an empty text can be given anyway"),
    handled("parameter with several media types", "the first that can be written"),
    handled("parameter application/json", "written as JSON"),
    degraded("parameter without a schema", "any JSON"),
    degraded("parameter */*", "written as a text"),
    refused("parameter nowhere *", "a parameter has to say where it stands"),
    // What is sent and received.
    ignored("request description", "the type of the body has its own"),
    ignored("request example", "an illustration"),
    ignored("request examples", "an illustration"),
    ignored("answer description", "the type of the answer has its own"),
    ignored("answer example", "an illustration"),
    ignored("answer examples", "an illustration"),
    handled("header description", "in the documentation of the getter"),
    ignored("header required", "a getter gives an Option"),
    ignored("header deprecated", "a getter is no promise"),
    ignored("header example", "an illustration"),
    ignored("header examples", "an illustration"),
    degraded("header content", "no getter; the header can be read as a text"),
    handled("request required", "the last argument"),
    degraded("request optional", "taken as required where one is declared"),
    handled("request application/json", "typed"),
    handled("request *+json", "typed"),
    handled("request application/x-www-form-urlencoded", "typed"),
    handled("request multipart/form-data", "typed"),
    handled("request text/*", "a body that takes texts, bytes and streams"),
    handled("request */*", "a body that takes texts, bytes and streams"),
    degraded("request *", "bytes, as this is no media type"),
    degraded(
        "request encoding",
        "style and explode are kept; headers of parts, their media types and allowReserved are not",
    ),
    handled("request with several media types", "a method for each that is written in its own way"),
    degraded("request without a schema", "any value"),
    handled("answer application/json", "typed"),
    handled("answer *+json", "typed"),
    handled("answer text/*", "a text"),
    handled("answer */*", "bytes"),
    degraded("answer *", "bytes, as this is no media type"),
    handled("answer with several media types", "a method for each that is read in its own way"),
    ignored("answer encoding", "it is about requests"),
    degraded("answer without a schema", "any value"),
    handled("answer headers", "getters for those that Meta does not have: numbers, booleans, ids, else texts"),
    handled("status *", "told apart by status"),
    // Schemas.
    handled("schema type *", "a type"),
    handled("schema description", "in the documentation of its type or member"),
    handled("schema properties", "members"),
    handled("schema required", "members without an Option"),
    handled("schema items", "the type of the items of a list"),
    handled("schema without a type", "the type that its other keywords imply"),
    handled("schema of any value", "any JSON, as the document says nothing of it"),
    handled("schema array without items", "a list of any JSON"),
    handled("schema allOf", "one struct with the members of all"),
    handled("schema allOf of one", "the member itself, with what stands beside it"),
    handled("schema oneOf*", "a union, open for forms that are not known yet"),
    handled("schema anyOf*", "as oneOf"),
    degraded("schema not", "not checked"),
    handled("discriminator with mapping", "the tag of the union"),
    handled("discriminator without mapping", "the tag of the union, by the names of the components"),
    handled("discriminator of a base", "a union of the schemas that extend it"),
    handled("schema nullable", "Option, apart from absence where that matters"),
    handled("schema readOnly", "not sent"),
    handled("schema writeOnly", "not received"),
    handled("schema deprecated", "marked with #[deprecated]"),
    handled("schema default", "in the documentation"),
    ignored("schema example", "an illustration"),
    ignored("schema title", "a label"),
    ignored("schema xml", "JSON alone is typed"),
    handled("schema pattern", "in the documentation"),
    handled("schema minimum", "checked before sending"),
    handled("schema maximum", "checked before sending"),
    handled("schema exclusiveM*", "checked before sending"),
    handled("schema multipleOf", "checked before sending"),
    handled("schema m*Length", "checked before sending"),
    handled("schema m*Items", "checked before sending"),
    degraded("schema m*Properties", "not checked"),
    degraded("schema uniqueItems", "not checked"),
    handled("additionalProperties true", "a map of any JSON, beside the named members if there are any"),
    handled("additionalProperties false", "nothing: unknown members of an answer are never refused"),
    handled("additionalProperties of any value", "a map of any JSON"),
    handled("additionalProperties typed", "a map"),
    handled("additionalProperties beside properties", "a map beside the named members"),
    handled("enum of texts", "an open enum"),
    degraded("enum of numbers", "its plain type; values are not checked"),
    degraded("enum of booleans", "its plain type; values are not checked"),
    handled("enum of integers", "an open enum"),
    degraded("enum of *", "its plain type or any JSON"),
    handled("enum with null", "nullable"),
    handled("enum with one value", "filled in where it is required"),
    // Formats: those with a type, those that only name a text, all others.
    handled("format string date-time", "DateTime<Utc>"),
    handled("format string date", "Date"),
    handled("format string uuid", "Uuid"),
    handled("format string binary", "bytes"),
    handled("format string byte", "a text in base64"),
    handled("format string password", "a text"),
    handled("format integer int32", "i32"),
    handled("format integer int64", "i64"),
    handled("format number float", "f32"),
    handled("format number double", "f64"),
    handled("format untyped *", "tells the type"),
    degraded("format string *", "a text; the format is not checked"),
    degraded("format *", "the type alone"),
    // What OpenAPI 3.0 does not have.
    handled("3.1 schema type list", "3.1, read as nullable or as anyOf"),
    handled("3.1 schema type null", "3.1, read as nullable"),
    handled("3.1 schema that is no object", "3.1, read as any value or as none"),
    handled("3.1 schema exclusiveM* number", "3.1, read as a bound and a flag"),
    ignored("3.1 schema *", "3.1"),
    ignored("unknown member *", "OpenAPI does not know it: a slip of the vendor?"),
    // Keys of vendors.
    handled("x-snyk-api-version", "the version of the operation"),
    handled("x-snyk-api-stability", "in the row and the documentation"),
    handled("x-snyk-api-releases", "in the row and the documentation"),
    handled("x-snyk-permissions", "in the row and the documentation"),
    ignored("x-*", "a key of the vendor's own"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_pattern_counts() {
        let table = [
            ("format string date", Fate::Handled),
            ("format string email", Fate::Degraded),
            ("answer application/vnd.api+json", Fate::Handled),
            ("answer image/png", Fate::Handled),
            ("answer encoding", Fate::Ignored),
            ("parameter nowhere form scalar", Fate::Refused),
            ("schema minLength", Fate::Handled),
            ("schema minProperties", Fate::Degraded),
            ("x-snyk-api-version", Fate::Handled),
            ("x-other", Fate::Ignored),
            ("request description", Fate::Ignored),
            ("unknown member requried of schema", Fate::Ignored),
        ];
        for (construct, fate) in table {
            assert_eq!(of(construct).fate, fate, "{construct}");
        }
    }

    #[test]
    fn a_pattern_is_there_once() {
        let mut patterns: Vec<&str> = RULES.iter().map(|rule| rule.pattern).collect();
        patterns.sort_unstable();
        let all = patterns.len();
        patterns.dedup();
        assert_eq!(patterns.len(), all);
    }

    #[test]
    fn what_the_table_does_not_know_says_so() {
        assert!(of("nobody").how.contains("fates.rs"));
    }
}
