//! The walk over both services: the part of this program that calls the library.

use std::cell::RefCell;

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use snyk_secoda::snyk::types;
use snyk_secoda::{Error, Items, Page, secoda, snyk};
use uuid::Uuid;

use crate::progress::Progress;
use crate::snapshot::{Account, Group, Member, Org, SecodaGroup, Snapshot, SsoUser};

/// The most that Snyk puts on one page.
const LIMIT: i32 = 100;
/// Orgs whose memberships are read at the same time.
const AT_ONCE: usize = 4;

/// Reads everything that the review needs from the services that are given; the error is one
/// sentence.
pub(crate) async fn read(
    snyk: Option<&snyk::Client>,
    secoda: Option<&secoda::Client>,
    progress: &Progress,
) -> Result<Snapshot, String> {
    let reader = Reader { progress, gaps: RefCell::default() };
    let snyk = match snyk {
        Some(client) => {
            let groups = reader.snyk(client).await;
            Some(groups.map_err(at("Snyk", client.base_url()))?)
        }
        None => None,
    };
    let secoda = match secoda {
        Some(client) => {
            let groups = reader.secoda(client).await;
            Some(groups.map_err(at("Secoda", client.base_url()))?)
        }
        None => None,
    };
    Ok(Snapshot { snyk, secoda, gaps: reader.gaps.into_inner() })
}

/// Says with an error which service it is of, and where that was looked for.
fn at(service: &'static str, base_url: String) -> impl FnOnce(Error) -> String {
    move |error| format!("{service} at {base_url}: {error}")
}

struct Reader<'a> {
    progress: &'a Progress,
    /// What the credential may not read; shared, as several orgs are read at the same time.
    gaps: RefCell<Vec<String>>,
}

impl Reader<'_> {
    async fn snyk(&self, client: &snyk::Client) -> Result<Vec<Group>, Error> {
        self.progress.now("Snyk groups");
        let mut groups = Vec::new();
        let mut items = client.groups().list_groups().limit(LIMIT).items();
        while let Some(group) = items.try_next().await? {
            self.progress.entry();
            groups.push(self.group(client, group).await?);
        }
        Ok(groups)
    }

    async fn group(&self, client: &snyk::Client, group: types::Group) -> Result<Group, Error> {
        let name = group.attributes.name;
        let what = format!("memberships of group {name}");
        let list = client.groups().list_group_memberships(group.id);
        let members = self.part(&what, list.limit(LIMIT).items()).await?;
        let members = self.complete(&what, members.into_iter().map(group_member));

        let what = format!("orgs of group {name}");
        let list = client.orgs().list_orgs_in_group(group.id);
        let orgs = self.part(&what, list.limit(LIMIT).items()).await?;
        let orgs = stream::iter(orgs).map(|org| self.org(client, org));
        let orgs = orgs.buffered(AT_ONCE).try_collect().await?;

        let connections = self.connections(client, group.id, &name).await?;
        Ok(Group { id: group.id.to_string(), name, members, orgs, connections })
    }

    async fn connections(
        &self,
        client: &snyk::Client,
        group_id: Uuid,
        group: &str,
    ) -> Result<Vec<Vec<SsoUser>>, Error> {
        let list = client.groups().list_group_sso_connections(group_id);
        let what = format!("SSO connections of group {group}");
        let mut connections = Vec::new();
        for sso in self.part(&what, list.limit(LIMIT).items()).await? {
            let what = format!("users of SSO connection {} of group {group}", sso.attributes.name);
            let list = client.groups().list_group_sso_connection_users(group_id, sso.id);
            let users = self.part(&what, list.limit(LIMIT).items()).await?;
            connections.push(users.into_iter().map(sso_user).collect());
        }
        Ok(connections)
    }

    async fn org(&self, client: &snyk::Client, org: types::Org) -> Result<Org, Error> {
        let name = org.attributes.name;
        let what = format!("memberships of org {name}");
        let list = client.orgs().list_org_memberships(org.id);
        let members = self.part(&what, list.limit(LIMIT).items()).await?;
        Ok(Org { members: self.complete(&what, members.into_iter().map(org_member)), name })
    }

    async fn secoda(&self, client: &secoda::Client) -> Result<Vec<SecodaGroup>, Error> {
        self.progress.now("Secoda groups");
        let mut groups = Vec::new();
        let mut items = client.groups().list_groups().items();
        while let Some(group) = items.try_next().await? {
            self.progress.entry();
            let name = group.name.or(group.id).unwrap_or_default();
            groups.push(SecodaGroup { name, users: group.users.unwrap_or_default() });
        }
        Ok(groups)
    }

    /// All items of a list that belongs to a group or an org. One that may not be read is a gap in
    /// the review and does not end it: the two statuses are what the services answer in that case.
    async fn part<P: Page>(&self, what: &str, mut items: Items<P>) -> Result<Vec<P::Item>, Error> {
        self.progress.now(what.to_owned());
        let mut all = Vec::new();
        loop {
            match items.try_next().await {
                Ok(Some(item)) => all.push(item),
                Ok(None) => return Ok(all),
                Err(error) if error.is_forbidden() || error.is_not_found() => {
                    self.gaps.borrow_mut().push(format!("{what}: {error}"));
                    return Ok(all);
                }
                Err(error) => return Err(error),
            }
            self.progress.entry();
        }
    }

    /// The members that could be told; how many could not is a gap, since the document lets any
    /// part be missing.
    fn complete(&self, what: &str, members: impl Iterator<Item = Option<Member>>) -> Vec<Member> {
        let members: Vec<Option<Member>> = members.collect();
        let nameless = members.iter().filter(|member| member.is_none()).count();
        if nameless > 0 {
            self.gaps.borrow_mut().push(format!("{what}: {nameless} without a user"));
        }
        members.into_iter().flatten().collect()
    }
}

/// The member that an item tells of; the document has this shape twice, for groups and for orgs.
macro_rules! member {
    ($item:expr) => {{
        let relationships = $item.relationships?;
        let user = relationships.user.data?;
        let (name, username) = (user.attributes.name, user.attributes.username);
        let role = relationships.role.data.map(|role| role.attributes.name);
        Some(Member {
            account: account(user.id, Some(name), Some(username), user.attributes.email),
            role: role.unwrap_or_else(|| "(no role)".to_owned()),
        })
    }};
}

fn group_member(item: types::GroupMembershipResponseDataItem) -> Option<Member> {
    member!(item)
}

fn org_member(item: types::OrgMembershipResponseDataItem) -> Option<Member> {
    member!(item)
}

fn sso_user(user: types::User) -> SsoUser {
    let types::UserAttributes { active, email, name, username, .. } = user.attributes;
    SsoUser { account: account(user.id, name, username, email), active }
}

fn account(id: Uuid, name: Option<String>, username: Option<String>, email: Option<String>) -> Account {
    // Some people never fill in a name, and some services write it as an empty one.
    let name = name.filter(|name| !name.trim().is_empty()).or(username);
    Account { id: id.to_string(), name, email }
}
