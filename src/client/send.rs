//! The one way of every request to the service and of every answer back.

use std::pin::Pin;
use std::sync::PoisonError;
use std::time::Duration;

use chrono::Utc;
use http::StatusCode;
use tokio::time::Instant;
use url::Url;

use super::attempt::{Outgoing, Reading, Received};
use super::retry::{Borrowed, Replay, RetryPolicy, Verdict};
use super::{Answer, ByteStream, Core};
use crate::error::{Error, Limit};
use crate::operation::Operation;
use crate::request::{CallOptions, Draft, Parts};
use crate::response::{Meta, Response};
use crate::rules::{Place, Violation};

/// A request under way. It is boxed, so that the futures of the operations stay small.
pub(crate) type Sending = Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send>>;

/// The same, as far as the body of a success.
pub(crate) type Opening = Pin<Box<dyn Future<Output = Result<Response<ByteStream>, Error>> + Send>>;

/// By what rules a call is sent, and sent again.
struct Rules {
    policy: RetryPolicy,
    replay: Replay,
    /// When the call has to be over.
    deadline: Option<Instant>,
}

impl Core {
    /// Checks and sends a request, again if that is called for.
    pub(crate) fn execute(&self, draft: Draft) -> Sending {
        let core = self.clone();
        Box::pin(async move {
            let operation = draft.operation();
            core.execute_draft(&draft).await.map_err(|error| error.with_operation(operation))
        })
    }

    /// Checks and sends a request, and leaves the body of a success to be read.
    pub(crate) fn open(&self, draft: Draft) -> Opening {
        let core = self.clone();
        Box::pin(async move {
            let operation = draft.operation();
            core.open_draft(&draft).await.map_err(|error| error.with_operation(operation))
        })
    }

    async fn execute_draft(&self, draft: &Draft) -> Result<Answer, Error> {
        let outgoing = self.outgoing(draft, Reading::Whole)?;
        let Received { meta, body, authority, .. } = self.converse(&outgoing, draft.options()).await?;
        let Outgoing { operation, url, .. } = outgoing;
        Ok(Answer { core: self.clone(), operation, url, meta, body, authority })
    }

    async fn open_draft(&self, draft: &Draft) -> Result<Response<ByteStream>, Error> {
        let outgoing = self.outgoing(draft, Reading::Stream)?;
        let Received { meta, open, .. } = self.converse(&outgoing, draft.options()).await?;
        let stream = ByteStream::new(self.clone(), open, &outgoing, meta.clone());
        Ok(Response::new(stream, meta))
    }

    fn outgoing(&self, draft: &Draft, reading: Reading) -> Result<Outgoing, Error> {
        let (operation, options) = (draft.operation(), draft.options());
        let parts = self.parts(draft)?;
        let url = self.url(operation, &parts)?;
        let timeout = options.timeout.unwrap_or(self.0.timeouts.attempt);
        Ok(Outgoing { operation, parts, url, reading, timeout, connect_timeout: options.connect_timeout })
    }

    /// Sends a request as often as it takes, within the time that the call may take in all.
    async fn converse(&self, outgoing: &Outgoing, options: &CallOptions) -> Result<Received, Error> {
        let limit = options.total_timeout.or(self.0.timeouts.total);
        let rules = Rules {
            policy: options.retry.unwrap_or(self.0.retry),
            replay: replay(outgoing, options),
            deadline: limit.and_then(|limit| Instant::now().checked_add(limit)),
        };
        // The future is made where it is awaited: it is large, and moving it costs.
        match (limit, rules.deadline) {
            (Some(limit), Some(deadline)) => tokio::time::timeout_at(deadline, self.attempts(outgoing, &rules))
                .await
                .unwrap_or_else(|_| Err(Error::timeout(Limit::Total(limit)))),
            _ => self.attempts(outgoing, &rules).await,
        }
    }

    /// Sends a request until there is nothing to gain by another attempt, and once more if the service turns a token
    /// away that can be renewed.
    async fn attempts(&self, outgoing: &Outgoing, rules: &Rules) -> Result<Received, Error> {
        let (mut retries, mut renewed, mut borrowed) = (0_u32, 0, Borrowed::default());
        loop {
            self.take_turn(outgoing).await;
            let result = self.attempt(outgoing, retries.saturating_add(renewed)).await;
            if renewed == 0 && self.may_renew(&result, rules) {
                renewed = 1;
                continue;
            }
            let verdict = verdict(&result);
            let Some(wait) = self.wait(verdict, rules, retries, &mut borrowed) else {
                if verdict == Verdict::Final && result.is_ok() {
                    self.0.budget.give_back(borrowed);
                }
                let judged = result.and_then(|received| self.judge(outgoing.operation, received));
                return judged.map_err(|error| error.with_retries(retries));
            };
            tracing::info!(operation = outgoing.operation.id, ?wait, retries, "waiting to send the request again");
            self.0.tally.waited(wait);
            tokio::time::sleep(wait).await;
            retries = retries.saturating_add(1);
        }
    }

    /// Waits for the turn of a request under the client's own rate limit.
    async fn take_turn(&self, outgoing: &Outgoing) {
        if let Some(limiter) = &self.0.limiter {
            self.0.tally.waited(limiter.pass(&outgoing.operation.method).await);
        }
    }

    /// Whether the service turned away a token that there can be another of. It is forgotten then.
    fn may_renew(&self, result: &Result<Received, Error>, rules: &Rules) -> bool {
        let turned_away = |received: &&Received| received.meta.status() == StatusCode::UNAUTHORIZED;
        let received = result.as_ref().ok().filter(turned_away);
        received.is_some_and(|received| self.forgets(&received.authority)) && rules.replay != Replay::Never
    }

    /// How long to wait before another attempt; `None` to make none.
    fn wait(&self, verdict: Verdict, rules: &Rules, retries: u32, borrowed: &mut Borrowed) -> Option<Duration> {
        if verdict == Verdict::Final {
            return None;
        }
        let wait = rules.policy.wait(verdict, rules.replay, retries, fastrand::f64())?;
        if rules.deadline.is_some_and(|deadline| deadline.duration_since(Instant::now()) <= wait) {
            return None;
        }
        match verdict {
            // What fails may be an outage, and this client not the only one to ask again.
            Verdict::Transient { .. } => self.0.budget.borrow(borrowed).then_some(wait),
            Verdict::Refused { .. } | Verdict::Final => Some(wait),
        }
    }

    fn url(&self, operation: &Operation, parts: &Parts) -> Result<Url, Error> {
        let url = self.0.base.join(&parts.path, &parts.query_text);
        url.ok_or_else(|| {
            let rule = "makes a URL that would not reach the service as written";
            let place = Place::Path(operation.path.to_owned());
            Error::invalid_request(vec![Violation::new(place, rule)])
        })
    }

    /// Takes a success for an answer and everything else for an error.
    fn judge(&self, operation: &'static Operation, received: Received) -> Result<Received, Error> {
        self.tell_of_lifecycle(operation, &received.meta);
        let Received { meta, body, authority, .. } = &received;
        if operation.has_result(meta.status()) {
            return Ok(received);
        }
        let advice = advice(meta).or_else(|| (self.0.service.advice)(meta, &self.0.base.to_string()));
        Err(Error::api(&self.without_secret(authority, body), advice).with_meta(received.meta))
    }

    /// Logs once for an operation that its release is deprecated, or has an end.
    fn tell_of_lifecycle(&self, operation: &'static Operation, meta: &Meta) {
        if !meta.is_deprecated() && meta.sunset().is_none() {
            return;
        }
        let mut told = self.0.told.lock().unwrap_or_else(PoisonError::into_inner);
        if !told.contains(&operation.id) {
            told.push(operation.id);
            let since = meta.deprecation().map(|date| date.to_string());
            let sunset = meta.sunset().map(|date| date.to_string());
            let (version, stage) = (meta.version_served(), meta.lifecycle_stage());
            tracing::warn!(operation = operation.id, version, stage, since, sunset, "operation is deprecated");
        }
    }
}

/// What may be done with a request that failed.
fn replay(outgoing: &Outgoing, options: &CallOptions) -> Replay {
    match outgoing.parts.is_replayable() {
        // What arises while it is sent cannot be sent again.
        false => Replay::Never,
        true if outgoing.operation.is_idempotent() || options.replay => Replay::Always,
        true => Replay::IfRefused,
    }
}

fn verdict(result: &Result<Received, Error>) -> Verdict {
    match result {
        Ok(received) if received.meta.status().is_success() => Verdict::Final,
        Ok(received) => Verdict::of_answer(&received.meta, Utc::now()),
        Err(error) => Verdict::of_error(error, Utc::now()),
    }
}

/// Advice that holds for every service.
fn advice(meta: &Meta) -> Option<String> {
    match meta.status() {
        StatusCode::TOO_MANY_REQUESTS => Some(match meta.retry_after() {
            Some(wait) => format!("try again in {} s, as the service asks", wait.as_secs_f64().ceil()),
            None => "try again later; the service does not say when".to_owned(),
        }),
        status if status.is_redirection() => {
            Some("redirects are not followed, as the credential would go along; check the base URL".to_owned())
        }
        _ => None,
    }
}
