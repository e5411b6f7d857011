//! Tables of TOML, taken apart name by name, so that what nobody asked for is found.

use toml_span::value::ValueInner;
use toml_span::{Span, Value};

use crate::vendor::nearest::meant;
use crate::vendor::{Fault, Faults};

/// The text of a file, read.
pub(crate) struct Toml<'t> {
    file: &'t str,
    text: &'t str,
    root: Value<'t>,
}

/// A table of which some names have been taken.
pub(crate) struct Table<'t> {
    file: &'t str,
    text: &'t str,
    value: &'t Value<'t>,
    known: Vec<&'static str>,
}

/// A value, and the file and line where it stands.
pub(crate) struct Spot<T> {
    pub value: T,
    pub at: String,
}

impl<'t> Toml<'t> {
    pub fn read(file: &'t str, text: &'t str) -> Result<Self, Faults> {
        match toml_span::parse(text) {
            Ok(root) => Ok(Self { file, text, root }),
            Err(error) => Err(Fault::new(place(file, text, error.span), format!("not TOML: {error}")).into()),
        }
    }

    pub fn root(&'t self, faults: &mut Faults) -> Table<'t> {
        let root = Table { file: self.file, text: self.text, value: &self.root, known: Vec::new() };
        if self.root.as_table().is_none() {
            root.misfit("the file", "a table", &self.root, faults);
        }
        root
    }
}

impl<'t> Table<'t> {
    /// The names that are there, in the order of the alphabet.
    pub fn names(&self) -> Vec<&'t str> {
        self.value.as_table().into_iter().flatten().map(|(key, _)| key.name.as_ref()).collect()
    }

    /// A table inside of this one.
    pub fn table(&mut self, name: &'static str, faults: &mut Faults) -> Option<Table<'t>> {
        self.known.push(name);
        self.inner(name, faults)
    }

    /// A table whose name is not known beforehand.
    pub fn inner(&self, name: &str, faults: &mut Faults) -> Option<Table<'t>> {
        let value = self.get(name)?;
        if value.as_table().is_none() {
            self.misfit(&format!("`{name}`"), "a table", value, faults);
            return None;
        }
        Some(Table { file: self.file, text: self.text, value, known: Vec::new() })
    }

    pub fn text(&mut self, name: &'static str, faults: &mut Faults) -> Option<Spot<String>> {
        self.known.push(name);
        let value = self.get(name)?;
        match value.as_str() {
            Some(text) => Some(Spot { value: text.to_owned(), at: self.at(value.span) }),
            None => {
                self.misfit(&format!("`{name}`"), "a text", value, faults);
                None
            }
        }
    }

    pub fn count(&mut self, name: &'static str, faults: &mut Faults) -> Option<usize> {
        self.known.push(name);
        let value = self.get(name)?;
        let count = value.as_integer().and_then(|number| usize::try_from(number).ok());
        if count.is_none() {
            self.misfit(&format!("`{name}`"), "a count", value, faults);
        }
        count
    }

    /// A list of texts, empty if there is none.
    pub fn texts(&mut self, name: &'static str, faults: &mut Faults) -> Vec<Spot<String>> {
        self.known.push(name);
        let Some(value) = self.get(name) else { return Vec::new() };
        let Some(items) = value.as_array() else {
            self.misfit(&format!("`{name}`"), "a list of texts", value, faults);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items {
            match item.as_str() {
                Some(text) => texts.push(Spot { value: text.to_owned(), at: self.at(item.span) }),
                None => {
                    let what = format!("`{name}` should be a list of texts, and holds {}", kind(item));
                    faults.0.push(Fault::new(self.at(item.span), what));
                }
            }
        }
        texts
    }

    /// Whatever was not asked for is a fault.
    pub fn end(self, faults: &mut Faults) {
        for (key, _) in self.value.as_table().into_iter().flatten() {
            if self.known.iter().any(|known| *known == key.name) {
                continue;
            }
            let fault = Fault::new(self.at(key.span), format!("there is no setting `{}` here", key.name));
            faults.0.push(match meant(&key.name, self.known.iter().copied()) {
                Some(near) => fault.mend(format!("did you mean `{near}`?")),
                None => fault.mend(format!("there are {}", self.known.join(", "))),
            });
        }
    }

    /// A name that has to be there.
    pub fn missing(&self, name: &str, faults: &mut Faults) {
        if self.get(name).is_none() {
            faults.0.push(Fault::new(self.at(self.value.span), format!("`{name}` is missing")));
        }
    }

    fn get(&self, name: &str) -> Option<&'t Value<'t>> {
        self.value.as_table()?.get(name)
    }

    fn misfit(&self, what: &str, form: &str, value: &Value<'_>, faults: &mut Faults) {
        let what = format!("{what} should be {form}, and is {}", kind(value));
        faults.0.push(Fault::new(self.at(value.span), what));
    }

    fn at(&self, span: Span) -> String {
        place(self.file, self.text, span)
    }
}

fn place(file: &str, text: &str, span: Span) -> String {
    let before = text.as_bytes().get(..span.start).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    format!("{file}:{line}")
}

fn kind(value: &Value<'_>) -> &'static str {
    match value.as_ref() {
        ValueInner::String(_) => "a text",
        ValueInner::Integer(_) => "an integer",
        ValueInner::Float(_) => "a number",
        ValueInner::Boolean(_) => "true or false",
        ValueInner::Array(_) => "a list",
        ValueInner::Table(_) => "a table",
    }
}
