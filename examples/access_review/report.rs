//! What the review says: who the people are, what they may do, and what a reviewer should look at.
//!
//! Pure: it takes what was read from the services and makes rows, totals and findings of it. It
//! knows neither the client nor the embedded services, and prints nothing.

use std::collections::BTreeSet;

use crate::findings::{Finding, findings};
use crate::people::{People, account_keys, secoda_keys};
use crate::snapshot::{Group, Member, Org, Snapshot};
use crate::totals::Totals;

/// The whole review.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) totals: Totals,
    /// Sorted by name; those without a name come last.
    pub(crate) people: Vec<Person>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) gaps: Vec<String>,
}

/// Everything that two services know of one person.
#[derive(Debug, Default)]
pub(crate) struct Person {
    pub(crate) name: Option<String>,
    pub(crate) email: Option<String>,
    /// More than one when accounts share an address.
    pub(crate) snyk_ids: BTreeSet<String>,
    pub(crate) secoda_ids: BTreeSet<String>,
    /// Group and role.
    pub(crate) group_roles: Vec<Grant>,
    /// Org and role.
    pub(crate) org_roles: Vec<Grant>,
    pub(crate) sso: Sso,
    pub(crate) secoda_groups: BTreeSet<String>,
}

/// A role somewhere.
#[derive(Debug)]
pub(crate) struct Grant {
    /// Id of the group, or of the group that the org is in: names may repeat.
    pub(crate) group_id: String,
    pub(crate) group: String,
    /// Name of the org, for a role in an org.
    pub(crate) org: Option<String>,
    pub(crate) role: String,
}

/// Whether a person can sign in by SSO. Active anywhere counts as active.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sso {
    #[default]
    Absent,
    Inactive,
    Active,
}

impl Report {
    /// Makes the review of what was read.
    pub(crate) fn new(snapshot: &Snapshot) -> Self {
        let mut people = People::default();
        let mut totals = Totals::default();
        let snyk = snapshot.snyk.as_deref().unwrap_or_default();
        let secoda = snapshot.secoda.as_deref().unwrap_or_default();
        // Who is who has to be known before anything is noted of them: an answer may show an
        // account without the address that another one shows.
        snyk.iter().flat_map(Group::accounts).for_each(|account| people.meet(&account_keys(account)));
        secoda.iter().flat_map(|group| &group.users).for_each(|id| people.meet(&secoda_keys(id)));
        for group in snyk {
            note_group(&mut people, group, &mut totals);
        }
        for group in secoda {
            totals.secoda_groups += 1;
            totals.secoda_group_members += group.users.len();
            for id in &group.users {
                people.of_secoda(id).secoda_groups.insert(group.name.clone());
            }
        }
        let mut people: Vec<Person> = people.into_rows();
        people.sort_by_cached_key(Person::order);
        let findings = findings(&people);
        totals.count(&people, &findings);
        Self { totals, people, findings, gaps: snapshot.gaps.clone() }
    }
}

impl Person {
    /// Whether one of the roles is that of an administrator, by its name: roles can be renamed and
    /// added, so there is no list of them.
    pub(crate) fn is_admin(&self) -> bool {
        self.group_roles.iter().chain(&self.org_roles).any(Grant::is_admin)
    }

    /// What to call somebody who may have neither name nor address.
    pub(crate) fn label(&self) -> &str {
        let id = || self.snyk_ids.iter().chain(&self.secoda_ids).next().map(String::as_str);
        self.name.as_deref().or(self.email.as_deref()).or_else(id).unwrap_or("?")
    }

    fn order(&self) -> (bool, String, Option<String>) {
        (self.name.is_none(), self.label().to_lowercase(), self.email.clone())
    }

    /// Whether the person is in an org without being in the group that the org belongs to.
    pub(crate) fn is_outside_group(&self) -> bool {
        self.org_roles.iter().any(|org| !self.group_roles.iter().any(|group| group.group_id == org.group_id))
    }
}

impl Sso {
    pub(crate) fn name(self) -> Option<&'static str> {
        match self {
            Self::Absent => None,
            Self::Inactive => Some("inactive"),
            Self::Active => Some("active"),
        }
    }
}

impl Grant {
    pub(crate) fn is_admin(&self) -> bool {
        self.role.to_lowercase().contains("admin")
    }
}

/// Notes what a group, its orgs and its connections say of people.
fn note_group(people: &mut People, group: &Group, totals: &mut Totals) {
    totals.groups += 1;
    totals.group_memberships += group.members.len();
    totals.orgs += group.orgs.len();
    totals.sso_connections += group.connections.len();
    let grant = |org: Option<&Org>, member: &Member| Grant {
        group_id: group.id.clone(),
        group: group.name.clone(),
        org: org.map(|org| org.name.clone()),
        role: member.role.clone(),
    };
    for member in &group.members {
        people.of_account(&member.account).group_roles.push(grant(None, member));
    }
    for org in &group.orgs {
        totals.org_memberships += org.members.len();
        for member in &org.members {
            people.of_account(&member.account).org_roles.push(grant(Some(org), member));
        }
    }
    for user in group.connections.iter().flatten() {
        totals.sso_users += 1;
        let person = people.of_account(&user.account);
        // A connection that does not say is taken to let its users in.
        let sso = if user.active == Some(false) { Sso::Inactive } else { Sso::Active };
        person.sso = person.sso.max(sso);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::{Account, SecodaGroup, SsoUser};

    fn account(id: &str, email: Option<&str>) -> Account {
        Account { id: id.into(), name: Some(format!("Name of {id}")), email: email.map(str::to_owned) }
    }

    fn member(id: &str, email: Option<&str>, role: &str) -> Member {
        Member { account: account(id, email), role: role.into() }
    }

    fn review(members: Vec<Member>, org: Vec<Member>, sso: Vec<SsoUser>, secoda: &[&str]) -> Report {
        let orgs = vec![Org { name: "Web".into(), members: org }];
        let group = Group { id: "g".into(), name: "Shop".into(), members, orgs, connections: vec![sso] };
        let users = secoda.iter().map(|id| (*id).to_owned()).collect();
        let secoda = vec![SecodaGroup { name: "Analysts".into(), users }];
        Report::new(&Snapshot { snyk: Some(vec![group]), secoda: Some(secoda), gaps: Vec::new() })
    }

    #[test]
    fn joins_by_address_in_any_case() {
        let report =
            review(vec![member("1", Some("Ann@X.example"), "Group Admin")], vec![], vec![], &["ann@x.EXAMPLE"]);
        let totals = &report.totals;
        assert_eq!((totals.people, totals.in_both, totals.secoda_opaque, totals.admins), (1, 1, 0, 1));
        assert_eq!(report.people[0].email.as_deref(), Some("ann@x.example"));
    }

    #[test]
    fn opaque_secoda_ids_stay_apart() {
        let report = review(vec![member("1", Some("ann@x.example"), "Member")], vec![], vec![], &["1", "7f"]);
        let totals = &report.totals;
        assert_eq!((totals.people, totals.in_both, totals.secoda_opaque), (3, 0, 2), "ids of two services differ");
        assert_eq!(report.people[2].label(), "7f", "people without a name come last");
    }

    #[test]
    fn one_account_is_one_person_wherever_the_address_shows() {
        // The account shows its address in SSO alone, and there it is that of another account.
        let sso = vec![SsoUser { account: account("2", Some("ann@x.example")), active: Some(true) }];
        let members = vec![member("1", Some("ann@x.example"), "Member"), member("2", Some(" "), "Member")];
        let report = review(members, vec![], sso, &[]);
        assert_eq!((report.totals.people, report.totals.without_email), (1, 0));
        assert_eq!(report.people[0].snyk_ids.len(), 2);
        assert_eq!(report.findings[0].code, "several_accounts");
    }

    #[test]
    fn finds_what_to_look_at() {
        let sso = vec![
            SsoUser { account: account("1", None), active: Some(false) },
            SsoUser { account: account("2", None), active: None },
        ];
        let members = vec![member("1", None, "Group Member"), member("2", None, "Group Member")];
        let org = vec![member("2", None, "Org Collaborator"), member("3", None, "Org Admin")];
        let report = review(members, org, sso, &[]);
        let of = |code: &str| {
            let finding = report.findings.iter().find(|finding| finding.code == code);
            finding.map(|finding| finding.people.iter().map(|index| report.people[*index].label()).collect::<Vec<_>>())
        };
        assert_eq!(of("inactive_sso_with_roles"), Some(vec!["Name of 1"]));
        assert_eq!(of("org_admin_without_sso"), Some(vec!["Name of 3"]));
        assert_eq!(of("outside_group"), Some(vec!["Name of 3"]));
        assert_eq!(of("several_accounts"), None);
    }

    #[test]
    fn an_unread_service_is_no_finding() {
        let report = Report::new(&Snapshot::default());
        assert_eq!(report.totals, Totals::default());
        assert!(report.people.is_empty() && report.findings.is_empty());
    }
}
