//! What the test wants of an operation.

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::reply::{Fault, Reply};
use super::request::Request;
use super::shared::{Shared, lock};

/// A function that answers.
pub(super) type Handler = Arc<dyn Fn(&Request) -> Reply + Send + Sync>;

/// The script of one operation; what it says takes effect at once. See [`Server::on`](super::Server::on).
#[derive(Clone, Copy)]
pub struct On<'a> {
    shared: &'a Shared,
    route: usize,
}

/// All that is planned for one operation.
#[derive(Default)]
pub(super) struct Plan {
    /// Answers to the next requests, one each.
    next: VecDeque<Reply>,
    /// The answer to all others.
    standing: Option<Reply>,
    delay: Duration,
    pub(super) handler: Option<Handler>,
}

impl<'a> On<'a> {
    pub(super) fn new(shared: &'a Shared, route: usize) -> Self {
        Self { shared, route }
    }

    /// Answers all requests like this for which no [`then`](Self::then) is left.
    pub fn reply(self, reply: impl Into<Reply>) -> Self {
        self.change(|plan| plan.standing = Some(reply.into()))
    }

    /// Answers one request like this: the next one, or the one after those that are planned for already.
    pub fn then(self, reply: impl Into<Reply>) -> Self {
        self.change(|plan| plan.next.push_back(reply.into()))
    }

    /// Fails at all requests like this for which no [`then`](Self::then) is left.
    pub fn fault(self, fault: Fault) -> Self {
        self.reply(fault)
    }

    /// Waits that long before each answer, beside the [`delay`](Reply::delay) of the answer itself.
    pub fn delay(self, delay: Duration) -> Self {
        self.change(|plan| plan.delay = delay)
    }

    /// Takes back all that was scripted, but for a handler.
    pub fn clear(self) -> Self {
        self.change(|plan| *plan = Plan { handler: plan.handler.take(), ..Plan::default() })
    }

    fn change(self, change: impl FnOnce(&mut Plan)) -> Self {
        change(lock(&self.shared.plans).entry(self.route).or_default());
        self
    }
}

impl Plan {
    /// What the script says of the next request.
    pub(super) fn take(&mut self) -> Reply {
        let reply = self.next.pop_front().or_else(|| self.standing.clone()).unwrap_or_default();
        let delay = reply.delay.saturating_add(self.delay);
        reply.delay(delay)
    }
}

impl fmt::Debug for On<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.shared.document.route(self.route).map(|route| route.id.as_str());
        f.debug_tuple("On").field(&id.unwrap_or_default()).finish()
    }
}
