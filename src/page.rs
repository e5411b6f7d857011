//! Lists that span several answers.
//!
//! The generated `Page` impls say where an answer holds its items and its link to the next page;
//! the rest is here: following the link without leaving the service, asking for pages ahead of
//! their use, taking up a list where it was left, and coming to an end.

mod ahead;
mod items;
mod link;
mod next;
mod pager;
mod stream;
mod token;

pub use ahead::Prefetch;
pub use items::Items;
pub(crate) use next::said;
pub use next::{Link, Next};
pub use stream::Pages;
pub use token::ResumeToken;

use crate::json::Decode;

/// One page of a list.
pub trait Page: Decode + 'static {
    /// An item of the list.
    type Item;

    /// Where the list goes on.
    fn next(&self) -> Next<'_>;

    /// Whether it has no items, which does not end the list.
    fn is_empty(&self) -> bool;

    /// The items of this page.
    fn into_items(self) -> Vec<Self::Item>;
}
