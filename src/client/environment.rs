use std::ffi::OsString;
use std::fmt;

use crate::error::Error;

/// The environment variables, behind a function so that tests need not change real ones.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Environment<'a>(&'a dyn Fn(&str) -> Option<OsString>);

impl<'a> Environment<'a> {
    /// Variables by way of a function, such as [`std::env::var_os`].
    pub fn new(lookup: &'a dyn Fn(&str) -> Option<OsString>) -> Self {
        Self(lookup)
    }

    /// The value of a variable; `None` if it is not set, or blank.
    pub fn get(&self, name: &str) -> Result<Option<String>, Error> {
        let Some(value) = (self.0)(name) else {
            return Ok(None);
        };
        let value = value.into_string().map_err(|_| Error::config(format!("{name} is not valid Unicode")))?;
        Ok(Some(value.trim().to_owned()).filter(|value| !value.is_empty()))
    }

    /// The one variable of these that is set, with its name.
    pub fn one_of<const N: usize>(&self, names: [&'static str; N]) -> Result<Option<(&'static str, String)>, Error> {
        let mut found: Option<(&'static str, String)> = None;
        for name in names {
            match (self.get(name)?, &found) {
                (Some(_), Some((earlier, _))) => {
                    return Err(Error::config(format!("{earlier} and {name} are both set; set only one of them")));
                }
                (Some(value), None) => found = Some((name, value)),
                (None, _) => {}
            }
        }
        Ok(found)
    }
}

impl fmt::Debug for Environment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Environment")
    }
}
