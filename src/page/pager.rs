use std::hash::{DefaultHasher, Hash, Hasher};
use std::task::{Context, Poll};

use url::Url;

use super::ahead::{Ahead, Fetch, Prefetch};
use super::link::{Step, next_step};
use super::next::Next;
use super::token::{Given, ResumeToken};
use crate::client::{Answer, Core, Sending};
use crate::error::Error;
use crate::operation::{Operation, Paging};
use crate::request::Draft;

/// Asks for one page after the other. It knows nothing of what is in them.
pub(super) struct Pager {
    core: Core,
    /// The request for the first page, which later pages repeat.
    first: Draft,
    state: State,
    /// The page at hand.
    current: Option<Step>,
    /// Where the list goes on after the page at hand, and what of that was given before; `None`
    /// at its end. It outlives errors, so that the list can be taken up there.
    upcoming: Option<(Step, Given)>,
    ahead: Ahead,
    seen: Seen,
}

enum State {
    /// The upcoming page will be asked for when it is wanted.
    Ready,
    Waiting(Fetch),
    /// This will be told when the next page is wanted.
    Failed(Error),
    Over,
}

/// Pages already asked for, as hashes: a list may be long, and a cursor too.
///
/// It is all that grows with a list, so it grows in blocks that never move: a table would double. To
/// look through all of it is nothing beside a request.
struct Seen(Vec<Vec<u64>>);

/// How many hashes are in a block.
const BLOCK: usize = 64;

impl Pager {
    pub(super) fn new(core: Core, first: Draft, prefetch: Prefetch) -> Self {
        let upcoming = Step::of(&first);
        Self {
            seen: Seen::starting_with(&upcoming, first.operation().paging),
            upcoming: Some((upcoming, Given::NOTHING)),
            core,
            first,
            state: State::Ready,
            current: None,
            ahead: Ahead::new(prefetch),
        }
    }

    pub(super) fn operation(&self) -> &'static Operation {
        self.first.operation()
    }

    pub(super) fn set_prefetch(&mut self, prefetch: Prefetch) {
        self.ahead.set(prefetch);
    }

    /// What was given of the upcoming page before.
    pub(super) fn given(&self) -> Given {
        self.upcoming.as_ref().map_or(Given::NOTHING, |(_, given)| *given)
    }

    /// The next answer. After it, [`advance`](Self::advance) says how to go on; otherwise the
    /// list is over.
    pub(super) fn poll_answer(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Answer, Error>>> {
        loop {
            let mut fetch = match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Poll::Ready(None),
                State::Failed(error) => return Poll::Ready(Some(Err(error))),
                State::Ready => match self.fetch() {
                    Some(fetch) => fetch,
                    None => return Poll::Ready(None),
                },
                State::Waiting(fetch) => fetch,
            };
            match fetch.poll(context) {
                Poll::Pending => {
                    self.state = State::Waiting(fetch);
                    return Poll::Pending;
                }
                Poll::Ready(Some(answer)) => return Poll::Ready(Some(self.receive(answer))),
                Poll::Ready(None) => {
                    self.ahead.clear();
                    self.state = State::Ready;
                }
            }
        }
    }

    /// Prepares for the page that follows the one received from `url`, unless there is a fault
    /// that ends a list that would go on.
    ///
    /// If there is something wrong with it, that is told only when it is wanted: the page at
    /// hand is good.
    pub(super) fn advance(&mut self, next: Next<'_>, url: &Url, fault: Option<Error>) {
        match self.next_step(next, url, fault) {
            Ok(Some(step)) => {
                self.send_ahead(&step);
                self.upcoming = Some((step, Given::NOTHING));
                self.state = State::Ready;
            }
            Ok(None) => {
                self.ahead.clear();
                self.upcoming = None;
                self.state = State::Over;
            }
            Err(error) => {
                self.ahead.clear();
                self.upcoming = self.current.clone().map(|step| (step, Given::All));
                self.state = State::Failed(error.with_operation(self.operation()));
            }
        }
    }

    /// Begins where a token says instead.
    pub(super) fn resume(&mut self, token: &ResumeToken) -> Result<(), Error> {
        let operation = self.operation();
        let path = self.core.parts(&self.first)?.path;
        let (step, given) = token.check(operation, &path).map_err(|error| error.with_operation(operation))?;
        self.seen = Seen::starting_with(step, operation.paging);
        self.ahead.clear();
        self.current = None;
        self.upcoming = Some((step.clone(), given));
        self.state = State::Ready;
        Ok(())
    }

    /// Where the list goes on after the page at hand; `None` at its end.
    pub(super) fn token(&self) -> Option<ResumeToken> {
        let (step, given) = self.upcoming.as_ref()?;
        self.token_of(step, *given)
    }

    /// The page at hand, of which that many items were given.
    pub(super) fn token_within(&self, items: u64) -> Option<ResumeToken> {
        self.token_of(self.current.as_ref()?, Given::Items(items))
    }

    fn token_of(&self, step: &Step, given: Given) -> Option<ResumeToken> {
        let path = self.core.parts(&self.first).ok()?.path;
        Some(ResumeToken::new(self.operation(), &path, step.clone(), given))
    }

    fn fetch(&mut self) -> Option<Fetch> {
        let (step, _) = self.upcoming.as_ref()?;
        Some(match self.ahead.take(step) {
            Some(task) => Fetch::Ahead(task),
            None => Fetch::Here(send(&self.core, &self.first, step)),
        })
    }

    fn receive(&mut self, answer: Result<Answer, Error>) -> Result<Answer, Error> {
        match answer {
            Ok(_) => self.current = self.upcoming.as_ref().map(|(step, _)| step.clone()),
            Err(_) => self.ahead.clear(),
        }
        answer
    }

    fn send_ahead(&mut self, step: &Step) {
        let operation = self.first.operation();
        // An early end must not leave anything behind at the service.
        if operation.is_idempotent() {
            self.ahead.fill(step, operation.paging, |step| send(&self.core, &self.first, step));
        }
    }

    fn next_step(&mut self, next: Next<'_>, url: &Url, fault: Option<Error>) -> Result<Option<Step>, Error> {
        let at = self.current.as_ref().unwrap_or(&Step::First);
        let Some(step) = next_step(next, self.operation().paging, self.core.base(), url, at)? else {
            return Ok(None);
        };
        self.seen.insert(&self.as_sent(&step))?;
        fault.map_or(Ok(Some(step)), Err)
    }

    /// The step as the service sees it: links that differ only in what is not sent lead to one page.
    fn as_sent(&self, step: &Step) -> Step {
        let Step::Follow { .. } = step else { return step.clone() };
        match self.core.parts(&step.draft(&self.first)) {
            Ok(parts) => Step::Follow { path: parts.path, query: parts.query_text },
            // It will be refused when it is to be sent.
            Err(_) => step.clone(),
        }
    }
}

fn send(core: &Core, first: &Draft, step: &Step) -> Sending {
    core.execute(step.draft(first))
}

impl Seen {
    /// The first page counts as seen, whether its parameter was given or is implied.
    fn starting_with(first: &Step, paging: Paging) -> Self {
        let implied = match paging {
            Paging::Page(_) => Some("1"),
            Paging::Offset(_) => Some("0"),
            Paging::None | Paging::Cursor(_) => None,
        };
        let implied = implied.map(|value| Step::Repeat { value: value.to_owned() });
        let first = if *first == Step::First { implied.as_ref().unwrap_or(first) } else { first };
        Self(vec![vec![hash(first)]])
    }

    fn insert(&mut self, step: &Step) -> Result<(), Error> {
        let hash = hash(step);
        if self.0.iter().any(|block| block.contains(&hash)) {
            return Err(Error::page_loop());
        }
        match self.0.last_mut() {
            Some(block) if block.len() < BLOCK => block.push(hash),
            _ => {
                let mut block = Vec::with_capacity(BLOCK);
                block.push(hash);
                self.0.push(block);
            }
        }
        Ok(())
    }
}

fn hash(step: &Step) -> u64 {
    let mut hasher = DefaultHasher::new();
    match step {
        Step::First => {}
        Step::Repeat { value } => value.hash(&mut hasher),
        Step::Follow { path, query } => (path, query).hash(&mut hasher),
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(number: u32) -> Step {
        Step::Repeat { value: number.to_string() }
    }

    #[test]
    fn every_page_of_a_long_list_is_remembered_in_little_more_than_8_bytes() {
        let mut seen = Seen::starting_with(&Step::First, Paging::Cursor("after"));
        assert!((0..2_000).all(|number| seen.insert(&step(number)).is_ok()));
        assert!((0..2_000).all(|number| seen.insert(&step(number)).unwrap_err().is_page_loop()));
        assert!(seen.0.iter().all(|block| block.len() <= BLOCK));
        let size: usize = seen.0.iter().map(|block| 8 * block.capacity() + size_of::<Vec<u64>>()).sum();
        assert!(size < 9 * 2_000, "{size}");
    }

    #[test]
    fn the_first_page_has_the_number_one_and_the_offset_zero() {
        assert!(Seen::starting_with(&Step::First, Paging::Page("page")).insert(&step(1)).is_err());
        assert!(Seen::starting_with(&Step::First, Paging::Offset("offset")).insert(&step(0)).is_err());
        assert!(Seen::starting_with(&step(7), Paging::Page("page")).insert(&step(7)).is_err());
        assert!(Seen::starting_with(&step(7), Paging::Page("page")).insert(&step(1)).is_ok());
    }
}
