use std::collections::BTreeMap;

use snyk_secoda::rt::Uuid;
use snyk_secoda::{Error, Meta, Page, Pages, Prefetch, ResumeToken, RetryPolicy};

use super::answers::{Answer, Answers};
use super::{Clients, echoed, goldens, log, number, parts, run, shown};

/// A list that goes on for ever is none of our business, as long as there are items.
const MOST_PAGES: usize = 120;
/// How many empty pages in a row are let pass.
const MOST_EMPTY: usize = 100;
/// By a link, by number and by none: a list may name its first page in each of these ways.
const MOST_ALIKE: usize = 3;

/// A number for the list and one for how far ahead it is read; then the pages, the last of them for ever. `{n}` is the
/// number of a page.
pub fn next_page(input: &[u8]) {
    let (list, input) = number(input);
    let (ahead, input) = number(input);
    let bodies: Vec<Vec<u8>> = parts(input).into_iter().take(8).map(echoed).collect();
    let count = bodies.len();
    let pages = (0..MOST_PAGES + 8).filter_map(|n| Some((n, bodies.get(n.min(count - 1))?)));
    let answers = Answers::new(pages.map(|(n, body)| Answer::new(http::StatusCode::OK, numbered(body, n))).collect());
    let clients = Clients::new(&answers, RetryPolicy::never());
    log::listen();
    let prefetch = [Prefetch::Off, Prefetch::Next][ahead % 2];
    let outcome = run(of_list(list, &clients, prefetch));
    shown::check(&outcome.map_err(|error| {
        let ends = error.is_page_link() || error.is_page_loop() || error.is_decode() || error.is_empty_body();
        assert!(ends || error.is_body_too_large() || error.is_invalid_request(), "{error:?}");
        error
    }));
    if prefetch == Prefetch::Off {
        asked_once(&answers);
    }
}

fn numbered(body: &[u8], number: usize) -> Vec<u8> {
    match std::str::from_utf8(body) {
        Ok(text) => text.replace("{n}", &number.to_string()).into_bytes(),
        Err(_) => body.to_vec(),
    }
}

async fn of_list(list: usize, clients: &Clients, prefetch: Prefetch) -> Result<Meta, Error> {
    let (snyk, id) = (&clients.snyk, Uuid::nil());
    match list % 8 {
        0 => walk(snyk.orgs().list_orgs(), prefetch, |request| request.pages()).await,
        1 => walk(snyk.groups().list_group_memberships(id), prefetch, |request| request.pages()).await,
        2 => walk(clients.secoda.groups().list_groups(), prefetch, |request| request.pages()).await,
        3 => {
            let lists = goldens::paging_by_number::Client(snyk.clone()).things();
            walk(lists.list_things(), prefetch, |request| request.pages()).await
        }
        4 => {
            let lists = goldens::paging_by_number::Client(snyk.clone()).things();
            walk(lists.list_events(), prefetch, |request| request.pages()).await
        }
        5 => {
            let lists = goldens::paging_by_offset::Client(snyk.clone()).things();
            walk(lists.list_things(), prefetch, |request| request.pages()).await
        }
        6 => {
            let lists = goldens::paging_by_cursor_of_the_body::Client(snyk.clone()).things();
            walk(lists.list_things(), prefetch, |request| request.pages()).await
        }
        _ => {
            let lists = goldens::paging_by_cursor_and_size::Client(snyk.clone()).things();
            walk(lists.list_things(), prefetch, |request| request.pages()).await
        }
    }
}

/// Reads a list as far as it goes. Its tokens are texts that say the same.
async fn walk<R: Clone, P: Page>(request: R, prefetch: Prefetch, pages: impl Fn(R) -> Pages<P>) -> Result<Meta, Error> {
    let mut list = pages(request.clone()).prefetch(prefetch);
    let (mut empty, mut last) = (0, None);
    for _ in 0..MOST_PAGES {
        let page = list.try_next().await;
        if let Some(token) = list.resume_token() {
            let text = token.to_string();
            let read: ResumeToken = text.parse().unwrap_or_else(|error| panic!("no token: {error:?}"));
            assert_eq!(read.to_string(), text);
            assert!(pages(request.clone()).resume(&read).is_ok(), "a token of another list");
        }
        let Some(page) = page? else { break };
        empty = if page.is_empty() { empty + 1 } else { 0 };
        assert!(empty <= MOST_EMPTY, "{empty} empty pages in a row");
        last = Some(page.meta().clone());
    }
    Ok(last.unwrap_or_else(|| panic!("a list without a page or an error")))
}

/// No page is asked for again and again.
fn asked_once(answers: &Answers) {
    let mut times = BTreeMap::new();
    for (url, _) in answers.asked() {
        let count = times.entry(url.to_string()).or_insert(0);
        *count += 1;
        assert!(*count <= MOST_ALIKE, "{url} is asked for {count} times");
    }
}
