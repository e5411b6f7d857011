use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::task::{Context, Poll};

use url::Url;

use super::link::{Step, next_step};
use super::next::Next;
use crate::client::{Answer, Core, Sending};
use crate::error::Error;
use crate::operation::Paging;
use crate::request::Draft;

/// Asks for one page after the other. It knows nothing of what is in them.
pub(super) struct Pager {
    core: Core,
    /// The request for the first page, which later pages repeat.
    first: Draft,
    state: State,
    seen: Seen,
}

enum State {
    /// This will be sent when the next page is wanted.
    Ready(Box<Draft>),
    Waiting(Sending),
    /// This will be told when the next page is wanted.
    Failed(Error),
    Done,
}

/// Pages already asked for, as hashes: a list may be long, and a cursor too.
struct Seen(BTreeSet<u64>);

impl Pager {
    pub(super) fn new(core: Core, first: Draft) -> Self {
        let seen = Seen::starting_with(&first);
        Self { core, state: State::Ready(Box::new(first.clone())), first, seen }
    }

    pub(super) fn operation_id(&self) -> &'static str {
        self.first.operation().id
    }

    /// The next answer. After it, [`advance`](Self::advance) says how to go on; otherwise the
    /// list is over.
    pub(super) fn poll_answer(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Answer, Error>>> {
        match std::mem::replace(&mut self.state, State::Done) {
            State::Done => Poll::Ready(None),
            State::Failed(error) => Poll::Ready(Some(Err(error))),
            State::Ready(draft) => self.poll_sending(self.core.execute(*draft), context),
            State::Waiting(sending) => self.poll_sending(sending, context),
        }
    }

    /// Prepares for the page that follows the one received from `url`.
    ///
    /// If there is something wrong with it, that is told only when it is wanted: the page at
    /// hand is good.
    pub(super) fn advance(&mut self, next: Next<'_>, url: &Url) {
        self.state = match self.next_draft(next, url) {
            Ok(Some(draft)) => State::Ready(Box::new(draft)),
            Ok(None) => State::Done,
            Err(error) => State::Failed(error.with_operation(self.first.operation())),
        };
    }

    /// Ends the list with an error made up by the caller.
    pub(super) fn fail(&mut self, error: Error) -> Error {
        self.state = State::Done;
        error.with_operation(self.first.operation())
    }

    fn poll_sending(&mut self, mut sending: Sending, context: &mut Context<'_>) -> Poll<Option<Result<Answer, Error>>> {
        match sending.as_mut().poll(context) {
            Poll::Ready(answer) => Poll::Ready(Some(answer)),
            Poll::Pending => {
                self.state = State::Waiting(sending);
                Poll::Pending
            }
        }
    }

    fn next_draft(&mut self, next: Next<'_>, url: &Url) -> Result<Option<Draft>, Error> {
        let paging = self.first.operation().paging;
        let Some(step) = next_step(next.0, paging, self.core.base(), url)? else {
            return Ok(None);
        };
        self.seen.insert(&step)?;
        let mut draft = self.first.clone();
        match step {
            Step::Repeat { parameter, value } => draft.set_query(parameter, value),
            Step::Follow { path, query } => draft.follow(path, query),
        }
        Ok(Some(draft))
    }
}

impl Seen {
    /// The first page counts as seen, whether its parameter was given or is implied.
    fn starting_with(first: &Draft) -> Self {
        let mut seen = Self(BTreeSet::new());
        let paging = first.operation().paging;
        if let Some(parameter) = paging.parameter() {
            let implied = matches!(paging, Paging::Page(_)).then_some("1");
            let value = first.query_value(parameter);
            if let Some(value) = value.as_deref().or(implied) {
                seen.0.insert(hash(value));
            }
        }
        seen
    }

    fn insert(&mut self, step: &Step) -> Result<(), Error> {
        let hash = match step {
            Step::Repeat { value, .. } => hash(value.as_str()),
            Step::Follow { path, query } => hash((path, query)),
        };
        if self.0.insert(hash) { Ok(()) } else { Err(Error::page_loop()) }
    }
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
