//! The rules that an OpenAPI document sets for sent values, as data.
//!
//! They are checked before anything is sent, so that a mistake costs no round trip and names
//! the parameter or the JSON pointer at fault. `pattern` is left to the service: its dialect
//! is not Rust's, and a regex engine is a lot to carry for it.

mod check;
mod violation;

pub(crate) use check::{Sent, check};
pub use violation::{Place, Violation};

/// What the schema of a value demands of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    pub(crate) minimum: Option<f64>,
    pub(crate) maximum: Option<f64>,
    pub(crate) exclusive_minimum: bool,
    pub(crate) exclusive_maximum: bool,
    pub(crate) multiple_of: Option<f64>,
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) fields: &'static [(&'static str, &'static Rules)],
    pub(crate) items: Option<&'static Rules>,
    pub(crate) values: Option<&'static Rules>,
}

/// A parameter that is required or that has rules.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) location: Location,
    pub(crate) rules: &'static Rules,
    pub(crate) required: bool,
}

/// The part of a request that carries a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

impl Rules {
    /// No rules: every value is fine.
    pub const NONE: Self = Self {
        minimum: None,
        maximum: None,
        exclusive_minimum: false,
        exclusive_maximum: false,
        multiple_of: None,
        min_length: None,
        max_length: None,
        min_items: None,
        max_items: None,
        fields: &[],
        items: None,
        values: None,
    };

    /// The smallest number.
    #[must_use]
    pub const fn minimum(mut self, minimum: f64) -> Self {
        self.minimum = Some(minimum);
        self
    }

    /// The largest number.
    #[must_use]
    pub const fn maximum(mut self, maximum: f64) -> Self {
        self.maximum = Some(maximum);
        self
    }

    /// The minimum itself is too small.
    #[must_use]
    pub const fn exclusive_minimum(mut self) -> Self {
        self.exclusive_minimum = true;
        self
    }

    /// The maximum itself is too large.
    #[must_use]
    pub const fn exclusive_maximum(mut self) -> Self {
        self.exclusive_maximum = true;
        self
    }

    /// The number divides by this.
    #[must_use]
    pub const fn multiple_of(mut self, divisor: f64) -> Self {
        self.multiple_of = Some(divisor);
        self
    }

    /// The fewest characters (Unicode scalar values).
    #[must_use]
    pub const fn min_length(mut self, length: u64) -> Self {
        self.min_length = Some(length);
        self
    }

    /// The most characters (Unicode scalar values).
    #[must_use]
    pub const fn max_length(mut self, length: u64) -> Self {
        self.max_length = Some(length);
        self
    }

    /// The fewest items of an array.
    #[must_use]
    pub const fn min_items(mut self, count: u64) -> Self {
        self.min_items = Some(count);
        self
    }

    /// The most items of an array.
    #[must_use]
    pub const fn max_items(mut self, count: u64) -> Self {
        self.max_items = Some(count);
        self
    }

    /// The rules of an object's members, by name.
    #[must_use]
    pub const fn fields(mut self, fields: &'static [(&'static str, &'static Self)]) -> Self {
        self.fields = fields;
        self
    }

    /// The rules of every item of an array.
    #[must_use]
    pub const fn items(mut self, items: &'static Self) -> Self {
        self.items = Some(items);
        self
    }

    /// The rules of every member of an object that is not among its fields.
    #[must_use]
    pub const fn values(mut self, values: &'static Self) -> Self {
        self.values = Some(values);
        self
    }
}

impl Parameter {
    /// A parameter in the path.
    pub const fn path(name: &'static str, rules: &'static Rules) -> Self {
        Self::new(name, Location::Path, rules)
    }

    /// A parameter in the query.
    pub const fn query(name: &'static str, rules: &'static Rules) -> Self {
        Self::new(name, Location::Query, rules)
    }

    /// A parameter in a header.
    pub const fn header(name: &'static str, rules: &'static Rules) -> Self {
        Self::new(name, Location::Header, rules)
    }

    /// A parameter in a cookie.
    pub const fn cookie(name: &'static str, rules: &'static Rules) -> Self {
        Self::new(name, Location::Cookie, rules)
    }

    /// The request is not sent without it.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    const fn new(name: &'static str, location: Location, rules: &'static Rules) -> Self {
        Self { name, location, rules, required: false }
    }

    pub(crate) fn place(&self) -> Place {
        self.location.place(self.name)
    }
}

impl Location {
    /// A parameter in this part of a request.
    pub(crate) fn place(self, name: &str) -> Place {
        match self {
            Self::Path => Place::Path(name.to_owned()),
            Self::Query => Place::Query(name.to_owned()),
            Self::Header => Place::Header(name.to_owned()),
            Self::Cookie => Place::Cookie(name.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows are made by the compiler, so that nothing else runs what makes them.
    #[test]
    fn rules_and_parameters_hold_what_was_said() {
        let bounds = Rules::NONE.minimum(1.0).maximum(2.0).exclusive_minimum().exclusive_maximum().multiple_of(0.5);
        assert_eq!((bounds.minimum, bounds.maximum, bounds.multiple_of), (Some(1.0), Some(2.0), Some(0.5)));
        assert!(bounds.exclusive_minimum && bounds.exclusive_maximum);
        let sizes = Rules::NONE.min_length(1).max_length(2).min_items(3).max_items(4);
        assert_eq!((sizes.min_length, sizes.max_length), (Some(1), Some(2)));
        assert_eq!((sizes.min_items, sizes.max_items), (Some(3), Some(4)));
        let parts = Rules::NONE.fields(&[("a", &Rules::NONE)]).items(&Rules::NONE).values(&Rules::NONE);
        assert!(parts.fields.len() == 1 && parts.items.is_some() && parts.values.is_some());
        let parameters = [Parameter::path, Parameter::query, Parameter::header, Parameter::cookie];
        let places = parameters.map(|make| make("a", &Rules::NONE).required());
        assert!(places.iter().all(|parameter| parameter.required));
        let name = || "a".to_owned();
        let expected = [Place::Path(name()), Place::Query(name()), Place::Header(name()), Place::Cookie(name())];
        assert_eq!(places.map(|parameter| parameter.place()), expected);
    }
}
