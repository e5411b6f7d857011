use std::fmt;
use std::future::poll_fn;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::pager::Pager;
use super::token::Given;
use super::{Page, Prefetch, ResumeToken};
use crate::client::{Answer, Core};
use crate::decode;
use crate::error::Error;
use crate::operation::Paging;
use crate::request::Draft;
use crate::response::Response;

/// A page may be empty though the list goes on; this many in a row are taken for a fault.
const MAX_EMPTY_PAGES: u32 = 100;

/// The pages of a list, one request each.
///
/// A request is sent only when a page is asked for, unless [`prefetch`](Self::prefetch) says
/// otherwise. After an error the list is over, and can be [taken up](Self::resume) at the page
/// that failed. Dropping it breaks off what is under way. Besides a page, it keeps a hash of 8
/// bytes, and some room for more, for every page read, to find a list that runs in a circle. It
/// is a [`Stream`], and can be read without importing that trait:
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
    empty_pages: u32,
    /// A hash of the page before, where pages are found by counting.
    earlier: Option<u64>,
    page: PhantomData<fn() -> P>,
}

impl<P: Page> Pages<P> {
    pub(crate) fn new(core: Core, first: Draft) -> Self {
        Self { pager: Pager::new(core, first, Prefetch::Off), empty_pages: 0, earlier: None, page: PhantomData }
    }

    /// Sets how far ahead of their use pages are fetched; [`Prefetch::Off`] unless set.
    pub fn prefetch(mut self, prefetch: Prefetch) -> Self {
        self.pager.set_prefetch(prefetch);
        self
    }

    /// Begins where a token says instead of at the first page.
    ///
    /// The request has to be the one that the token came of, with all its arguments: filters and
    /// page sizes are not in the token. A token of [`Items`](super::Items) begins with the page
    /// that was being read.
    ///
    /// # Errors
    ///
    /// [`is_invalid_request`](Error::is_invalid_request) if the token is of another operation or
    /// of other path parameters, or if the request itself is not valid. Nothing was sent.
    pub fn resume(mut self, token: &ResumeToken) -> Result<Self, Error> {
        self.pager.resume(token)?;
        self.empty_pages = 0;
        self.earlier = None;
        Ok(self)
    }

    /// Where to take up the list after the last page that was given, or at the one that failed;
    /// `None` at the end of the list, and if the request is not valid.
    pub fn resume_token(&self) -> Option<ResumeToken> {
        self.pager.token()
    }

    /// The next page; `None` after the last.
    ///
    /// Cancel safe: if it is dropped, nothing is lost, and the next call waits for the same request.
    ///
    /// # Errors
    ///
    /// Those of sending the request, and [`Error::is_page_link`] or [`Error::is_page_loop`] if
    /// the list cannot be continued, the latter also after 100 empty pages in a row.
    pub async fn try_next(&mut self) -> Result<Option<Response<P>>, Error> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }

    pub(super) fn pager(&self) -> &Pager {
        &self.pager
    }

    pub(super) fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Response<P>, Error>>> {
        loop {
            let given = self.pager.given();
            let Some(answer) = ready!(self.pager.poll_answer(context)).transpose()? else {
                return Poll::Ready(None);
            };
            let (url, hash) = (answer.url.clone(), self.hash(&answer));
            let page: Response<P> = answer.decode(decode::required)?;
            self.check_repetition(hash, &page)?;
            let fault = self.count_empty(&page);
            self.pager.advance(page.next(), &url, fault);
            if given != Given::All {
                return Poll::Ready(Some(Ok(page)));
            }
        }
    }

    /// A hash of the page, if nothing but its items tells it from others: where an offset is counted up.
    fn hash(&self, answer: &Answer) -> Option<u64> {
        if !matches!(answer.operation.paging, Paging::Offset(_)) {
            return None;
        }
        let mut hasher = DefaultHasher::new();
        answer.body.hash(&mut hasher);
        Some(hasher.finish())
    }

    /// Finds a service that disregards the offset, and gives the same page for ever.
    fn check_repetition(&mut self, hash: Option<u64>, page: &P) -> Result<(), Error> {
        let earlier = std::mem::replace(&mut self.earlier, hash);
        if hash.is_some() && hash == earlier && !page.is_empty() {
            return Err(Error::page_loop().with_operation(self.pager.operation()));
        }
        Ok(())
    }

    /// The fault that there is with a list that goes on after too many empty pages.
    fn count_empty(&mut self, page: &P) -> Option<Error> {
        self.empty_pages = if page.is_empty() { self.empty_pages.saturating_add(1) } else { 0 };
        (self.empty_pages >= MAX_EMPTY_PAGES).then(|| Error::empty_pages(MAX_EMPTY_PAGES))
    }
}

impl<P: Page> Stream for Pages<P> {
    type Item = Result<Response<P>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(context)
    }
}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &self.pager.operation().id).finish_non_exhaustive()
    }
}
