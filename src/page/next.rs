/// Where a list goes on after a page.
#[derive(Clone, Copy, Debug)]
pub struct Next<'a>(pub(super) Hint<'a>);

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Hint<'a> {
    /// Nowhere: this was the last page.
    End,
    Link(&'a str),
    Number(i64),
    /// There is a link, in a shape that holds no text.
    Unreadable,
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
        Self(match link.map(Link::href) {
            None => Hint::End,
            Some(None) => Hint::Unreadable,
            Some(Some(text)) => match text.trim() {
                "" | "None" | "null" => Hint::End,
                text => Hint::Link(text),
            },
        })
    }

    /// By a page number where there is one, which is safer than a link.
    #[must_use]
    pub fn or_page(self, number: Option<i64>) -> Self {
        match number {
            Some(number) => Self(Hint::Number(number)),
            None => self,
        }
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
    fn links() {
        let table = [
            (None, Hint::End),
            (Some(""), Hint::End),
            (Some("  "), Hint::End),
            (Some("None"), Hint::End),
            (Some(" null "), Hint::End),
            (Some(" /orgs?x=1 "), Hint::Link("/orgs?x=1")),
        ];
        for (link, expected) in table {
            assert_eq!(Next::link(link).0, expected);
        }
    }

    #[test]
    fn a_link_that_cannot_be_read_is_not_the_end() {
        assert_eq!(Next::link(Some(&Odd)).0, Hint::Unreadable);
    }

    #[test]
    fn a_page_number_wins() {
        assert_eq!(Next::link(Some("/x?page=9")).or_page(Some(2)).0, Hint::Number(2));
        assert_eq!(Next::link(Some("/x?page=9")).or_page(None).0, Hint::Link("/x?page=9"));
        assert_eq!(Next::link(None::<&str>).or_page(None).0, Hint::End);
    }
}
