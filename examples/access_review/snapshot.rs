//! What was read from the services, as far as the review needs it: no type of the client, so that
//! the report can be made and tested without one.

/// Where the review comes from.
#[derive(Debug)]
pub(crate) struct Sources {
    /// Whether the services are the embedded ones.
    pub(crate) embedded: bool,
    /// Base URL of Snyk, if it was reviewed.
    pub(crate) snyk: Option<String>,
    /// Base URL of Secoda, if it was reviewed.
    pub(crate) secoda: Option<String>,
}

/// What was read from both services; a service that was not asked is `None`.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    pub(crate) snyk: Option<Vec<Group>>,
    pub(crate) secoda: Option<Vec<SecodaGroup>>,
    /// What the credential may not read, one sentence each.
    pub(crate) gaps: Vec<String>,
}

/// A Snyk group with all that belongs to it.
#[derive(Debug, Default)]
pub(crate) struct Group {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) members: Vec<Member>,
    pub(crate) orgs: Vec<Org>,
    pub(crate) connections: Vec<Vec<SsoUser>>,
}

#[derive(Debug, Default)]
pub(crate) struct Org {
    pub(crate) name: String,
    pub(crate) members: Vec<Member>,
}

/// A membership of a group or org.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) account: Account,
    pub(crate) role: String,
}

/// A user of an SSO connection.
#[derive(Debug)]
pub(crate) struct SsoUser {
    pub(crate) account: Account,
    /// Not every service says.
    pub(crate) active: Option<bool>,
}

/// A Snyk account as one answer shows it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) name: Option<String>,
    pub(crate) email: Option<String>,
}

#[derive(Debug)]
pub(crate) struct SecodaGroup {
    pub(crate) name: String,
    /// User ids; opaque, unless they look like an e-mail address.
    pub(crate) users: Vec<String>,
}

impl Group {
    /// Every sight of an account, in whatever place.
    pub(crate) fn accounts(&self) -> impl Iterator<Item = &Account> {
        let members = self.members.iter().chain(self.orgs.iter().flat_map(|org| &org.members));
        let users = self.connections.iter().flatten();
        members.map(|member| &member.account).chain(users.map(|user| &user.account))
    }
}
