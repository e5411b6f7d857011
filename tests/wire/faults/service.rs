//! A service that goes wrong by chance, and another host that must be left alone.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex};

use snyk_secoda::rt::Uuid;
use tokio::io::BufReader;
use tokio::net::{TcpListener, TcpStream};

use super::super::bodies;
use super::super::server::{Reply, Request, read};
use super::answer::{Connection, Form, Proper};
use super::chance::roll;
use super::fault::{Fault, Weights};
use super::list::List;

/// Nothing goes wrong more often than this with the same page or the same write.
const MOST_FAULTS: u64 = 3;

#[derive(Clone)]
pub(crate) struct Service(Arc<Shared>);

struct Shared {
    seed: u64,
    weights: Weights,
    list: fn(u64, u64) -> List,
    url: String,
    foreign: String,
    log: Mutex<Log>,
}

/// What happened so far.
#[derive(Default)]
struct Log {
    requests: u64,
    faults: BTreeMap<Fault, u64>,
    /// By list or write.
    last: BTreeMap<u64, Option<Fault>>,
    /// By list or write, and page.
    attempts: BTreeMap<(u64, u64), Vec<Option<Fault>>>,
    /// What came to the other host.
    foreign: u64,
}

/// What a request is about.
struct Subject {
    id: u64,
    page: u64,
}

impl Service {
    /// Starts it with such faults, and lists made of seed and number.
    pub(crate) async fn start(seed: u64, weights: Weights, list: fn(u64, u64) -> List) -> Self {
        let own = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let foreign = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = |listener: &TcpListener| format!("http://{}", listener.local_addr().unwrap());
        let (url, other, log) = (url(&own), url(&foreign), Mutex::default());
        let service = Self(Arc::new(Shared { seed, weights, list, url, foreign: other, log }));
        tokio::spawn(service.clone().listen(own));
        tokio::spawn(service.clone().listen_elsewhere(foreign));
        service
    }

    pub(crate) fn base_url(&self) -> String {
        format!("{}/rest", self.0.url)
    }

    /// The list with this number.
    pub(crate) fn list(&self, id: u64) -> List {
        (self.0.list)(self.0.seed, id)
    }

    /// What was wrong with the last answer on this list or write.
    pub(crate) fn last_fault(&self, id: u64) -> Option<Fault> {
        self.log(|log| *log.last.get(&id).expect("a request on this"))
    }

    /// What became of each arrival of a write.
    pub(crate) fn arrivals(&self, id: u64) -> Vec<Option<Fault>> {
        self.log(|log| log.attempts.get(&(id, 0)).cloned().unwrap_or_default())
    }

    pub(crate) fn requests(&self) -> u64 {
        self.log(|log| log.requests)
    }

    /// How often something came to the other host.
    pub(crate) fn requests_elsewhere(&self) -> u64 {
        self.log(|log| log.foreign)
    }

    /// Those that never happened, of what can go wrong.
    pub(crate) fn faults_that_did_not_happen(&self) -> Vec<Fault> {
        let all = self.0.weights.iter().map(|(fault, _)| *fault);
        self.log(|log| all.filter(|fault| !log.faults.contains_key(fault)).collect())
    }

    fn log<T>(&self, read: impl FnOnce(&mut Log) -> T) -> T {
        read(&mut self.0.log.lock().unwrap())
    }
}

impl Service {
    async fn listen(self, listener: TcpListener) {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(self.clone().serve(stream));
        }
    }

    async fn listen_elsewhere(self, listener: TcpListener) {
        while let Ok((stream, _)) = listener.accept().await {
            self.log(|log| log.foreign += 1);
            drop(stream);
        }
    }

    /// Answers on one connection until one of both sides has enough of it.
    async fn serve(self, stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let mut stream = BufReader::new(stream);
        loop {
            let request = read(&mut stream).await?;
            let subject = Subject::of(&request);
            let fault = self.decide(&subject);
            let (proper, stream) = (self.proper(&request, &subject), stream.get_mut());
            let connection = match fault {
                Some(fault) => proper.spoil(fault, stream, &self.0.foreign).await?,
                None => proper.send(stream).await?,
            };
            if connection == Connection::Closed {
                return Ok(());
            }
        }
    }

    /// What goes wrong with this request, which depends on its subject and on how often it came, and on nothing else.
    fn decide(&self, subject: &Subject) -> Option<Fault> {
        let Subject { id, page } = *subject;
        self.log(|log| {
            log.requests += 1;
            let attempts = log.attempts.entry((id, page)).or_default();
            let attempt = attempts.len() as u64;
            // Beyond the items there are empty pages, which are not counted if something else is wrong with one.
            let may_fail = attempt < MOST_FAULTS && self.list(id).has(page);
            let dice = roll(self.0.seed, [id, page, attempt]);
            let fault = Some(dice).filter(|_| may_fail).and_then(|dice| Fault::pick(self.0.weights, dice));
            attempts.push(fault);
            log.last.insert(id, fault);
            if let Some(fault) = fault {
                *log.faults.entry(fault).or_default() += 1;
            }
            fault
        })
    }

    fn proper(&self, request: &Request, subject: &Subject) -> Proper {
        let form = match roll(self.0.seed, [subject.id, subject.page, u64::MAX]) % 20 {
            0 => Form::Mislabelled,
            1 => Form::Unlabelled,
            2 | 3 => Form::Chunked,
            _ => Form::Usual,
        };
        let reply = match request.method.as_str() {
            "POST" => bodies::membership(),
            "PATCH" => bodies::updated_org(),
            _ => Reply::json(200, self.list(subject.id).page(subject.page, &self.0.foreign)),
        };
        let Reply::Answer { status, body, .. } = reply else {
            unreachable!("all of them are answers");
        };
        Proper { status, body, form }
    }
}

impl Subject {
    /// The id in the path and the cursor in the query.
    fn of(request: &Request) -> Self {
        let path = request.target.split('?').next().unwrap();
        let id: Uuid = path.split('/').find_map(|segment| segment.parse().ok()).expect("an id in the path");
        let cursors = request.query("starting_after");
        assert!(cursors.len() <= 1, "a cursor is sent twice");
        Self { id: id.as_u64_pair().1, page: cursors.first().map_or(0, |cursor| cursor.parse().unwrap()) }
    }
}
