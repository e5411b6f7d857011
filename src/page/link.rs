use url::Url;

use super::next::{Count, Hint, Next};
use crate::base_url::BaseUrl;
use crate::error::Error;
use crate::operation::Paging;
use crate::request::Draft;

/// What to send for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The original request.
    First,
    /// The original request, with this value of the parameter that selects a page.
    Repeat { value: String },
    /// The link itself, relative to the base URL.
    Follow { path: String, query: String },
}

impl Step {
    /// The step to the page that a first request asks for: the parameter may be among its arguments.
    pub(super) fn of(first: &Draft) -> Self {
        let parameter = first.operation().paging.parameter();
        let value = parameter.and_then(|parameter| first.query_value(parameter));
        value.map_or(Self::First, |value| Self::Repeat { value: value.into_owned() })
    }

    /// The request for its page, made of the one for the first page.
    pub(super) fn draft(&self, first: &Draft) -> Draft {
        let mut draft = first.clone();
        match (self, first.operation().paging.parameter()) {
            (Self::Repeat { value }, Some(parameter)) => draft.set_query(parameter, value.clone()),
            (Self::Follow { path, query }, _) => draft.follow(path.clone(), query.clone()),
            (Self::First | Self::Repeat { .. }, _) => {}
        }
        draft
    }

    /// The step after it, as far as that can be told without its answer: where pages have numbers.
    pub(super) fn successor(&self, paging: Paging) -> Option<Self> {
        match (self, paging) {
            (Self::Repeat { value }, Paging::Page(_)) => {
                let number = value.parse::<i64>().ok()?.checked_add(1)?;
                Some(Self::Repeat { value: number.to_string() })
            }
            _ => None,
        }
    }
}

/// Makes of what the page of the step `at`, which came from `url`, tells what to send; `None` at the end of the list.
///
/// The value of the paging parameter is preferred to the link it stands in: services give links
/// with and without their base path, and forget filters.
pub(super) fn next_step(
    next: Next<'_>,
    paging: Paging,
    base: &BaseUrl,
    url: &Url,
    at: &Step,
) -> Result<Option<Step>, Error> {
    let counted = matches!(paging, Paging::Offset(_));
    match (next.hint, paging.parameter()) {
        // Beyond the end there is nothing, whatever a link says.
        _ if counted && next.count.items == Some(0) => Ok(None),
        (Hint::End, _) if counted => counted_step(next.count, at),
        (Hint::End, _) => Ok(None),
        (Hint::Unreadable, _) => Err(Error::page_link("its link has a shape that cannot be read")),
        (Hint::Number(number), Some(_)) => Ok(Some(Step::Repeat { value: number.to_string() })),
        (Hint::Number(_), None) => Err(Error::page_link("the operation takes no page number")),
        (Hint::Cursor(value), Some(_)) => Ok(Some(Step::Repeat { value: value.to_owned() })),
        (Hint::Cursor(_), None) => Err(Error::page_link("the operation takes no cursor")),
        (Hint::Link(text), parameter) => read_link(text, parameter, base, url).map(Some),
    }
}

/// The step past the items of a page.
fn counted_step(count: Count, at: &Step) -> Result<Option<Step>, Error> {
    let skipped = match at {
        Step::First => 0,
        Step::Repeat { value } => {
            value.parse().map_err(|_| Error::page_link("the offset asked for is not a whole number"))?
        }
        // What it skipped is not known.
        Step::Follow { .. } => return Ok(None),
    };
    let Some(skip) = count.items.and_then(|items| items.checked_add(skipped)) else {
        return Ok(None);
    };
    // A total may be less than what was received: the list became shorter meanwhile.
    let is_whole = count.total.is_some_and(|total| u64::try_from(total).is_ok_and(|total| total <= skip));
    Ok((!is_whole).then(|| Step::Repeat { value: skip.to_string() }))
}

fn read_link(text: &str, parameter: Option<&'static str>, base: &BaseUrl, current: &Url) -> Result<Step, Error> {
    let link = current.join(text).map_err(|_| Error::page_link("its link cannot be read as a URL"))?;
    if !base.has_origin_of(&link) {
        return Err(Error::page_link("its link leads to another host, which must not see the credential"));
    }
    let value = parameter.and_then(|parameter| {
        let (_, value) = link.query_pairs().find(|(name, _)| name == parameter)?;
        Some(value.into_owned())
    });
    match (value, link.query()) {
        (Some(value), _) if value.is_empty() => Err(Error::page_link("its link has an empty cursor")),
        (Some(value), _) => Ok(Step::Repeat { value }),
        (None, Some(query)) if !query.is_empty() => {
            Ok(Step::Follow { path: base.strip(link.path()).to_owned(), query: query.to_owned() })
        }
        (None, _) => Err(Error::page_link("its link has no parameter that selects a page")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(next: Next<'_>, paging: Paging) -> Result<Option<Step>, Error> {
        step_from(&Step::First, next, paging)
    }

    fn step_from(at: &Step, next: Next<'_>, paging: Paging) -> Result<Option<Step>, Error> {
        let base = BaseUrl::parse("https://api.snyk.io/rest", |_| {}).unwrap();
        let current = Url::parse("https://api.snyk.io/rest/orgs?limit=10&version=2024-10-15").unwrap();
        next_step(next, paging, &base, &current, at)
    }

    fn link(text: &str) -> Result<Option<Step>, Error> {
        step(Next::link(Some(text)), Paging::Cursor("starting_after"))
    }

    #[test]
    fn every_form_of_link_gives_its_cursor() {
        for text in [
            "/orgs?version=2024-10-15&limit=10&starting_after=v1.e%3D%2B",
            "/rest/orgs?starting_after=v1.e%3D%2B&limit=10",
            "https://api.snyk.io/rest/orgs?starting_after=v1.e%3D%2B",
            "https://API.snyk.io:443/elsewhere?starting_after=v1.e%3D%2B",
            "//api.snyk.io/rest/orgs?starting_after=v1.e%3D%2B",
            "?starting_after=v1.e%3D%2B",
            "orgs?starting_after=v1.e%3D%2B",
        ] {
            let expected = Step::Repeat { value: "v1.e=+".to_owned() };
            assert_eq!(link(text).unwrap(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_link_without_the_parameter_is_followed_with_the_base_path_once() {
        for text in ["/orgs?offset=10", "/rest/orgs?offset=10", "https://api.snyk.io/rest/orgs?offset=10", "?offset=10"]
        {
            let expected = Step::Follow { path: "/orgs".to_owned(), query: "offset=10".to_owned() };
            assert_eq!(link(text).unwrap(), Some(expected), "{text}");
        }
    }

    #[test]
    fn links_to_another_origin_are_refused() {
        for text in [
            "https://example.com/rest/orgs?starting_after=x",
            "http://api.snyk.io/rest/orgs?starting_after=x",
            "https://api.snyk.io:8443/rest/orgs?starting_after=x",
            "https://api.snyk.io.example.com/orgs?starting_after=x",
            "https://api.snyk.io@example.com/orgs?starting_after=x",
            "https://token@api.snyk.io/orgs?starting_after=x",
            "//example.com/orgs?starting_after=x",
            "\\\\example.com/orgs?starting_after=x",
            "javascript:alert(1)",
        ] {
            assert!(link(text).unwrap_err().is_page_link(), "{text}");
        }
    }

    #[test]
    fn links_that_select_no_page_are_refused() {
        for text in ["/orgs", "/orgs?", "https://api.snyk.io", "/orgs?starting_after=", "https://["] {
            assert!(link(text).unwrap_err().is_page_link(), "{text}");
        }
    }

    #[test]
    fn page_numbers() {
        let expected = Step::Repeat { value: "2".to_owned() };
        assert_eq!(step(Next::of(1).or_page(Some(2)), Paging::Page("page")).unwrap(), Some(expected));
        assert!(step(Next::of(1).or_page(Some(2)), Paging::None).unwrap_err().is_page_link());
    }

    #[test]
    fn cursors_of_the_answer() {
        let expected = Step::Repeat { value: "v1.e=+".to_owned() };
        let next = Next::of(1).or_cursor(Some("v1.e=+"));
        assert_eq!(step(next, Paging::Cursor("cursor")).unwrap(), Some(expected));
        assert!(step(next, Paging::None).unwrap_err().is_page_link());
    }

    #[test]
    fn an_offset_grows_by_the_items_received_up_to_the_total() {
        let offset = Paging::Offset("offset");
        let repeat = |value: &str| Step::Repeat { value: value.to_owned() };
        let table = [
            (Step::First, Next::of(3), Some("3")),
            (repeat("7"), Next::of(3), Some("10")),
            (repeat("7"), Next::of(0), None),
            (repeat("7"), Next::of(0).or_link(Some("?offset=7")), None),
            (repeat("7"), Next::of(3).of_total(Some(11)), Some("10")),
            (repeat("7"), Next::of(3).of_total(Some(10)), None),
            (repeat("7"), Next::of(3).of_total(Some(2)), None),
            (repeat("7"), Next::of(3).of_total(Some(-1)), Some("10")),
            (repeat("7"), Next::of(3).or_link(Some("/orgs?offset=20&limit=3")), Some("20")),
            (repeat("18446744073709551615"), Next::of(3), None),
            (Step::Follow { path: "/orgs".to_owned(), query: "a=1".to_owned() }, Next::of(3), None),
            (repeat("7"), Next::link(None::<&str>), None),
        ];
        for (at, next, expected) in table {
            assert_eq!(step_from(&at, next, offset).unwrap(), expected.map(repeat), "{at:?} {next:?}");
        }
        assert!(step_from(&repeat("1.5"), Next::of(3), offset).unwrap_err().is_page_link());
        assert_eq!(step_from(&repeat("a"), Next::of(3), Paging::Cursor("offset")).unwrap(), None);
    }

    #[test]
    fn only_a_numbered_page_has_a_successor_before_its_answer() {
        let repeat = |value: &str| Step::Repeat { value: value.to_owned() };
        let page = Paging::Page("page");
        assert_eq!(repeat("2").successor(page), Some(repeat("3")));
        for value in ["", "x", "9223372036854775807"] {
            assert_eq!(repeat(value).successor(page), None, "{value}");
        }
        assert_eq!(repeat("2").successor(Paging::Cursor("after")), None);
        assert_eq!(repeat("2").successor(Paging::Offset("offset")), None);
        assert_eq!(Step::First.successor(page), None);
    }

    struct Odd;

    impl super::super::Link for Odd {
        fn href(&self) -> Option<&str> {
            None
        }
    }

    #[test]
    fn ends_and_unreadable_links() {
        assert_eq!(step(Next::link(None::<&str>), Paging::None).unwrap(), None);
        assert!(step(Next::link(Some(&Odd)), Paging::None).unwrap_err().is_page_link());
    }
}
