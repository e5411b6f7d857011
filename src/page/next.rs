/// Where a list goes on after a page.
#[derive(Clone, Copy, Debug)]
pub struct Next<'a> {
    pub(super) hint: Hint<'a>,
    pub(super) count: Count,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Hint<'a> {
    /// Nowhere: this was the last page, unless its items say otherwise.
    End,
    Link(&'a str),
    Number(i64),
    Cursor(&'a str),
    /// There is a link, in a shape that holds no text.
    Unreadable,
}

/// What the items tell, for lists that go on by how many there were.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Count {
    /// How many are on this page, if they were counted.
    pub(super) items: Option<u64>,
    /// How many are on all pages, if the service says so.
    pub(super) total: Option<i64>,
}

/// A value that is or holds a link.
pub trait Link {
    /// The text of the link; `None` if it cannot be read.
    fn href(&self) -> Option<&str>;
}

impl<'a> Next<'a> {
    /// By a link, which is absent on the last page. Services also write "no link" as an empty
    /// text, `None` or `null`.
    pub fn link<L: Link + ?Sized>(link: Option<&'a L>) -> Self {
        Self { hint: Hint::End, count: Count::default() }.or_link(link)
    }

    /// By this number of items on the page, which is enough where a request says how many to skip.
    pub fn of(items: usize) -> Self {
        // No machine counts further.
        let items = u64::try_from(items).unwrap_or(u64::MAX);
        Self { hint: Hint::End, count: Count { items: Some(items), total: None } }
    }

    /// By a link where there is one; see [`link`](Self::link).
    #[must_use]
    pub fn or_link<L: Link + ?Sized>(self, link: Option<&'a L>) -> Self {
        match link.map(Link::href) {
            None => self,
            Some(None) => Self { hint: Hint::Unreadable, ..self },
            Some(Some(text)) => said(text).map_or(self, |text| Self { hint: Hint::Link(text), ..self }),
        }
    }

    /// By a page number where there is one, which is safer than a link.
    #[must_use]
    pub fn or_page(self, number: Option<i64>) -> Self {
        number.map_or(self, |number| Self { hint: Hint::Number(number), ..self })
    }

    /// By a cursor where there is one, which is safer than a link.
    #[must_use]
    pub fn or_cursor<T: AsRef<str> + ?Sized>(self, cursor: Option<&'a T>) -> Self {
        let cursor = cursor.and_then(|cursor| said(cursor.as_ref()));
        cursor.map_or(self, |cursor| Self { hint: Hint::Cursor(cursor), ..self })
    }

    /// Ends with that many items on all pages, where pages are found by counting.
    #[must_use]
    pub fn of_total(self, total: Option<i64>) -> Self {
        Self { count: Count { total, ..self.count }, ..self }
    }
}

/// A text, unless it is a way to write that there is none.
pub(crate) fn said(text: &str) -> Option<&str> {
    match text.trim() {
        "" | "None" | "null" => None,
        text => Some(text),
    }
}

impl Link for str {
    fn href(&self) -> Option<&str> {
        Some(self)
    }
}

impl Link for String {
    fn href(&self) -> Option<&str> {
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Odd;

    impl Link for Odd {
        fn href(&self) -> Option<&str> {
            None
        }
    }

    #[test]
    fn links_and_cursors() {
        let table = [
            (None, None),
            (Some(""), None),
            (Some("  "), None),
            (Some("None"), None),
            (Some(" null "), None),
            (Some(" /orgs?x=1 "), Some("/orgs?x=1")),
        ];
        for (text, expected) in table {
            assert_eq!(Next::link(text).hint, expected.map_or(Hint::End, Hint::Link));
            assert_eq!(Next::of(1).or_cursor(text).hint, expected.map_or(Hint::End, Hint::Cursor));
        }
    }

    #[test]
    fn a_link_that_cannot_be_read_is_not_the_end() {
        assert_eq!(Next::link(Some(&Odd)).hint, Hint::Unreadable);
    }

    #[test]
    fn a_page_number_or_a_cursor_wins() {
        let linked = Next::link(Some("/x?page=9"));
        assert_eq!(linked.or_page(Some(2)).hint, Hint::Number(2));
        assert_eq!(linked.or_page(None).hint, Hint::Link("/x?page=9"));
        assert_eq!(linked.or_cursor(Some("a")).hint, Hint::Cursor("a"));
        assert_eq!(linked.or_cursor(Some("")).hint, Hint::Link("/x?page=9"));
        assert_eq!(Next::link(None::<&str>).or_page(None).hint, Hint::End);
    }

    #[test]
    fn items_are_counted_beside_what_else_is_said() {
        let next = Next::of(2).or_link(Some("/x")).of_total(Some(9));
        assert_eq!((next.hint, next.count), (Hint::Link("/x"), Count { items: Some(2), total: Some(9) }));
        assert_eq!(Next::link(Some("/x")).count, Count::default());
    }
}
