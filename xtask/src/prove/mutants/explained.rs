//! The mutants that survive with a reason, in `xtask/mutants.toml`.

use std::fs;
use std::path::Path;

use toml_span::Value;

/// A mutant that no test notices. Its line is left out: it moves with every edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Survivor {
    pub file: String,
    /// In the words of cargo-mutants.
    pub what: String,
}

/// A survivor of which somebody has said why.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Explained {
    pub survivor: Survivor,
    pub why: String,
}

impl Survivor {
    /// From a line of cargo-mutants: `file:line:column: what`.
    pub(super) fn of(line: &str) -> Result<Self, String> {
        let parts = || {
            let (place, what) = line.split_once(": ")?;
            let file = place.split(':').next()?;
            Some(Self { file: file.to_owned(), what: what.to_owned() })
        };
        parts().ok_or_else(|| format!("cargo-mutants wrote a line that is no mutant: {line:?}"))
    }
}

/// The list of a file.
pub(super) fn read(path: &Path) -> Result<Vec<Explained>, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    listed(&text).map_err(|fault| format!("{}: {fault}", path.display()))
}

/// The entries `[[mutant]]` of a text: `file`, `what` and `why`, none of them empty.
fn listed(text: &str) -> Result<Vec<Explained>, String> {
    let root = toml_span::parse(text).map_err(|error| error.to_string())?;
    let table = root.as_table().ok_or("it is no table")?;
    if let Some((name, _)) = table.iter().find(|(key, _)| key.name != "mutant") {
        return Err(format!("it has entries [[mutant]] and nothing else, not {:?}", name.name));
    }
    let Some(entries) = table.get("mutant") else { return Ok(Vec::new()) };
    entries.as_array().ok_or("`mutant` is no list of tables")?.iter().map(entry).collect()
}

fn entry(value: &Value<'_>) -> Result<Explained, String> {
    let table = value.as_table().ok_or("a mutant is no table")?;
    let text = |name: &str| {
        let text = table.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        text.map(str::to_owned).ok_or_else(|| format!("the mutant at byte {} has no `{name}`", value.span.start))
    };
    if table.len() > 3 {
        return Err(format!("the mutant at byte {} has more than `file`, `what` and `why`", value.span.start));
    }
    Ok(Explained { survivor: Survivor { file: text("file")?, what: text("what")? }, why: text("why")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_survivor_is_known_by_its_file_and_its_words_and_not_by_its_line() {
        let line = "src/page/link.rs:12:5: replace Link::path -> &str with \"a: b\"";
        let survivor = Survivor::of(line).unwrap();
        assert_eq!(
            (&*survivor.file, &*survivor.what),
            ("src/page/link.rs", "replace Link::path -> &str with \"a: b\"")
        );
        assert!(Survivor::of("nothing").is_err());
    }

    #[test]
    fn an_entry_without_a_reason_is_refused() {
        let entry = "[[mutant]]\nfile = 'a.rs'\nwhat = 'b'\n";
        assert!(listed(entry).is_err_and(|fault| fault.contains("no `why`")));
        assert!(listed(&format!("{entry}why = ' '")).is_err_and(|fault| fault.contains("no `why`")));
        assert_eq!(listed(&format!("{entry}why = 'c'")).unwrap()[0].why, "c");
    }

    #[test]
    fn what_nobody_asked_for_is_refused() {
        assert!(listed("[mutants]\na = 1").is_err_and(|fault| fault.contains("\"mutants\"")));
        let more = "[[mutant]]\nfile = 'a.rs'\nwhat = 'b'\nwhy = 'c'\nline = 1";
        assert!(listed(more).is_err_and(|fault| fault.contains("more than")));
        assert_eq!(listed(""), Ok(Vec::new()));
    }
}
