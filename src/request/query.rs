use super::encode::{encode, encode_joined};

/// The query of a draft: parameters in the order in which they were first set.
#[derive(Clone, Default)]
pub(super) struct Query(Vec<Argument>);

/// The query of a request, once as text to send and once as decoded pairs to read.
#[derive(Default)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) pairs: Vec<(String, String)>,
}

/// How the values of one query parameter are written.
#[derive(Clone, Copy)]
pub(super) enum Style {
    /// `name=a&name=b`
    Each,
    /// `name=a,b`, or with another delimiter.
    Joined(char),
}

#[derive(Clone)]
struct Argument {
    name: &'static str,
    values: Vec<String>,
    style: Style,
}

impl Query {
    /// Sets the values of a parameter, in the place of earlier ones. An empty list is not sent.
    pub(super) fn set(&mut self, name: &'static str, values: Vec<String>, style: Style) {
        let argument = Argument { name, values, style };
        match self.0.iter_mut().find(|earlier| earlier.name == name) {
            Some(earlier) => *earlier = argument,
            None => self.0.push(argument),
        }
    }

    /// The values of a parameter; `None` if it is not sent.
    pub(super) fn values(&self, name: &str) -> Option<&[String]> {
        let argument = self.0.iter().find(|argument| argument.name == name)?;
        Some(argument.values.as_slice()).filter(|values| !values.is_empty())
    }

    pub(super) fn write(&self) -> Written {
        let mut written = Written::default();
        for Argument { name, values, style } in &self.0 {
            match style {
                Style::Joined(_) if values.is_empty() => {}
                Style::Joined(delimiter) => {
                    let value = values.join(&delimiter.to_string());
                    written.push(name, value, &encode_joined(values, *delimiter));
                }
                Style::Each => values.iter().for_each(|value| written.push_value(name, value)),
            }
        }
        written
    }
}

impl Written {
    /// A query that a link brought, kept as it is.
    pub(super) fn from_link(text: &str) -> Self {
        let pairs = url::form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        Self { text: text.to_owned(), pairs }
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.pairs.iter().any(|(key, _)| key == name)
    }

    pub(super) fn push_value(&mut self, name: &str, value: &str) {
        self.push(name, value.to_owned(), &encode(value).to_string());
    }

    fn push(&mut self, name: &str, value: String, encoded: &str) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.text.extend(encode(name));
        self.text.push('=');
        self.text.push_str(encoded);
        self.pairs.push((name.to_owned(), value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(values: &[&str]) -> Vec<String> {
        values.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn styles_and_order() {
        let mut query = Query::default();
        query.set("scan_item.id", texts(&["a b&c=d"]), Style::Each);
        query.set("expand", texts(&["x", "y"]), Style::Each);
        query.set("ids", texts(&["1,1", "2"]), Style::Joined(','));
        query.set("none", texts(&[]), Style::Joined(','));
        query.set("nor this", texts(&[]), Style::Each);
        query.set("filter[name]", texts(&["'é+"]), Style::Each);
        let written = query.write();
        assert_eq!(
            written.text,
            "scan_item.id=a%20b%26c%3Dd&expand=x&expand=y&ids=1%2C1,2&filter%5Bname%5D=%27%C3%A9%2B"
        );
        assert_eq!(written.pairs.len(), 5);
        assert_eq!(written.pairs[3], ("ids".to_owned(), "1,1,2".to_owned()));
    }

    #[test]
    fn a_later_value_takes_the_place_of_an_earlier_one() {
        let mut query = Query::default();
        query.set("limit", texts(&["10"]), Style::Each);
        query.set("name", texts(&["x"]), Style::Each);
        query.set("limit", texts(&["20"]), Style::Each);
        assert_eq!(query.write().text, "limit=20&name=x");
    }
}
