//! Where a list was left, as a text that outlives the process.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::link::Step;
use crate::error::Error;
use crate::operation::Operation;
use crate::rules::{Place, Violation};

/// The form of the text; another form gets another word.
const FORM: &str = "sr1";

/// More than any URL can hold, even with every byte escaped.
const MAX_TEXT: usize = 256 * 1024;

/// What a part of the text holds as it is; the rest is escaped.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_');

/// Where to take up a list, in this process or another.
///
/// It comes of [`Items::resume_token`](crate::Items::resume_token) or that of
/// [`Pages`](crate::Pages::resume_token), and is taken up by `resume` of the same request. Its
/// text ([`Display`](fmt::Display) and [`FromStr`], also by serde) is of letters, digits and
/// `-._~`, so that it can stand in a URL as it is. It holds the operation's id, what selects the
/// page (a cursor, a number or a link below the base URL), how many items of it were given, and
/// checksums. It has no credential and no host. It is not signed: who can change it can have any
/// page asked for, though of the same service only.
#[derive(Clone, PartialEq, Eq)]
pub struct ResumeToken {
    operation: Cow<'static, str>,
    /// A checksum of the path, which tells the lists of an operation apart.
    list: u32,
    step: Step,
    given: Given,
}

/// What of a page was given to the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// This many of its items.
    Items(u64),
    /// The whole page, but where the list goes on after it is not known.
    All,
}

impl Given {
    pub(super) const NOTHING: Self = Self::Items(0);
}

impl ResumeToken {
    pub(super) fn new(operation: &'static Operation, path: &str, step: Step, given: Given) -> Self {
        Self { operation: Cow::Borrowed(operation.id), list: list_of(path), step, given }
    }

    /// What it holds, if it belongs to that list.
    pub(super) fn check(&self, operation: &Operation, path: &str) -> Result<(&Step, Given), Error> {
        if self.operation != operation.id {
            return Err(refused("is of another operation"));
        }
        if self.list != list_of(path) {
            return Err(refused("is of a list with other path parameters"));
        }
        if matches!(self.step, Step::Repeat { .. }) && operation.paging.parameter().is_none() {
            return Err(refused("has a page, and the operation no parameter for it"));
        }
        Ok((&self.step, self.given))
    }

    /// The text without its checksum.
    fn content(&self) -> String {
        let operation = escape(&self.operation);
        let (kind, step) = match &self.step {
            Step::First => ('f', Cow::Borrowed("")),
            Step::Repeat { value } => ('v', Cow::Borrowed(value.as_str())),
            Step::Follow { path, query } => ('l', Cow::Owned(format!("{path}?{query}"))),
        };
        let step = escape(&step);
        let given = match self.given {
            Given::Items(items) => items.to_string(),
            Given::All => "all".to_owned(),
        };
        format!("{FORM}.{operation}.{:08x}.{kind}{step}.{given}", self.list)
    }
}

impl fmt::Display for ResumeToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let content = self.content();
        write!(f, "{content}.{:08x}", checksum(&content))
    }
}

/// Shows the operation only: cursors may hold anything.
impl fmt::Debug for ResumeToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResumeToken").field("operation", &self.operation).finish_non_exhaustive()
    }
}

impl FromStr for ResumeToken {
    type Err = Error;

    /// # Errors
    ///
    /// [`is_invalid_request`](Error::is_invalid_request) if the text is not that of a token, or
    /// was damaged.
    fn from_str(text: &str) -> Result<Self, Error> {
        let form = text.split_once('.').map_or("", |(form, _)| form);
        if text.len() > MAX_TEXT || form != FORM {
            return Err(refused("is none that this version reads"));
        }
        read(text).ok_or_else(|| refused("is damaged"))
    }
}

impl Serialize for ResumeToken {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ResumeToken {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'_, str>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

fn read(text: &str) -> Option<ResumeToken> {
    let (content, sum) = text.rsplit_once('.')?;
    let mut parts = content.split('.').skip(1);
    let operation = Cow::Owned(unescape(parts.next()?)?);
    let list = u32::from_str_radix(parts.next()?, 16).ok()?;
    let step = read_step(parts.next()?)?;
    let given = match parts.next()? {
        "all" => Given::All,
        items => Given::Items(items.parse().ok()?),
    };
    let token = ResumeToken { operation, list, step, given };
    // The checksum first; and no second spelling of the same token.
    (format!("{:08x}", checksum(content)) == sum && token.content() == content).then_some(token)
}

fn read_step(text: &str) -> Option<Step> {
    let rest = unescape(text.get(1..)?)?;
    match text.as_bytes().first()? {
        b'f' => Some(Step::First),
        b'v' => Some(Step::Repeat { value: rest }),
        b'l' => {
            let (path, query) = rest.split_once('?')?;
            // What does not begin with a slash would become a part of the host.
            path.starts_with('/').then(|| Step::Follow { path: path.to_owned(), query: query.to_owned() })
        }
        _ => None,
    }
}

/// Escapes by `~` and two digits, as `%` would be escaped again in a URL.
fn escape(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string().replace('%', "~")
}

fn unescape(text: &str) -> Option<String> {
    if text.contains('%') {
        return None;
    }
    let text = text.replace('~', "%");
    percent_decode_str(&text).decode_utf8().ok().map(Cow::into_owned)
}

/// What tells the list of a path from others, however its end is written.
fn list_of(path: &str) -> u32 {
    checksum(path.trim_end_matches('/'))
}

/// FNV-1a: the same in every process and every release. It finds damage, not malice.
fn checksum(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn refused(rule: &str) -> Error {
    Error::invalid_request(vec![Violation::new(Place::ResumeToken, rule)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Paging;

    static LIST_ORGS: Operation =
        Operation { id: "listOrgs", paging: Paging::Cursor("starting_after"), ..Operation::DEFAULT };

    fn token(step: Step, given: Given) -> ResumeToken {
        ResumeToken::new(&LIST_ORGS, "/orgs", step, given)
    }

    fn repeat(value: &str) -> Step {
        Step::Repeat { value: value.to_owned() }
    }

    #[test]
    fn the_text_is_stable() {
        let text = token(repeat("v1.e=+"), Given::Items(12)).to_string();
        assert_eq!(text, "sr1.listOrgs.97db394d.vv1~2Ee~3D~2B.12.df0c856b");
    }

    #[test]
    fn every_token_is_read_back_from_letters_that_a_url_holds() {
        let follow = Step::Follow { path: "/orgs/ü".to_owned(), query: "a=%2F&b=?".to_owned() };
        for step in [Step::First, repeat(""), repeat("v1.~%20/ü\n\"{}"), repeat("2"), follow] {
            for given in [Given::NOTHING, Given::Items(u64::MAX), Given::All] {
                let token = token(step.clone(), given);
                let text = token.to_string();
                assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)), "{text}");
                assert_eq!(text.parse::<ResumeToken>().unwrap(), token);
                let json = serde_json::to_string(&token).unwrap();
                assert_eq!(serde_json::from_str::<ResumeToken>(&json).unwrap(), token);
            }
        }
    }

    #[test]
    fn a_text_with_any_byte_changed_or_cut_is_refused() {
        let text = token(repeat("v1.e=+"), Given::Items(12)).to_string();
        for index in 0..text.len() {
            for byte in *b"0Z~.%" {
                let mut damaged = text.clone().into_bytes();
                damaged[index] = byte;
                let damaged = String::from_utf8(damaged).unwrap();
                assert!(damaged == text || damaged.parse::<ResumeToken>().is_err(), "{damaged}");
            }
            assert!(text[..index].parse::<ResumeToken>().is_err());
        }
    }

    #[test]
    fn what_is_no_token_is_an_invalid_request() {
        let long = format!("sr1.{}", "a".repeat(MAX_TEXT));
        for text in ["", ".", "sr1", "sr1.", "sr2.listOrgs.00000000.f.0.00000000", "~~~", "sr1.é.é.é.é.é", &long] {
            let error = text.parse::<ResumeToken>().unwrap_err();
            assert!(error.is_invalid_request(), "{error}");
            assert_eq!(error.violations()[0].place(), &Place::ResumeToken);
        }
    }

    #[test]
    fn a_cursor_as_long_as_the_longest_url_is_read_back() {
        // Each dot takes three bytes.
        let token = token(repeat(&".".repeat(64 * 1024)), Given::NOTHING);
        assert_eq!(token.to_string().parse::<ResumeToken>().unwrap(), token);
    }

    #[test]
    fn a_token_is_read_up_to_the_longest_text() {
        let of_length = |length: usize| {
            let around = token(repeat(""), Given::NOTHING).to_string().len();
            token(repeat(&"a".repeat(length - around)), Given::NOTHING).to_string()
        };
        let longest = of_length(MAX_TEXT);
        assert_eq!(longest.len(), MAX_TEXT);
        assert!(longest.parse::<ResumeToken>().is_ok());
        assert!(of_length(MAX_TEXT + 1).parse::<ResumeToken>().is_err());
    }

    #[test]
    fn a_link_that_would_become_a_part_of_the_host_is_refused() {
        for path in ["@evil.example/", ":81/", "", "evil.example"] {
            let step = Step::Follow { path: path.to_owned(), query: "a=1".to_owned() };
            assert!(token(step, Given::NOTHING).to_string().parse::<ResumeToken>().is_err(), "{path}");
        }
    }

    #[test]
    fn it_belongs_to_one_list_of_one_operation() {
        static LIST_USERS: Operation = Operation { id: "listUsers", ..LIST_ORGS_ROW };
        static UNPAGED: Operation = Operation { id: "listOrgs", ..Operation::DEFAULT };
        const LIST_ORGS_ROW: Operation = Operation { paging: Paging::Cursor("starting_after"), ..Operation::DEFAULT };
        let token = token(repeat("a"), Given::NOTHING);
        assert!(token.check(&LIST_ORGS, "/orgs").is_ok());
        assert!(token.check(&LIST_ORGS, "/orgs/").is_ok());
        for (operation, path) in [(&LIST_USERS, "/orgs"), (&LIST_ORGS, "/groups"), (&UNPAGED, "/orgs")] {
            assert!(token.check(operation, path).unwrap_err().is_invalid_request());
        }
    }

    #[test]
    fn its_debug_form_does_not_show_the_cursor() {
        let text = format!("{:?}", token(repeat("MARKER"), Given::NOTHING));
        assert!(text.contains("listOrgs") && !text.contains("MARKER"), "{text}");
    }
}
