//! Lists whose items are numbered, so that one that is lost or doubled is seen.

use serde_json::{Value, json};
use snyk_secoda::rt::Uuid;

use super::chance::roll;
use super::fault::Class;

const ITEMS_OF_A_PAGE: u64 = 10;
const MOST_PAGES: u64 = 14;

/// A list of orgs, which is that of the group with its number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List {
    pub(crate) id: u64,
    /// At least two.
    pages: u64,
    end: End,
}

/// What the last page with items leads to.
#[derive(Clone, Copy, Debug)]
enum End {
    Nothing,
    /// Itself.
    SamePage,
    /// Empty pages without end, each with a cursor of its own.
    EmptyPages,
    /// Another host.
    ForeignLink,
}

impl List {
    pub(crate) fn new(seed: u64, id: u64) -> Self {
        let pages = 2 + roll(seed, [id, 0, 1]) % (MOST_PAGES - 1);
        let end = match roll(seed, [id, 0, 2]) % 100 {
            0 => End::EmptyPages,
            1..=4 => End::SamePage,
            5..=9 => End::ForeignLink,
            _ => End::Nothing,
        };
        Self { id, pages, end }
    }

    /// The same without anything wrong with its end.
    pub(crate) fn ending(self) -> Self {
        Self { end: End::Nothing, ..self }
    }

    /// How many items it has.
    pub(crate) fn count(self) -> u64 {
        self.pages * ITEMS_OF_A_PAGE
    }

    /// What a caller has to be told at its end.
    pub(crate) fn fault_of_end(self) -> Option<Class> {
        match self.end {
            End::Nothing => None,
            End::SamePage | End::EmptyPages => Some(Class::PageLoop),
            End::ForeignLink => Some(Class::PageLink),
        }
    }

    /// Whether a page is one of those with items.
    pub(crate) fn has(self, page: u64) -> bool {
        page < self.pages
    }

    pub(crate) fn page(self, page: u64, foreign: &str) -> Value {
        let first = page * ITEMS_OF_A_PAGE;
        let numbers = if self.has(page) { first..first + ITEMS_OF_A_PAGE } else { 0..0 };
        let data: Vec<Value> = numbers.map(|number| self.org(number)).collect();
        json!({"jsonapi": {"version": "1.0"}, "data": data, "links": {"next": self.next(page, foreign)}})
    }

    /// The id of an item.
    pub(crate) fn item(self, number: u64) -> Uuid {
        Uuid::from_u64_pair(self.id, number)
    }

    fn next(self, page: u64, foreign: &str) -> Value {
        let link = |cursor: u64| json!(format!("/groups/x/orgs?starting_after={cursor}"));
        match self.end {
            _ if page + 1 < self.pages => link(page + 1),
            End::Nothing => Value::Null,
            End::SamePage => link(page),
            End::EmptyPages => link(page + 1),
            End::ForeignLink => json!(format!("{foreign}/rest/groups/x/orgs?starting_after=1")),
        }
    }

    fn org(self, number: u64) -> Value {
        let attributes = json!({"is_personal": false, "name": format!("Org {number}"), "slug": "org"});
        json!({"id": self.item(number), "type": "org", "attributes": attributes})
    }
}
