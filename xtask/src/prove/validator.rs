//! A JSON Schema validator that is not ours: ajv, in one process of Node for a whole batch.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use serde_json::{Value, json};

use super::instances::Direction;

/// The judge, below the root of the project. It takes a document and values by lines, and says what it thinks of each.
const SCRIPT: &str = "tests/judges/validate.mjs";

/// A validator for the schemas of a document.
#[derive(Debug)]
pub(super) struct Validator<'a> {
    script: PathBuf,
    document: &'a Value,
}

/// A value, and the schema that it is held against.
#[derive(Debug)]
pub(super) struct Question<'a> {
    /// JSON pointer of the schema in the document.
    pub(super) pointer: &'a str,
    pub(super) direction: Direction,
    pub(super) value: &'a Value,
}

/// What a validator says of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Valid,
    /// With what is wrong.
    Invalid(Vec<String>),
    /// The schema itself cannot be used.
    Unusable(String),
}

impl<'a> Validator<'a> {
    pub(super) fn new(root: &Path, document: &'a Value) -> Result<Self, String> {
        let script = root.join(SCRIPT);
        let packages = script.with_file_name("node_modules");
        if !packages.join("ajv").is_dir() || !packages.join("ajv-formats").is_dir() {
            let folder = script.parent().unwrap_or(root).display();
            return Err(format!("the validator is not installed; run `npm ci` in {folder}"));
        }
        Ok(Self { script, document })
    }

    /// What is said of each value, in their order.
    pub(super) fn judge(&self, questions: &[Question<'_>]) -> Result<Vec<Verdict>, String> {
        let broken = |error: io::Error| format!("cannot run {} by `node`: {error}", self.script.display());
        let mut command = Command::new("node");
        command.arg(&self.script).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(broken)?;
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (out, complaint) = thread::scope(|scope| {
            // A judge that ended early says so by its status.
            scope.spawn(|| stdin.map(|stdin| self.ask(stdin, questions)));
            let complaint = scope.spawn(|| stderr.map(io::read_to_string).and_then(Result::ok));
            (stdout.map(io::read_to_string), complaint.join().ok().flatten())
        });
        let status = child.wait().map_err(broken)?;
        let out = out.transpose().map_err(broken)?.unwrap_or_default();
        let verdicts: Vec<Verdict> = out.lines().map(verdict).collect::<Result<_, _>>()?;
        if !status.success() || verdicts.len() != questions.len() {
            let complaint = complaint.unwrap_or_default();
            let (done, asked) = (verdicts.len(), questions.len());
            return Err(format!("the validator ended after {done} of {asked} values: {complaint}"));
        }
        Ok(verdicts)
    }

    fn ask(&self, stdin: impl Write, questions: &[Question<'_>]) -> io::Result<()> {
        let mut stdin = BufWriter::new(stdin);
        writeln!(stdin, "{}", json!({ "document": self.document }))?;
        for Question { pointer, direction, value } in questions {
            let direction = match direction {
                Direction::Sent => "sent",
                Direction::Received => "received",
            };
            writeln!(stdin, "{}", json!({ "pointer": pointer, "direction": direction, "value": value }))?;
        }
        stdin.flush()
    }
}

fn verdict(line: &str) -> Result<Verdict, String> {
    let said: Value = serde_json::from_str(line).map_err(|error| format!("the validator wrote no JSON: {error}"))?;
    let errors = said["errors"].as_array().into_iter().flatten();
    let errors: Vec<String> = errors.filter_map(Value::as_str).map(str::to_owned).collect();
    Ok(match (said["valid"] == true, said["unusable"] == true) {
        (true, _) => Verdict::Valid,
        (false, true) => Verdict::Unusable(errors.join("; ")),
        (false, false) => Verdict::Invalid(errors),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Says so where the packages are not installed.
    fn judged(document: &Value, questions: &[(&str, Direction, Value)]) -> Option<Vec<Verdict>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
        let validator = match Validator::new(root, document) {
            Ok(validator) => validator,
            Err(why) => {
                eprintln!("1 test skipped: {why}");
                return None;
            }
        };
        let questions: Vec<Question<'_>> = questions
            .iter()
            .map(|(pointer, direction, value)| Question { pointer, direction: *direction, value })
            .collect();
        Some(validator.judge(&questions).unwrap())
    }

    fn valid(schemas: Value, questions: &[(&str, Direction, Value)]) -> Option<Vec<bool>> {
        let document = json!({ "openapi": "3.0.3", "components": { "schemas": schemas } });
        let verdicts = judged(&document, questions)?;
        Some(verdicts.iter().map(|verdict| *verdict == Verdict::Valid).collect())
    }

    #[test]
    fn what_openapi_has_words_of_its_own_for_is_understood() {
        let schemas = json!({ "a/b": {
            "type": "object", "required": ["id", "secret"], "additionalProperties": false, "properties": {
                "id": { "type": "integer", "readOnly": true, "minimum": 0, "exclusiveMinimum": true },
                "secret": { "type": "string", "writeOnly": true },
                "nullable": { "type": "string", "nullable": true, "enum": ["x"] },
                "when": { "type": "string", "format": "date-time" },
            },
        } });
        let at = "/components/schemas/a~1b";
        let (received, sent) = (Direction::Received, Direction::Sent);
        let valid = valid(
            schemas,
            &[
                (at, received, json!({ "id": 1 })),
                (at, sent, json!({ "secret": "s", "nullable": null })),
                (at, received, json!({ "id": 0 })),
                (at, received, json!({ "secret": "s" })),
                (at, received, json!({ "id": 1, "nullable": "y" })),
                (at, received, json!({ "id": 1, "when": "soon" })),
                (at, received, json!({ "id": 1, "more": 1 })),
            ],
        );
        assert!(valid.is_none_or(|valid| valid == [true, true, false, false, false, false, false]));
    }

    #[test]
    fn a_member_tells_alternatives_apart_that_look_alike() {
        let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let like = json!({ "type": "object", "properties": { "kind": { "type": "string" } } });
        let schemas = json!({ "Cat": like, "Dog": like, "Pet": {
            "oneOf": [reference("Cat"), reference("Dog")],
            "discriminator": { "propertyName": "kind", "mapping": { "cat": "#/components/schemas/Cat", "dog": "Dog" } },
        } });
        let at = "/components/schemas/Pet";
        let asked = ["cat", "dog", "cow"].map(|kind| (at, Direction::Received, json!({ "kind": kind })));
        assert!(valid(schemas, &asked).is_none_or(|valid| valid == [true, true, false]));
    }

    #[test]
    fn a_schema_that_cannot_be_used_is_told_from_a_value_that_is_wrong() {
        let document = json!({ "openapi": "3.0.3", "a": { "$ref": "#/nowhere" } });
        let verdicts = judged(&document, &[("/a", Direction::Received, json!(1))]);
        assert!(verdicts.is_none_or(|verdicts| matches!(verdicts[..], [Verdict::Unusable(_)])));
    }
}
