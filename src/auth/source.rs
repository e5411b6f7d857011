//! Access tokens that come from somewhere and end at some time.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use secrecy::SecretString;

/// What [`TokenSource::token`] gives: a future that can be moved to other threads.
pub type TokenFuture<'a> =
    Pin<Box<dyn Future<Output = Result<AccessToken, Box<dyn StdError + Send + Sync>>> + Send + 'a>>;

/// Where access tokens come from: a vault, another process, an identity provider.
///
/// A client asks it for a token when it has none, when its token is near its end, and when the
/// service turned the token away. It keeps the token, and asks for one at a time however many calls
/// wait.
///
/// ```
/// use std::time::Duration;
/// use snyk_secoda::{AccessToken, TokenFuture, TokenSource};
///
/// struct Vault;
///
/// impl TokenSource for Vault {
///     fn token(&self) -> TokenFuture<'_> {
///         Box::pin(async { Ok(AccessToken::new("…").expires_in(Duration::from_secs(3600))) })
///     }
/// }
/// # #[cfg(feature = "snyk")]
/// let credential = snyk_secoda::snyk::Credential::from_source(Vault);
/// ```
pub trait TokenSource: Send + Sync + 'static {
    /// A token that is valid from now on, and no older one.
    ///
    /// The client gives it the time limit of an attempt.
    ///
    /// # Errors
    ///
    /// Any; calls then fail with [`is_token`](crate::Error::is_token), and the error as the source.
    /// It ends up in logs, so it must not hold a secret.
    ///
    /// # Cancel safety
    ///
    /// If the call that waits for it is dropped, the future stays where it is, and the next call goes on
    /// with it. It is dropped unfinished when the time limit has passed or the client is dropped; what must
    /// not be broken off then, such as the exchange of a refresh token that is good for once, belongs
    /// into a task.
    fn token(&self) -> TokenFuture<'_>;
}

impl<T: TokenSource + ?Sized> TokenSource for Arc<T> {
    fn token(&self) -> TokenFuture<'_> {
        (**self).token()
    }
}

/// A token with the time of its end, as far as it is known.
///
/// It is wiped from memory when it is dropped, and its `Debug` form shows no part of it.
#[derive(Clone)]
pub struct AccessToken {
    pub(super) secret: SecretString,
    pub(super) lifetime: Option<Duration>,
}

impl AccessToken {
    /// A token that is used until the service turns it away.
    pub fn new(secret: impl Into<SecretString>) -> Self {
        Self { secret: secret.into(), lifetime: None }
    }

    /// Sets how long it is valid, counted from when it was asked for.
    #[must_use]
    pub fn expires_in(self, lifetime: Duration) -> Self {
        Self { lifetime: Some(lifetime), ..self }
    }

    /// Sets until when it is valid, by the clock of this machine.
    #[must_use]
    pub fn expires_at(self, end: DateTime<Utc>) -> Self {
        let left = end.signed_duration_since(Utc::now());
        self.expires_in(left.to_std().unwrap_or(Duration::ZERO))
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken").field("secret", &"[redacted]").field("lifetime", &self.lifetime).finish()
    }
}
