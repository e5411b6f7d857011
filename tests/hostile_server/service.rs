//! The server, and another host that must be left alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::answer::{KINDS, Kind, send};
use super::chance::Chance;

#[derive(Clone)]
pub struct Service(Arc<Shared>);

struct Shared {
    url: String,
    foreign: String,
    log: Mutex<Log>,
}

#[derive(Default)]
struct Log {
    requests: u64,
    foreign: u64,
    /// How often each request came, of the round at hand.
    times: BTreeMap<String, u64>,
    kinds: BTreeSet<Kind>,
}

impl Service {
    pub async fn start() -> Self {
        let own = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let foreign = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = |listener: &TcpListener| format!("http://{}", listener.local_addr().unwrap());
        let shared = Shared { url: url(&own), foreign: url(&foreign), log: Mutex::default() };
        let service = Self(Arc::new(shared));
        tokio::spawn(service.clone().listen(own));
        tokio::spawn(service.clone().listen_elsewhere(foreign));
        service
    }

    /// The address of a round, which its answers depend on.
    pub fn url(&self, round: u64) -> String {
        self.0.log.lock().unwrap().times.clear();
        format!("{}/{round}", self.0.url)
    }

    pub fn requests(&self) -> u64 {
        self.0.log.lock().unwrap().requests
    }

    /// How often something came to the other host.
    pub fn requests_elsewhere(&self) -> u64 {
        self.0.log.lock().unwrap().foreign
    }

    /// Ways to go wrong that never happened.
    pub fn kinds_that_were_not_sent(&self) -> Vec<Kind> {
        let log = self.0.log.lock().unwrap();
        KINDS.into_iter().filter(|kind| !log.kinds.contains(kind)).collect()
    }

    async fn listen(self, listener: TcpListener) {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(self.clone().serve(stream));
        }
    }

    async fn listen_elsewhere(self, listener: TcpListener) {
        while listener.accept().await.is_ok() {
            self.0.log.lock().unwrap().foreign += 1;
        }
    }

    /// Answers on one connection until one of both sides has enough of it.
    async fn serve(self, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        while let Some(request) = read(&mut stream).await {
            let mut chance = Chance::of(self.count(&request), &request);
            // Half of the answers are proper, so that connections live.
            let kind = *chance.pick(&KINDS);
            let kind = if chance.below(2) == 0 { Kind::Json } else { kind };
            self.0.log.lock().unwrap().kinds.insert(kind);
            let sent = send(kind, &mut chance, stream.get_mut(), &self.0.foreign).await;
            if sent.is_err() || kind != Kind::Json {
                return;
            }
        }
    }

    /// How often a request came, this time included.
    fn count(&self, request: &str) -> u64 {
        let mut log = self.0.log.lock().unwrap();
        log.requests += 1;
        let times = log.times.entry(request.to_owned()).or_default();
        *times += 1;
        *times
    }
}

/// The method and the target of the next request, which is read with its body.
async fn read(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let (mut first, mut length) = (None, 0);
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.parse().ok()?;
        }
        first.get_or_insert_with(|| line.to_owned());
    }
    stream.read_exact(&mut vec![0; length]).await.ok()?;
    first
}
