//! Lists that span several answers.
//!
//! The generated `Page` impls say where an answer holds its items and its link to the next page;
//! the rest is here: following the link without leaving the service, and coming to an end.

mod link;
mod next;
mod pager;
mod stream;

pub use next::{Link, Next};
pub use stream::{Items, Pages};

use serde::de::DeserializeOwned;

/// One page of a list.
pub trait Page: DeserializeOwned + 'static {
    /// An item of the list.
    type Item;

    /// Where the list goes on.
    fn next(&self) -> Next<'_>;

    /// The items of this page.
    fn into_items(self) -> Vec<Self::Item>;
}
