use std::borrow::Cow;

use serde_json::Value;

use super::style::{self, Pair, Style};

/// The parameters of one part of a request, in the order in which they were first set.
#[derive(Clone, Default)]
pub(super) struct Arguments(Vec<Argument>);

/// A parameter with the value that was given for it.
#[derive(Clone)]
pub(super) struct Argument {
    pub(super) name: Cow<'static, str>,
    pub(super) style: Style,
    pub(super) value: Value,
}

impl Arguments {
    /// Sets a parameter, in the place of an earlier value.
    pub(super) fn set(&mut self, argument: Argument) {
        match self.0.iter_mut().find(|earlier| earlier.name == argument.name) {
            Some(earlier) => *earlier = argument,
            None => self.0.push(argument),
        }
    }

    pub(super) fn find(&self, name: &str) -> Option<&Argument> {
        self.0.iter().find(|argument| argument.name == name)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Argument> {
        self.0.iter()
    }
}

impl Argument {
    pub(super) fn new(name: impl Into<Cow<'static, str>>, style: Style, value: impl Into<Value>) -> Self {
        Self { name: name.into(), style, value: value.into() }
    }

    /// The value; `None` if it is not sent.
    pub(super) fn sent(&self) -> Option<&Value> {
        Some(&self.value).filter(|value| self.style.sends(value))
    }

    pub(super) fn path_text(&self) -> Option<String> {
        style::path_text(&self.name, self.style, &self.value)
    }

    /// The text that stands alone in a query, as most values do: it needs no pairs to be made of it.
    pub(super) fn plain_text(&self) -> Option<&str> {
        self.value.as_str().filter(|_| self.style == Style::FORM_EXPLODED)
    }

    pub(super) fn query_pairs(&self) -> Vec<Pair> {
        style::query_pairs(&self.name, self.style, &self.value)
    }

    pub(super) fn cookie_pairs(&self) -> Vec<Pair> {
        style::cookie_pairs(&self.name, self.style, &self.value)
    }

    pub(super) fn header_text(&self) -> Option<String> {
        style::header_text(self.style, &self.value)
    }
}
