//! Every operation of both services, and all that can be asked of what comes of one.

use std::error::Error as _;
use std::pin::Pin;
use std::time::Duration;

use snyk_secoda::rt::Uuid;
use snyk_secoda::{ClientBuilder, Error, Operation, RetryPolicy, secoda, snyk};

use super::MARKER;
use super::full_bodies::{
    create_group_membership, create_org_membership, update_group_user_membership, update_org, update_org_membership,
};

/// What an operation shows of itself, and what came of it.
pub struct Call {
    pub operation: &'static Operation,
    pub shown: String,
    pub sent: Pin<Box<dyn Future<Output = Result<String, Error>>>>,
}

macro_rules! calls {
    ($($row:path: $request:expr;)*) => {
        vec![$({
            let request = $request;
            let shown = format!("{request:?} {:?}", request.parts().unwrap());
            let sent = Box::pin(async move {
                let answer = request.send().await?;
                Ok(format!("{answer:?} {:?}", answer.meta()))
            });
            Call { operation: &$row, shown, sent }
        }),*]
    };
}

/// Both services at one address, with one kind of credential.
#[derive(Debug)]
pub struct Clients {
    pub snyk: snyk::Client,
    pub secoda: secoda::Client,
}

/// How long and how often a client asks, and how much it reads.
#[derive(Clone, Copy)]
pub struct Limits {
    pub attempt: Duration,
    pub total: Option<Duration>,
    pub retry: RetryPolicy,
    pub max_body: usize,
}

const GROUP: Uuid = Uuid::from_u128(0x1111_1111_1111_4111_8111_1111_1111_1111);
const ORG: Uuid = Uuid::from_u128(0x2222_2222_2222_4222_8222_2222_2222_2222);
const USER: Uuid = Uuid::from_u128(0x3333_3333_3333_4333_8333_3333_3333_3333);

impl Clients {
    /// Clients of a server, as if it were both services.
    pub fn at(url: &str, credential: snyk::Credential, limits: Limits) -> Self {
        let snyk = snyk::Client::builder().credential(credential).base_url(format!("{url}/rest"));
        let secoda = secoda::Client::builder().credential(secoda::Credential::api_key(MARKER)).base_url(url);
        Self { snyk: limits.set(snyk).build().unwrap(), secoda: limits.set(secoda).build().unwrap() }
    }

    /// Every operation of both services once, not sent yet.
    pub fn calls(&self) -> Vec<Call> {
        let calls: Vec<Call> =
            [self.calls_of_groups(), self.calls_of_orgs(), self.calls_of_secoda()].into_iter().flatten().collect();
        let mut ids: Vec<_> = calls.iter().map(|call| (call.operation.id, call.operation.path)).collect();
        let all = snyk::OPERATIONS.iter().chain(secoda::OPERATIONS);
        let mut expected: Vec<_> = all.map(|operation| (operation.id, operation.path)).collect();
        ids.sort_unstable();
        expected.sort_unstable();
        assert_eq!(ids, expected, "every operation once");
        calls
    }

    pub fn calls_of_groups(&self) -> Vec<Call> {
        use snyk::groups as rows;
        let groups = self.snyk.groups();
        calls! {
            rows::LIST_GROUPS: groups.list_groups();
            rows::GET_GROUP: groups.get_group(GROUP);
            rows::LIST_GROUP_SSO_CONNECTIONS: groups.list_group_sso_connections(GROUP);
            rows::LIST_GROUP_SSO_CONNECTION_USERS: groups.list_group_sso_connection_users(GROUP, ORG);
            rows::DELETE_USER: groups.delete_user(GROUP, ORG, USER);
            rows::LIST_GROUP_USER_ORG_MEMBERSHIPS: groups.list_group_user_org_memberships(GROUP, USER);
            rows::LIST_GROUP_MEMBERSHIPS: groups.list_group_memberships(GROUP);
            rows::CREATE_GROUP_MEMBERSHIP:
                groups.create_group_membership(GROUP, &create_group_membership(GROUP, ORG, USER));
            rows::UPDATE_GROUP_USER_MEMBERSHIP:
                groups.update_group_user_membership(GROUP, ORG, &update_group_user_membership(ORG, USER));
            rows::DELETE_GROUP_MEMBERSHIP: groups.delete_group_membership(GROUP, ORG);
        }
    }

    fn calls_of_orgs(&self) -> Vec<Call> {
        use snyk::orgs as rows;
        let orgs = self.snyk.orgs();
        calls! {
            rows::LIST_ORGS: orgs.list_orgs();
            rows::UPDATE_ORG: orgs.update_org(ORG, &update_org(ORG, "Payments"));
            rows::LIST_ORG_MEMBERSHIPS: orgs.list_org_memberships(ORG);
            rows::CREATE_ORG_MEMBERSHIP: orgs.create_org_membership(ORG, &create_org_membership(ORG, GROUP, USER));
            rows::UPDATE_ORG_MEMBERSHIP: orgs.update_org_membership(ORG, USER, &update_org_membership(USER, GROUP));
            rows::DELETE_ORG_MEMBERSHIP: orgs.delete_org_membership(ORG, USER);
            rows::LIST_ORGS_IN_GROUP: orgs.list_orgs_in_group(GROUP);
        }
    }

    fn calls_of_secoda(&self) -> Vec<Call> {
        use secoda::groups as rows;
        let groups = self.secoda.groups();
        calls! {
            rows::LIST_GROUPS: groups.list_groups();
            rows::CREATE_GROUP: groups.create_group(&secoda::types::CreateGroupBody::new().name("G").users(Vec::new()));
            rows::GET_GROUP: groups.get_group("g-1");
            rows::DELETE_GROUP: groups.delete_group("g-1");
            rows::UPDATE_GROUP: groups.update_group("g-1", &secoda::types::UpdateGroupBody::new());
        }
    }
}

impl Limits {
    fn set<A>(self, builder: ClientBuilder<A>) -> ClientBuilder<A> {
        let builder = builder.timeout(self.attempt).retry(self.retry).max_body(self.max_body);
        self.total.into_iter().fold(builder, ClientBuilder::total_timeout)
    }
}

/// All that an outcome can be asked for.
pub fn shown(outcome: &Result<String, Error>) -> String {
    let error = match outcome {
        Ok(answer) => return answer.clone(),
        Err(error) => error,
    };
    let mut text = format!("{error} {error:?} {:?} {:?}", error.body(), error.problems());
    text += &format!("{:?} {:?} {:?}", error.json_path(), error.request_id(), error.violations());
    text += &error.meta().map_or(String::new(), |meta| format!("{meta:?} {:?} {:?}", meta.headers(), meta.location()));
    let mut source = error.source();
    while let Some(cause) = source {
        text += &format!(" {cause} {cause:?}");
        source = cause.source();
    }
    text
}
