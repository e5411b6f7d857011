//! Which services are reviewed: the live ones that the environment names, or the embedded ones.

use std::env;

use snyk_secoda::{Error, secoda, snyk};

use crate::demo::Demo;
use crate::snapshot::Sources;

/// The variables that decide; all others only say more about a service that is reviewed.
const SNYK: [&str; 2] = ["SNYK_TOKEN", "SNYK_OAUTH_TOKEN"];
const SECODA: [&str; 1] = ["SECODA_API_KEY"];

/// Clients of the services that are reviewed, and how to speak of them.
#[derive(Debug)]
pub(crate) struct Connection {
    pub(crate) snyk: Option<snyk::Client>,
    pub(crate) secoda: Option<secoda::Client>,
    pub(crate) sources: Sources,
    /// What the user should know about the choice.
    pub(crate) note: Option<&'static str>,
    /// Keeps the embedded services running.
    _demo: Option<Demo>,
}

impl Connection {
    /// Connects to the embedded services if that is wanted or there is no credential; the error is
    /// one sentence.
    pub(crate) async fn open(demo: bool) -> Result<Self, String> {
        match (is_set(&SNYK), is_set(&SECODA)) {
            _ if demo => Self::embedded(None).await,
            (false, false) => {
                let note = "neither SNYK_TOKEN nor SECODA_API_KEY is set, so this reviews the \
                            embedded services";
                Self::embedded(Some(note)).await
            }
            (snyk, secoda) => Self::live(snyk, secoda).map_err(|error| error.to_string()),
        }
    }

    fn live(snyk: bool, secoda: bool) -> Result<Self, Error> {
        let note = match (snyk, secoda) {
            (true, true) => None,
            (true, false) => Some("SECODA_API_KEY is not set, so this reviews Snyk alone"),
            (false, _) => Some("SNYK_TOKEN is not set, so this reviews Secoda alone"),
        };
        let snyk = snyk.then(snyk::Client::from_env).transpose()?;
        let secoda = secoda.then(secoda::Client::from_env).transpose()?;
        Ok(Self { sources: sources(false, snyk.as_ref(), secoda.as_ref()), snyk, secoda, note, _demo: None })
    }

    async fn embedded(note: Option<&'static str>) -> Result<Self, String> {
        let demo = Demo::start().await.map_err(|error| format!("the embedded services do not start: {error}"))?;
        let snyk = demo.snyk.snyk_client().map_err(|error| error.to_string())?;
        let secoda = demo.secoda.secoda_client().map_err(|error| error.to_string())?;
        let sources = sources(true, Some(&snyk), Some(&secoda));
        Ok(Self { snyk: Some(snyk), secoda: Some(secoda), sources, note, _demo: Some(demo) })
    }
}

/// Whether one of the variables has a value; the library takes a blank one for none, too.
fn is_set(names: &[&str]) -> bool {
    names.iter().filter_map(env::var_os).any(|value| !value.to_string_lossy().trim().is_empty())
}

fn sources(embedded: bool, snyk: Option<&snyk::Client>, secoda: Option<&secoda::Client>) -> Sources {
    Sources { embedded, snyk: snyk.map(|client| client.base_url()), secoda: secoda.map(|client| client.base_url()) }
}
