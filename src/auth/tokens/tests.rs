use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::FutureExt;
use futures_util::future::join_all;
use tokio::sync::{Notify, Semaphore};

use super::*;

/// Begins renewals, each with the next number as its token, that end when they are let.
struct Issuer {
    begun: AtomicUsize,
    lifetime: Duration,
    asked: Arc<Notify>,
    allowed: Arc<Semaphore>,
    /// How many of the first fail.
    failing: usize,
}

impl Issuer {
    /// Renewals that end at once, with tokens of so many seconds.
    fn of_life(seconds: u64) -> Self {
        let allowed = Arc::new(Semaphore::new(1000));
        let lifetime = Duration::from_secs(seconds);
        Self { begun: AtomicUsize::new(0), lifetime, asked: Arc::default(), allowed, failing: 0 }
    }

    fn held() -> Self {
        Self { allowed: Arc::new(Semaphore::new(0)), ..Self::of_life(3600) }
    }

    fn start(&self) -> Renewal {
        let number = self.begun.fetch_add(1, Ordering::SeqCst) + 1;
        let token = AccessToken::new(number.to_string()).expires_in(self.lifetime);
        let (asked, allowed, fails) = (Arc::clone(&self.asked), Arc::clone(&self.allowed), number <= self.failing);
        Box::pin(async move {
            let since = Instant::now();
            asked.notify_one();
            allowed.acquire().await.unwrap().forget();
            if fails {
                Err(Error::no_token("it fails"))
            } else {
                Grant::new("", &token, since).map_err(Error::no_token)
            }
        })
    }

    async fn get(&self, tokens: &Tokens) -> Result<String, Arc<Error>> {
        let pass = tokens.get(&|| self.start()).await?;
        Ok(pass.value.to_str().unwrap().to_owned())
    }

    fn begun(&self) -> usize {
        self.begun.load(Ordering::SeqCst)
    }
}

/// What that many calls get that all wait before the first renewal ends.
async fn fifty(tokens: &Tokens, issuer: &Issuer) -> Vec<Result<String, Arc<Error>>> {
    let release = async {
        issuer.asked.notified().await;
        issuer.allowed.add_permits(1);
    };
    tokio::join!(join_all((0..50).map(|_| issuer.get(tokens))), release).0
}

#[tokio::test(start_paused = true)]
async fn a_token_is_renewed_minutes_before_its_end() {
    let (tokens, issuer) = (Tokens::default(), Issuer::of_life(3600));
    assert_eq!(issuer.get(&tokens).await.unwrap(), "1");
    tokio::time::advance(Duration::from_secs(3600 - 181)).await;
    assert_eq!(issuer.get(&tokens).await.unwrap(), "1");
    tokio::time::advance(Duration::from_secs(1)).await;
    assert_eq!(issuer.get(&tokens).await.unwrap(), "2");
}

#[tokio::test(start_paused = true)]
async fn a_token_of_short_life_is_used_for_most_of_it() {
    let (tokens, issuer) = (Tokens::default(), Issuer::of_life(9));
    assert_eq!(issuer.get(&tokens).await.unwrap(), "1");
    tokio::time::advance(Duration::from_secs(5)).await;
    assert_eq!(issuer.get(&tokens).await.unwrap(), "1");
    tokio::time::advance(Duration::from_secs(1)).await;
    assert_eq!(issuer.get(&tokens).await.unwrap(), "2");
}

#[tokio::test]
async fn a_token_that_lives_longer_than_time_is_kept() {
    let (tokens, issuer) = (Tokens::default(), Issuer::of_life(u64::MAX));
    assert_eq!(issuer.get(&tokens).await.unwrap(), "1");
    assert_eq!(issuer.get(&tokens).await.unwrap(), "1");
}

#[tokio::test]
async fn all_that_wait_share_one_renewal() {
    let (tokens, issuer) = (Tokens::default(), Issuer::held());
    let got = fifty(&tokens, &issuer).await;
    assert!(got.into_iter().all(|token| token.unwrap() == "1"));
    assert_eq!(issuer.begun(), 1);
}

#[tokio::test]
async fn all_that_wait_share_one_failure_and_later_calls_try_again() {
    let (tokens, issuer) = (Tokens::default(), Issuer { failing: 1, ..Issuer::held() });
    let got = fifty(&tokens, &issuer).await;
    assert!(got.into_iter().all(|token| token.unwrap_err().to_string() == "it fails"));
    assert_eq!(issuer.begun(), 1);
    issuer.allowed.add_permits(1);
    assert_eq!(issuer.get(&tokens).await.unwrap(), "2");
}

#[tokio::test]
async fn a_waiter_goes_on_with_the_renewal_of_a_call_that_is_dropped() {
    let (tokens, issuer) = (Tokens::default(), Issuer::held());
    let mut first = Box::pin(issuer.get(&tokens));
    assert!((&mut first).now_or_never().is_none());
    let mut second = Box::pin(issuer.get(&tokens));
    assert!((&mut second).now_or_never().is_none());
    drop(first);
    issuer.allowed.add_permits(1);
    assert_eq!((second.await.unwrap().as_str(), issuer.begun()), ("1", 1));
}

#[tokio::test]
async fn a_later_call_goes_on_with_a_renewal_that_nobody_waits_for() {
    let (tokens, issuer) = (Tokens::default(), Issuer::held());
    let mut first = Box::pin(issuer.get(&tokens));
    assert!((&mut first).now_or_never().is_none());
    drop(first);
    issuer.allowed.add_permits(1);
    assert_eq!((issuer.get(&tokens).await.unwrap().as_str(), issuer.begun()), ("1", 1));
}

#[tokio::test]
async fn a_renewal_that_failed_while_nobody_looked_is_begun_anew() {
    let (tokens, issuer) = (Tokens::default(), Issuer { failing: 1, ..Issuer::held() });
    let mut first = Box::pin(issuer.get(&tokens));
    assert!((&mut first).now_or_never().is_none());
    drop(first);
    issuer.allowed.add_permits(2);
    assert_eq!((issuer.get(&tokens).await.unwrap().as_str(), issuer.begun()), ("2", 2));
}

#[tokio::test(start_paused = true)]
async fn a_token_that_ended_while_nobody_looked_is_not_used() {
    let (tokens, issuer) = (Tokens::default(), Issuer::held());
    let mut first = Box::pin(issuer.get(&tokens));
    assert!((&mut first).now_or_never().is_none());
    drop(first);
    tokio::time::advance(Duration::from_secs(4000)).await;
    issuer.allowed.add_permits(2);
    assert_eq!((issuer.get(&tokens).await.unwrap().as_str(), issuer.begun()), ("2", 2));
}

#[tokio::test]
async fn a_renewal_that_panics_does_not_stop_the_next() {
    let (tokens, issuer) = (Arc::new(Tokens::default()), Issuer::of_life(3600));
    let broken = Arc::clone(&tokens);
    let call =
        tokio::spawn(async move { broken.get(&|| Box::pin(async { panic!("a source of people's own") })).await });
    assert!(call.await.unwrap_err().is_panic());
    assert_eq!(issuer.get(&tokens).await.unwrap(), "1");
}

#[tokio::test]
async fn only_the_token_that_was_turned_away_is_forgotten() {
    let (tokens, issuer) = (Tokens::default(), Issuer::of_life(3600));
    let old = tokens.get(&|| issuer.start()).await.unwrap();
    tokens.reject(&old);
    assert_eq!(issuer.get(&tokens).await.unwrap(), "2");
    tokens.reject(&old);
    assert_eq!(issuer.get(&tokens).await.unwrap(), "2", "another call has renewed it already");
}

#[tokio::test]
async fn a_token_that_headers_cannot_hold_is_told_without_its_text() {
    let fault = Grant::new("", &AccessToken::new("MARKER\n\u{7f}x"), Instant::now()).err().unwrap();
    assert!(!fault.contains("MARKER"), "{fault}");
}
