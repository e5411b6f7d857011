//! Requests for pages that nobody waits for yet.

use std::collections::VecDeque;
use std::iter;
use std::panic;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tracing::Instrument;
use tracing::instrument::WithSubscriber;

use super::link::Step;
use crate::client::{Answer, Sending};
use crate::error::Error;
use crate::operation::Paging;

/// No list is fetched further ahead than this many pages.
const MAX_AHEAD: usize = 32;

/// How far ahead of its use a list is fetched.
///
/// What is ahead runs as a task of the tokio runtime at hand, and is held as the bytes of the
/// answer until it is wanted; its errors are told then. Outside of a runtime, and for operations
/// whose method is not idempotent, nothing is fetched ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Prefetch {
    /// Not at all: a page is asked for when it is wanted.
    Off,
    /// One page: the next is asked for as soon as a page was received.
    Next,
    /// Up to this many pages at once, 1 to 32, where pages have consecutive numbers, as Secoda's
    /// do. The order stays. Requests beyond the end of the list may be sent; what they give is
    /// discarded. Other lists are fetched as with [`Next`](Self::Next), as a page alone tells
    /// where they go on.
    Numbered(usize),
}

/// The requests under way for the pages to come, in their order.
pub(super) struct Ahead {
    prefetch: Prefetch,
    under_way: VecDeque<(Step, Task)>,
}

/// A request that somebody waits for, or that was sent ahead.
pub(super) enum Fetch {
    Here(Sending),
    Ahead(Task),
}

/// What comes of waiting for it; `None` if it was sent ahead and what came of that says nothing of
/// the service, so that it has to be sent again.
pub(super) type Fetched = Option<Result<Answer, Error>>;

/// A request on the runtime, which is broken off when this is dropped.
pub(super) struct Task(JoinHandle<Result<Answer, Error>>);

impl Ahead {
    pub(super) fn new(prefetch: Prefetch) -> Self {
        Self { prefetch, under_way: VecDeque::new() }
    }

    pub(super) fn set(&mut self, prefetch: Prefetch) {
        self.prefetch = prefetch;
    }

    /// The request for this page, if it was sent.
    pub(super) fn take(&mut self, step: &Step) -> Option<Task> {
        self.keep_from(step);
        self.under_way.pop_front().map(|(_, task)| task)
    }

    /// Sends what is to be sent ahead when the page of `step` is the next.
    pub(super) fn fill(&mut self, step: &Step, paging: Paging, send: impl Fn(&Step) -> Sending) {
        self.keep_from(step);
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        let steps = iter::successors(Some(step.clone()), |step| step.successor(paging));
        for step in steps.take(self.depth()).skip(self.under_way.len()) {
            let task = Task::spawn(&runtime, send(&step));
            self.under_way.push_back((step, task));
        }
    }

    /// Breaks off all that is under way.
    pub(super) fn clear(&mut self) {
        self.under_way.clear();
    }

    /// Breaks off what was sent on the guess that another page would be the next.
    fn keep_from(&mut self, step: &Step) {
        if self.under_way.front().is_some_and(|(guessed, _)| guessed != step) {
            self.clear();
        }
    }

    fn depth(&self) -> usize {
        match self.prefetch {
            Prefetch::Off => 0,
            Prefetch::Next => 1,
            Prefetch::Numbered(count) => count.clamp(1, MAX_AHEAD),
        }
    }
}

impl Fetch {
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Fetched> {
        match self {
            Self::Here(sending) => sending.as_mut().poll(context).map(Some),
            Self::Ahead(task) => task.poll(context),
        }
    }
}

impl Task {
    /// Spans and subscriber are those of the caller: the request is its own, only earlier.
    fn spawn(runtime: &Handle, sending: Sending) -> Self {
        Self(runtime.spawn(sending.in_current_span().with_current_subscriber()))
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Fetched> {
        Poll::Ready(match ready!(Pin::new(&mut self.0).poll(context)) {
            // Its clock also ran while the caller held the thread that it should have run on.
            Ok(Err(error)) if error.is_timeout() => None,
            Ok(answer) => Some(answer),
            Err(error) => match error.try_into_panic() {
                Ok(panic) => panic::resume_unwind(panic),
                // The runtime that it was sent on has been shut down.
                Err(_) => None,
            },
        })
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Limit;

    const PAGE: Paging = Paging::Page("page");

    fn step(value: &str) -> Step {
        Step::Repeat { value: value.to_owned() }
    }

    fn fill(ahead: &mut Ahead, value: &str, paging: Paging) {
        ahead.fill(&step(value), paging, |_| Box::pin(std::future::pending()));
    }

    fn under_way(ahead: &Ahead) -> Vec<Step> {
        ahead.under_way.iter().map(|(step, _)| step.clone()).collect()
    }

    #[tokio::test]
    async fn as_many_pages_are_sent_ahead_as_was_asked_for() {
        let table = [
            (Prefetch::Off, PAGE, 0),
            (Prefetch::Next, PAGE, 1),
            (Prefetch::Numbered(0), PAGE, 1),
            (Prefetch::Numbered(3), PAGE, 3),
            (Prefetch::Numbered(usize::MAX), PAGE, MAX_AHEAD),
            (Prefetch::Numbered(3), Paging::Cursor("after"), 1),
            (Prefetch::Numbered(3), Paging::Offset("offset"), 1),
            (Prefetch::Numbered(3), Paging::None, 1),
        ];
        for (prefetch, paging, expected) in table {
            let mut ahead = Ahead::new(prefetch);
            fill(&mut ahead, "2", paging);
            assert_eq!(ahead.under_way.len(), expected, "{prefetch:?} {paging:?}");
        }
    }

    #[tokio::test]
    async fn the_queue_is_filled_up_after_each_page() {
        let mut ahead = Ahead::new(Prefetch::Numbered(3));
        fill(&mut ahead, "2", PAGE);
        assert!(ahead.take(&step("2")).is_some());
        fill(&mut ahead, "3", PAGE);
        assert_eq!(under_way(&ahead), [step("3"), step("4"), step("5")]);
    }

    #[tokio::test]
    async fn wrong_guesses_are_thrown_away() {
        let mut ahead = Ahead::new(Prefetch::Numbered(3));
        fill(&mut ahead, "2", PAGE);
        assert!(ahead.take(&step("9")).is_none());
        assert!(ahead.under_way.is_empty());
        fill(&mut ahead, "2", PAGE);
        fill(&mut ahead, "7", PAGE);
        assert_eq!(under_way(&ahead), [step("7"), step("8"), step("9")]);
    }

    #[test]
    fn nothing_is_sent_ahead_outside_of_a_runtime() {
        let mut ahead = Ahead::new(Prefetch::Next);
        fill(&mut ahead, "2", PAGE);
        assert!(ahead.take(&step("2")).is_none());
    }

    #[test]
    fn what_a_runtime_took_with_it_is_lost_and_no_error() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let mut ahead = Ahead::new(Prefetch::Next);
        runtime.block_on(async { fill(&mut ahead, "2", PAGE) });
        drop(runtime);
        let mut task = ahead.take(&step("2")).unwrap();
        let polled = task.poll(&mut Context::from_waker(std::task::Waker::noop()));
        assert!(matches!(polled, Poll::Ready(None)));
    }

    #[tokio::test]
    async fn a_time_limit_that_passed_ahead_is_not_told() {
        let mut ahead = Ahead::new(Prefetch::Next);
        ahead.fill(&step("2"), PAGE, |_| Box::pin(async { Err(Error::timeout(Limit::OfTransport)) }));
        let mut task = ahead.take(&step("2")).unwrap();
        let fetched = std::future::poll_fn(|context| task.poll(context)).await;
        assert!(fetched.is_none());
    }
}
