//! Calls whose answers have every shape there is: of both services, and of the goldens.

use std::pin::Pin;

use snyk_secoda::rt::Uuid;
use snyk_secoda::{Error, Meta, secoda};

use super::{Clients, goldens};

/// A call that was described: it ends with what the answer says besides its value.
pub type Call = Pin<Box<dyn Future<Output = Result<Meta, Error>>>>;

type Make = fn(&Clients) -> Call;

/// By their numbers, from 0 and over again.
pub fn call(number: usize, clients: &Clients) -> Call {
    let make = CALLS.get(number % CALLS.len()).copied().unwrap_or(CALLS[0]);
    make(clients)
}

macro_rules! calls {
    ($($clients:ident $request:expr;)*) => {
        /// All of them. New ones belong at the end, so that old inputs stay what they were.
        const CALLS: &[Make] = &[$(|$clients| {
            let request = $request;
            Box::pin(async move {
                let answer = request.send().await?;
                // It may show what a service echoes, but must not panic.
                let _ = format!("{answer:?}");
                Ok(answer.meta().clone())
            })
        }),*];
    };
}

const A: Uuid = Uuid::from_u128(0x1111_1111_1111_4111_8111_1111_1111_1111);
const B: Uuid = Uuid::from_u128(0x2222_2222_2222_4222_8222_2222_2222_2222);

calls! {
    of of.snyk.groups().list_groups();
    of of.snyk.groups().get_group(A);
    of of.snyk.groups().list_group_sso_connections(A);
    of of.snyk.groups().list_group_sso_connection_users(A, B);
    of of.snyk.groups().delete_user(A, B, A);
    of of.snyk.groups().list_group_user_org_memberships(A, B);
    of of.snyk.groups().list_group_memberships(A);
    of of.snyk.groups().delete_group_membership(A, B);
    of of.snyk.orgs().list_orgs();
    of of.snyk.orgs().list_org_memberships(A);
    of of.snyk.orgs().list_orgs_in_group(A);
    of of.snyk.orgs().delete_org_membership(A, B);
    of of.secoda.groups().list_groups();
    of of.secoda.groups().get_group("g-1");
    of of.secoda.groups().delete_group("g-1");
    of of.secoda.groups().update_group("g-1", &secoda::types::UpdateGroupBody::new());
    of goldens::union_members::Client(of.snyk.clone()).things().get_thing();
    of goldens::union_more::Client(of.snyk.clone()).things().get_thing();
    of goldens::union_tag::Client(of.snyk.clone()).things().get_thing();
    of goldens::outcomes::Client(of.snyk.clone()).things().create_thing("{}");
    of goldens::formats::Client(of.snyk.clone()).things().get_thing();
    of goldens::all_of::Client(of.snyk.clone()).things().get_thing();
    of goldens::inheritance::Client(of.snyk.clone()).things().get_thing();
    of goldens::enums_of_integers::Client(of.snyk.clone()).things().get_thing();
    of goldens::recursion::Client(of.snyk.clone()).things().get_thing();
    of goldens::recursion_of_lists::Client(of.snyk.clone()).things().get_thing();
    of goldens::returns::Client(of.snyk.clone()).things().download();
    of goldens::media_types::Client(of.snyk.clone()).things().get_report();
    of goldens::paging_by_number::Client(of.snyk.clone()).things().list_things();
    of goldens::paging_by_number::Client(of.snyk.clone()).things().list_properties();
    of goldens::paging_by_cursor_of_the_body::Client(of.snyk.clone()).things().list_things();
}
