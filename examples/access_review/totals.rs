//! The numbers of the review.

use std::collections::BTreeSet;

use crate::findings::Finding;
use crate::report::Person;
use crate::snapshot::Sources;

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    pub(crate) groups: usize,
    pub(crate) group_memberships: usize,
    pub(crate) orgs: usize,
    pub(crate) org_memberships: usize,
    pub(crate) sso_connections: usize,
    pub(crate) sso_users: usize,
    pub(crate) secoda_groups: usize,
    pub(crate) secoda_group_members: usize,
    /// Distinct people, a Secoda user with an opaque id counted as one.
    pub(crate) people: usize,
    pub(crate) in_snyk: usize,
    pub(crate) in_secoda: usize,
    pub(crate) in_both: usize,
    /// People of Secoda whose id is no address: they may be anybody.
    pub(crate) secoda_opaque: usize,
    /// People of Snyk without an address.
    pub(crate) without_email: usize,
    /// People with an administrator's role in a group or org of Snyk.
    pub(crate) admins: usize,
    /// People that a finding names, each once.
    pub(crate) findings: usize,
}

/// One number with its names.
#[derive(Debug)]
pub(crate) struct Row {
    /// For programs.
    pub(crate) key: &'static str,
    /// For people.
    pub(crate) label: &'static str,
    /// None for what was not looked at.
    pub(crate) number: Option<usize>,
}

impl Totals {
    /// Counts what is known of people once all are known.
    pub(crate) fn count(&mut self, people: &[Person], findings: &[Finding]) {
        let count = |is: &dyn Fn(&Person) -> bool| people.iter().filter(|person| is(person)).count();
        let in_snyk = |person: &Person| !person.snyk_ids.is_empty();
        let in_secoda = |person: &Person| !person.secoda_ids.is_empty();
        self.people = people.len();
        self.in_snyk = count(&in_snyk);
        self.in_secoda = count(&in_secoda);
        self.in_both = count(&|person| in_snyk(person) && in_secoda(person));
        self.secoda_opaque = count(&|person| in_secoda(person) && person.email.is_none());
        self.without_email = count(&|person| in_snyk(person) && person.email.is_none());
        self.admins = count(&Person::is_admin);
        let named: BTreeSet<&usize> = findings.iter().flat_map(|finding| &finding.people).collect();
        self.findings = named.len();
    }

    /// All numbers under their names: first what was read, then what it says of people.
    #[rustfmt::skip] // a table
    pub(crate) fn rows(&self, sources: &Sources) -> [Row; 16] {
        let snyk = |number: usize| sources.snyk.is_some().then_some(number);
        let secoda = |number: usize| sources.secoda.is_some().then_some(number);
        let row = |key, label, number| Row { key, label, number };
        [
            row("snyk_groups", "Snyk groups", snyk(self.groups)),
            row("snyk_group_memberships", "Snyk group memberships", snyk(self.group_memberships)),
            row("snyk_orgs", "Snyk orgs", snyk(self.orgs)),
            row("snyk_org_memberships", "Snyk org memberships", snyk(self.org_memberships)),
            row("sso_connections", "SSO connections", snyk(self.sso_connections)),
            row("sso_users", "SSO users", snyk(self.sso_users)),
            row("secoda_groups", "Secoda groups", secoda(self.secoda_groups)),
            row("secoda_group_members", "Secoda group members", secoda(self.secoda_group_members)),
            row("people", "Distinct people", Some(self.people)),
            row("people_in_snyk", "  known to Snyk", snyk(self.in_snyk)),
            row("people_in_secoda", "  known to Secoda", secoda(self.in_secoda)),
            row("people_in_both", "  joined over both", snyk(self.in_both).and_then(secoda)),
            row("snyk_people_without_email", "Snyk without e-mail", snyk(self.without_email)),
            row("secoda_users_without_email", "Secoda without e-mail", secoda(self.secoda_opaque)),
            row("snyk_admins", "Snyk admins", snyk(self.admins)),
            row("people_with_findings", "People with findings", Some(self.findings)),
        ]
    }
}
