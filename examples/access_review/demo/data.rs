//! The company that the embedded services know: invented, but of the size and untidiness of a real
//! one.
//!
//! Everything follows from one seed, so that two runs show the same and tests can count on it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::random::Random;

const FIRST_NAMES: &str = "\
    Aisha Alex Amara Anders Anna Bruno Carla Chen Clara Daniel Deepa Diego Elena Emil \
    Fatima Felix Grace Hana Hugo Ines Ivan Jamal Jonas Julia Kenji Lars Leila Lucia Marco \
    Maria Mei Nadia Noah Olga Omar Petra Priya Rafael Rosa Samir Sofia Tariq Thea Tomas \
    Vera Viktor Yara Yusuf Zoe";
const LAST_NAMES: &str = "\
    Abbas Almeida Andersen Bauer Becker Berg Castro Chatterjee Costa Dahl Diaz Evans \
    Fischer Fonseca Garcia Haddad Hansen Hoffmann Ito Jansen Kaplan Khan Kim Kowalski \
    Larsen Lopez Martin Mbeki Meyer Moreau Nakamura Nguyen Novak Okafor Olsen Patel Petrov \
    Popescu Quinn Rossi Sato Schmidt Silva Tanaka Torres Vargas Wagner Weber Yilmaz Zhang";
const BOTS: &str = "ci-runner release-bot backup-job ticket-sync image-scanner license-check";
/// Names of the groups, the number of their orgs, and the names of their SSO connections.
const GROUPS: [(&str, usize, &[&str]); 3] = [
    ("Northwind Retail", 16, &["Okta"]),
    ("Northwind Logistics", 14, &["Okta", "Entra ID"]),
    ("Northwind Labs", 10, &["Google Workspace"]),
];
/// Every group has the first two, so that names of orgs repeat over groups as they do in life.
const ORGS: &str = "\
    Platform|Sandbox|Checkout|Payments|Storefront|Loyalty|Search|Catalogue|Pricing|\
    Mobile Apps|Returns|Gift Cards|Marketing Sites|Point of Sale|Fraud|Customer Care|\
    Routing|Warehouse|Customs|Fleet|Tracking|Carrier APIs|Labels|Yard Planning|Cold Chain|\
    Forecasting|Billing|Partner Portal|Vision|Language|Robotics|Simulation|Datasets|\
    Prototypes|Edge Devices|Research Tools";
const DEPARTMENTS: &str = "\
    Finance|Marketing|Sales|Operations|Product|Legal|People|Security|Support|Procurement|\
    Logistics|Risk|Pricing|Web|Mobile|Data Platform|Research|Quality|Strategy";
const GROUP_ROLES: [&str; 4] = ["Group Admin", "Group Member", "Group Viewer", "Group Auditor"];
const ORG_ROLES: [&str; 3] = ["Org Admin", "Org Collaborator", "Org Auditor"];
const MEMBERS_PER_GROUP: usize = 250;
const EMPLOYEES: usize = 580;
const SECODA_GROUPS: usize = 55;

/// Everything that the two services hold.
#[derive(Debug)]
pub(crate) struct Company {
    pub(crate) users: Vec<User>,
    pub(crate) group_roles: Vec<Role>,
    pub(crate) org_roles: Vec<Role>,
    pub(crate) groups: Vec<Group>,
    pub(crate) secoda_workspace: Uuid,
    pub(crate) secoda_groups: Vec<SecodaGroup>,
}

/// One Snyk account.
#[derive(Debug)]
pub(crate) struct User {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) username: String,
    /// Service accounts have none.
    pub(crate) email: Option<String>,
    pub(crate) login_method: &'static str,
}

#[derive(Debug)]
pub(crate) struct Role {
    pub(crate) id: Uuid,
    pub(crate) name: &'static str,
}

#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) members: Vec<Membership>,
    pub(crate) orgs: Vec<Org>,
    pub(crate) connections: Vec<Connection>,
}

#[derive(Debug)]
pub(crate) struct Org {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) slug: String,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) members: Vec<Membership>,
}

/// A membership of a group or of an org.
#[derive(Clone, Debug)]
pub(crate) struct Membership {
    pub(crate) id: Uuid,
    /// Index into [`Company::users`].
    pub(crate) user: usize,
    /// Index into the roles of the group or of the org.
    pub(crate) role: usize,
    pub(crate) created_at: DateTime<Utc>,
}

/// An SSO connection.
#[derive(Debug)]
pub(crate) struct Connection {
    pub(crate) id: Uuid,
    pub(crate) name: &'static str,
    pub(crate) users: Vec<SsoUser>,
}

#[derive(Debug)]
pub(crate) struct SsoUser {
    /// Index into [`Company::users`].
    pub(crate) user: usize,
    /// The address as the identity provider writes it, which may differ in case.
    pub(crate) email: Option<String>,
    pub(crate) active: bool,
    pub(crate) created_at: DateTime<Utc>,
}

#[derive(Debug)]
pub(crate) struct SecodaGroup {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) icon: String,
    pub(crate) description: String,
    /// Mostly opaque ids; some workspaces, and some users in this one, go by their e-mail address.
    pub(crate) users: Vec<String>,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) updated_at: DateTime<Utc>,
}

impl Company {
    /// The company of this seed.
    pub(crate) fn new(seed: u64) -> Self {
        let random = &mut Random::new(seed);
        let mut users = employees(random);
        let contractors = users.len()..users.len() + 14;
        users.extend(contractors.clone().map(|number| contractor(random, number)));
        let mut role = |name: &&'static str| Role { id: random.uuid(), name };
        let group_roles = GROUP_ROLES.iter().map(&mut role).collect();
        let org_roles = ORG_ROLES.iter().map(&mut role).collect();

        let mut names: Vec<&str> = ORGS.split('|').collect();
        let shared: Vec<&str> = names.drain(..2).collect();
        let mut groups = Vec::new();
        for (number, (name, orgs, connections)) in GROUPS.into_iter().enumerate() {
            let people = people_of(random, number, &mut users);
            let own = names.drain(..orgs - shared.len());
            let names = shared.iter().copied().chain(own);
            let mut org = |name| org(random, name, number, &people, contractors.clone());
            let orgs = names.map(&mut org).collect();
            let mut member = |user: &usize| membership(random, *user, &[3, 85, 9, 3]);
            groups.push(Group {
                members: people.iter().map(&mut member).collect(),
                orgs,
                connections: connections_of(random, connections, &people, &users),
                id: random.uuid(),
                name: name.to_owned(),
                created_at: random.time(2019, 2020),
            });
        }
        let secoda_groups = secoda_groups(random, &users[..EMPLOYEES]);
        Self { users, group_roles, org_roles, groups, secoda_workspace: random.uuid(), secoda_groups }
    }
}

/// The members of a group: employees, and two accounts of its own that no person uses.
fn people_of(random: &mut Random, group: usize, users: &mut Vec<User>) -> Vec<usize> {
    // The groups share people at their edges, as the divisions of a company do.
    let staff = group * 165..group * 165 + MEMBERS_PER_GROUP - 2;
    let first_bot = users.len();
    for name in BOTS.split(' ').skip(group * 2).take(2) {
        users.push(bot(random, name));
    }
    let mut people: Vec<usize> = staff.chain(first_bot..users.len()).collect();
    random.shuffle(&mut people);
    people
}

fn employees(random: &mut Random) -> Vec<User> {
    let firsts: Vec<&str> = FIRST_NAMES.split_whitespace().collect();
    let lasts: Vec<&str> = LAST_NAMES.split_whitespace().collect();
    let mut names: Vec<(&str, &str)> = firsts.iter().flat_map(|f| lasts.iter().map(move |l| (*f, *l))).collect();
    random.shuffle(&mut names);
    names.truncate(EMPLOYEES);
    let mut users: Vec<User> = names.iter().map(|(first, last)| employee(random, first, last, "")).collect();
    // Two people of one name, and one person with a second account under the same address.
    users[7] = employee(random, names[6].0, names[6].1, "2");
    let twin = User { id: random.uuid(), login_method: "github", ..employee(random, names[30].0, names[30].1, "") };
    users[31] = User { username: format!("{}-gh", twin.username), ..twin };
    users
}

fn employee(random: &mut Random, first: &str, last: &str, suffix: &str) -> User {
    let username = format!("{}.{}{suffix}", first.to_lowercase(), last.to_lowercase());
    User {
        id: random.uuid(),
        name: format!("{first} {last}"),
        email: Some(format!("{username}@example.com")),
        username,
        login_method: if random.percent(80) { "saml" } else { "github" },
    }
}

fn contractor(random: &mut Random, number: usize) -> User {
    let first = random.pick(&FIRST_NAMES.split_whitespace().collect::<Vec<_>>());
    let last = random.pick(&LAST_NAMES.split_whitespace().collect::<Vec<_>>());
    let username = format!("ext-{}{number}", last.to_lowercase());
    let email = Some(format!("{}.{}{number}@example.org", first.to_lowercase(), last.to_lowercase()));
    User { id: random.uuid(), name: format!("{first} {last}"), username, email, login_method: "google" }
}

fn bot(random: &mut Random, name: &str) -> User {
    User { id: random.uuid(), name: name.to_owned(), username: name.to_owned(), email: None, login_method: "token" }
}

fn membership(random: &mut Random, user: usize, weights: &[u64]) -> Membership {
    Membership { id: random.uuid(), user, role: random.weighted(weights), created_at: random.time(2021, 2025) }
}

fn org(random: &mut Random, name: &str, group: usize, people: &[usize], contractors: std::ops::Range<usize>) -> Org {
    let slug = format!("{}-{group}", name.to_lowercase().replace(' ', "-"));
    // Everybody works on the platform in some way: its members do not fit on one page.
    let size = if name == "Platform" { 130 } else { 8 + random.below(40) };
    let mut members = people.to_vec();
    random.shuffle(&mut members);
    members.truncate(size);
    members.extend(contractors.filter(|_| random.percent(3)));
    Org {
        id: random.uuid(),
        name: name.to_owned(),
        slug,
        created_at: random.time(2020, 2023),
        members: members.into_iter().map(|user| membership(random, user, &[9, 74, 17])).collect(),
    }
}

fn connections_of(random: &mut Random, names: &[&'static str], people: &[usize], users: &[User]) -> Vec<Connection> {
    let connection = |(number, name): (usize, &&'static str)| Connection {
        id: random.uuid(),
        name,
        users: people
            .iter()
            .filter(|user| *user % names.len() == number && users[**user].login_method == "saml")
            .map(|user| SsoUser {
                user: *user,
                email: users[*user].email.as_ref().map(|email| spelled(random, email)),
                active: random.percent(94),
                created_at: random.time(2021, 2025),
            })
            .collect(),
    };
    names.iter().enumerate().map(connection).collect()
}

fn secoda_groups(random: &mut Random, employees: &[User]) -> Vec<SecodaGroup> {
    let known = employees.iter().step_by(4).filter_map(|user| user.email.clone());
    let unknown = (1..=35).map(|number| format!("analyst{number:02}@example.com"));
    let people: Vec<String> = known
        .chain(unknown)
        .map(|email| if random.percent(45) { spelled(random, &email) } else { random.uuid().to_string() })
        .collect();
    let departments = DEPARTMENTS.split('|');
    let names = departments.flat_map(|name| ["Analysts", "Stewards", "Viewers"].map(|kind| format!("{name} {kind}")));
    let group = |name: String| {
        let mut users = people.clone();
        random.shuffle(&mut users);
        users.truncate(3 + random.below(18));
        let created_at = random.time(2022, 2023);
        let description = format!("{name} of the data workspace");
        let updated_at = random.time(2024, 2025);
        SecodaGroup { id: random.uuid(), icon: "users".to_owned(), name, description, users, created_at, updated_at }
    };
    names.take(SECODA_GROUPS).map(group).collect()
}

/// The address as it is, or now and then in another case.
fn spelled(random: &mut Random, email: &str) -> String {
    if !random.percent(12) {
        return email.to_owned();
    }
    let (first, rest) = email.split_at(1);
    first.to_uppercase() + &rest.replace("@example", "@Example")
}
