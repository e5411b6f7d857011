use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::Page;
use super::pager::Pager;
use crate::client::Core;
use crate::decode;
use crate::error::Error;
use crate::request::Draft;
use crate::response::Response;

/// A page may be empty though the list goes on; this many in a row are taken for a fault.
const MAX_EMPTY_PAGES: u32 = 100;

/// The pages of a list, one request each.
///
/// A request is sent only when a page is asked for. After an error the list is over. It is a
/// [`Stream`], and can be read without importing that trait:
///
/// ```
/// # async fn read<P: snyk_secoda::Page>(mut pages: snyk_secoda::Pages<P>) -> Result<(), snyk_secoda::Error> {
/// while let Some(page) = pages.try_next().await? {
///     println!("{:?}", page.meta().request_id());
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent before a page is asked for"]
pub struct Pages<P> {
    pager: Pager,
    page: PhantomData<fn() -> P>,
}

/// The items of a list, over all its pages.
///
/// It holds one page at most and asks for the next when that is used up. After an error the
/// list is over. It is a [`Stream`], and can be read without importing that trait:
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
    empty_pages: u32,
}

impl<P: Page> Pages<P> {
    pub(crate) fn new(core: Core, first: Draft) -> Self {
        Self { pager: Pager::new(core, first), page: PhantomData }
    }

    /// The next page; `None` after the last.
    ///
    /// # Errors
    ///
    /// Those of sending the request, and [`Error::is_page_link`] or [`Error::is_page_loop`] if
    /// the list cannot be continued.
    pub async fn try_next(&mut self) -> Result<Option<Response<P>>, Error> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Response<P>, Error>>> {
        let Some(answer) = ready!(self.pager.poll_answer(context)).transpose()? else {
            return Poll::Ready(None);
        };
        let url = answer.url.clone();
        let page: Response<P> = answer.decode(decode::required)?;
        self.pager.advance(page.next(), &url);
        Poll::Ready(Some(Ok(page)))
    }
}

impl<P: Page> Items<P> {
    pub(crate) fn new(pages: Pages<P>) -> Self {
        Self { pages, items: Vec::new().into_iter(), empty_pages: 0 }
    }

    /// The next item; `None` after the last.
    ///
    /// # Errors
    ///
    /// Those of [`Pages::try_next`].
    pub async fn try_next(&mut self) -> Result<Option<P::Item>, Error> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    /// All items that are left.
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
                self.empty_pages = 0;
                return Poll::Ready(Some(Ok(item)));
            }
            if self.empty_pages >= MAX_EMPTY_PAGES {
                self.empty_pages = 0;
                let error = Error::empty_pages(MAX_EMPTY_PAGES);
                return Poll::Ready(Some(Err(self.pages.pager.fail(error))));
            }
            let Some(page) = ready!(self.pages.poll_page(context)).transpose()? else {
                return Poll::Ready(None);
            };
            self.items = page.into_inner().into_items().into_iter();
            self.empty_pages = self.empty_pages.saturating_add(1);
        }
    }
}

impl<P: Page> Stream for Pages<P> {
    type Item = Result<Response<P>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(context)
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

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &self.pager.operation_id()).finish_non_exhaustive()
    }
}

impl<P: Page> fmt::Debug for Items<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("operation", &self.pages.pager.operation_id())
            .field("at_hand", &self.items.len())
            .finish_non_exhaustive()
    }
}
