//! What a reviewer should look at.

use crate::report::{Grant, Person, Sso};

/// Something to look at.
#[derive(Debug)]
pub(crate) struct Finding {
    /// Short name for scripts.
    pub(crate) code: &'static str,
    pub(crate) title: &'static str,
    /// Indices into the people of the report.
    pub(crate) people: Vec<usize>,
}

/// The findings that name somebody.
pub(crate) fn findings(people: &[Person]) -> Vec<Finding> {
    let sso_is_used = people.iter().any(|person| person.sso != Sso::Absent);
    let is_org_admin = |person: &Person| person.org_roles.iter().any(Grant::is_admin);
    let holds_roles = |person: &Person| !person.group_roles.is_empty() || !person.org_roles.is_empty();
    let select = |code, title, is: &dyn Fn(&Person) -> bool| {
        let people = (0..people.len()).filter(|index| is(&people[*index])).collect();
        Finding { code, title, people }
    };
    let mut findings = vec![
        select("inactive_sso_with_roles", "Inactive in SSO but still holding roles", &|person| {
            person.sso == Sso::Inactive && holds_roles(person)
        }),
        select("org_admin_without_sso", "Org admins who are in no SSO connection", &|person| {
            sso_is_used && person.sso == Sso::Absent && is_org_admin(person)
        }),
        select("outside_group", "In an org but not in its group", &Person::is_outside_group),
        select("several_accounts", "Several Snyk accounts under one address", &|person| person.snyk_ids.len() > 1),
    ];
    findings.retain(|finding| !finding.people.is_empty());
    findings
}
