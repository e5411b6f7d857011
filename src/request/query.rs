use super::arguments::Arguments;
use super::encode::Encoding;
use super::style::Pair;

/// The query of a request, once as text to send and once as decoded pairs to read.
#[derive(Default)]
pub(super) struct Query {
    pub(super) text: String,
    pub(super) pairs: Vec<(String, String)>,
}

impl Query {
    pub(super) fn new(arguments: &Arguments) -> Self {
        let mut query = Self::default();
        for argument in arguments.iter() {
            match argument.plain_text() {
                Some(text) => query.push_value(&argument.name, text),
                None => argument.query_pairs().into_iter().for_each(|pair| query.push(pair)),
            }
        }
        query
    }

    /// A query that a link brought, kept as it is.
    pub(super) fn from_link(text: &str) -> Self {
        let pairs = url::form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        Self { text: text.to_owned(), pairs }
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.pairs.iter().any(|(key, _)| key == name)
    }

    /// Leaves out all values of a parameter but the first. Links of services have had some parameters twice.
    pub(super) fn keep_first(&mut self, name: &str) {
        if self.pairs.iter().filter(|(key, _)| key == name).count() < 2 {
            return;
        }
        let of_name = |piece: &str| url::form_urlencoded::parse(piece.as_bytes()).any(|(key, _)| key == name);
        let mut met = false;
        let mut is_kept = |piece: &&str| !of_name(piece) || !std::mem::replace(&mut met, true);
        let text: Vec<&str> = self.text.split('&').filter(&mut is_kept).collect();
        *self = Self::from_link(&text.join("&"));
    }

    pub(super) fn push_value(&mut self, name: &str, value: &str) {
        self.begin(name);
        Encoding::push_url(&mut self.text, value);
        self.pairs.push((name.to_owned(), value.to_owned()));
    }

    fn push(&mut self, pair: Pair) {
        self.begin(&pair.name);
        self.text.push_str(&pair.encoded);
        self.pairs.push((pair.name, pair.value));
    }

    /// Writes all of a pair that is before its value.
    fn begin(&mut self, name: &str) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        Encoding::push_url(&mut self.text, name);
        self.text.push('=');
    }
}

#[cfg(test)]
mod tests {
    use super::super::arguments::Argument;
    use super::super::style::Style;
    use super::*;

    fn query(arguments: &[(&'static str, Style, &[&str])]) -> Query {
        let mut all = Arguments::default();
        for (name, style, values) in arguments {
            all.set(Argument::new(*name, *style, values.to_vec()));
        }
        Query::new(&all)
    }

    #[test]
    fn all_values_but_the_first_are_left_out_and_the_rest_stays_as_it_is() {
        let table = [
            ("a=1&v=2&b=%2F", "a=1&v=2&b=%2F"),
            ("v=2&a=%2f&v=3&&b=+&%76=4", "v=2&a=%2f&&b=+"),
            ("a=1", "a=1"),
            ("v&v", "v"),
        ];
        for (text, expected) in table {
            let mut query = Query::from_link(text);
            query.keep_first("v");
            assert_eq!(query.text, expected);
            assert!(query.pairs.iter().filter(|(name, _)| name == "v").count() < 2, "{text}");
        }
    }

    #[test]
    fn styles_and_order() {
        let written = query(&[
            ("scan_item.id", Style::FORM_EXPLODED, &["a b&c=d"]),
            ("expand", Style::FORM_EXPLODED, &["x", "y"]),
            ("ids", Style::FORM, &["1,1", "2"]),
            ("spaced", Style::SPACE, &["a,b", "c d"]),
            ("piped", Style::PIPE, &["a,b", "c d"]),
            ("other", Style::delimited(';'), &["a", "b"]),
            ("none", Style::FORM, &[]),
            ("nor this", Style::FORM_EXPLODED, &[]),
            ("filter[name]", Style::FORM_EXPLODED, &["'é+"]),
        ]);
        assert_eq!(
            written.text,
            "scan_item.id=a%20b%26c%3Dd&expand=x&expand=y&ids=1%2C1,2&spaced=a%2Cb%20c%20d&piped=a%2Cb%7Cc%20d\
             &other=a%3Bb&filter%5Bname%5D=%27%C3%A9%2B"
        );
        assert_eq!(written.pairs.len(), 8);
        assert_eq!(written.pairs[3], ("ids".to_owned(), "1,1,2".to_owned()));
    }

    #[test]
    fn a_later_value_takes_the_place_of_an_earlier_one() {
        let style = Style::FORM_EXPLODED;
        let written = query(&[("limit", style, &["10"]), ("name", style, &["x"]), ("limit", style, &["20"])]);
        assert_eq!(written.text, "limit=20&name=x");
    }
}
