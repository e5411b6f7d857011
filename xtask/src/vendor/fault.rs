//! What stands in the way of vendoring, and where.

use std::fmt;

/// One thing that stops vendoring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// A file, with a line or a pointer where there is one.
    pub at: String,
    /// What was found: one clause, lower case.
    pub what: String,
    /// What stands there.
    pub there: Vec<String>,
    /// What to do about it.
    pub mend: Option<String>,
}

/// Everything that stops vendoring, never empty as an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Faults(pub Vec<Fault>);

impl Fault {
    pub fn new(at: impl Into<String>, what: impl Into<String>) -> Self {
        Self { at: at.into(), what: what.into(), there: Vec::new(), mend: None }
    }

    pub fn there(mut self, there: impl Into<String>) -> Self {
        self.there.push(there.into());
        self
    }

    /// The whole of it in one line.
    pub fn line(&self) -> String {
        let parts = [&self.at, &self.what].into_iter().chain(&self.there).chain(&self.mend);
        parts.map(String::as_str).collect::<Vec<_>>().join(": ")
    }

    pub fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = Some(mend.into());
        self
    }
}

impl Faults {
    /// The value, if nothing stands in its way.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self(vec![fault])
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{}\n  {}", fault.at, fault.what)?;
            for line in fault.there.iter().chain(&fault.mend) {
                write!(f, "\n  {line}")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
