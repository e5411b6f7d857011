use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::stream::Pages;
use super::token::Given;
use super::{Page, Prefetch, ResumeToken};
use crate::client::Core;
use crate::error::Error;
use crate::request::Draft;

/// The items of a list, over all its pages.
///
/// Nothing is sent before an item is asked for. Then it holds one page, and fetches the next
/// while that is worked on; see [`prefetch`](Self::prefetch). After an error the list is over, and
/// can be [taken up](Self::resume) where it failed. Dropping it breaks off what is under way. It
/// also keeps a hash of 8 bytes, and some room for more, for every page read, to find a list
/// that runs in a circle. It is a [`Stream`], and can be read without importing that trait:
///
/// ```
/// # async fn read<P: snyk_secoda::Page>(mut items: snyk_secoda::Items<P>) -> Result<(), snyk_secoda::Error> {
/// while let Some(item) = items.try_next().await? {
///     // …
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent before an item is asked for"]
pub struct Items<P: Page> {
    pages: Pages<P>,
    items: vec::IntoIter<P::Item>,
    /// How many of the page at hand were given.
    given: u64,
}

impl<P: Page> Items<P> {
    pub(crate) fn new(core: Core, first: Draft) -> Self {
        let pages = Pages::new(core, first).prefetch(Prefetch::Next);
        Self { pages, items: Vec::new().into_iter(), given: 0 }
    }

    /// Sets how far ahead of their use pages are fetched; [`Prefetch::Next`] unless set.
    ///
    /// Switch it off where a list is often left early and every request counts.
    pub fn prefetch(mut self, prefetch: Prefetch) -> Self {
        self.pages = self.pages.prefetch(prefetch);
        self
    }

    /// Begins after the item at which a token was taken instead of at the first.
    ///
    /// The request has to be the one that the token came of, with all its arguments: filters and
    /// page sizes are not in the token. The page is fetched again and its items that were given
    /// are skipped, so that none is lost nor doubled unless the list has changed.
    ///
    /// ```
    /// # async fn read<P: snyk_secoda::Page>(
    /// #     items: impl Fn() -> snyk_secoda::Items<P>,
    /// # ) -> Result<(), snyk_secoda::Error> {
    /// let mut before = items();
    /// before.try_next().await?;
    /// if let Some(token) = before.resume_token() {
    ///     let stored = token.to_string();
    ///     let mut after = items().resume(&stored.parse()?)?;
    ///     after.try_next().await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Pages::resume`].
    pub fn resume(mut self, token: &ResumeToken) -> Result<Self, Error> {
        self.pages = self.pages.resume(token)?;
        self.items = Vec::new().into_iter();
        self.given = 0;
        Ok(self)
    }

    /// Where to take up the list after the last item that was given; `None` if there is none left,
    /// and if the request is not valid.
    pub fn resume_token(&self) -> Option<ResumeToken> {
        if self.items.len() == 0 {
            return self.pages.resume_token();
        }
        self.pages.pager().token_within(self.given)
    }

    /// The next item; `None` after the last.
    ///
    /// Cancel safe: if it is dropped, nothing is lost, and the next call waits for the same request.
    ///
    /// # Errors
    ///
    /// Those of [`Pages::try_next`].
    pub async fn try_next(&mut self) -> Result<Option<P::Item>, Error> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    /// All items that are left.
    ///
    /// Not cancel safe: if it is dropped, the items read before are lost.
    ///
    /// # Errors
    ///
    /// Those of [`Pages::try_next`]; the items read before are lost.
    pub async fn try_collect(mut self) -> Result<Vec<P::Item>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.try_next().await? {
            items.push(item);
        }
        Ok(items)
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P::Item, Error>>> {
        loop {
            if let Some(item) = self.items.next() {
                self.given = self.given.saturating_add(1);
                return Poll::Ready(Some(Ok(item)));
            }
            let given = self.pages.pager().given();
            let Some(page) = ready!(self.pages.poll_page(context)).transpose()? else {
                return Poll::Ready(None);
            };
            self.items = page.into_inner().into_items().into_iter();
            self.given = self.skip(given);
        }
    }

    /// Skips what was given of a page before, and says how many items that are.
    fn skip(&mut self, given: Given) -> u64 {
        let Given::Items(items) = given else {
            return 0;
        };
        let count = usize::try_from(items).unwrap_or(usize::MAX);
        self.items.by_ref().take(count).map(drop).count() as u64
    }
}

impl<P: Page> Stream for Items<P> {
    type Item = Result<P::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

/// Nothing in it is ever pinned, whatever the items are.
impl<P: Page> Unpin for Items<P> {}

impl<P: Page> fmt::Debug for Items<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("operation", &self.pages.pager().operation().id)
            .field("at_hand", &self.items.len())
            .finish_non_exhaustive()
    }
}
