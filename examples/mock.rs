//! A test of somebody's function against the mock server.
//!
//! ```text
//! cargo run --example mock       # what the function makes of a service that answers, and of one in trouble
//! cargo test --example mock      # the tests below
//! ```

use snyk_secoda::mock::{Fault, Reply, Server};
use snyk_secoda::{Error, snyk};
use uuid::Uuid;

/// What is to be tested: the addresses of the administrators of a group. One that may not be read has none to tell.
async fn administrators(snyk: &snyk::Client, group: Uuid) -> Result<Vec<String>, Error> {
    let mut addresses = Vec::new();
    let mut members = snyk.groups().list_group_memberships(group).role_name("Group Admin").limit(100).items();
    loop {
        match members.try_next().await {
            Ok(Some(member)) => {
                let user = member.relationships.and_then(|relationships| relationships.user.data);
                addresses.extend(user.and_then(|user| user.attributes.email));
            }
            Ok(None) => return Ok(addresses),
            Err(error) if error.is_forbidden() => return Ok(Vec::new()),
            Err(error) => return Err(error),
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let server = Server::snyk().start().await?;
    let snyk = server.snyk_client()?;
    println!("as the document has it: {:?}", administrators(&snyk, Uuid::from_u128(1)).await?);

    let troubles = [
        ("a broken connection, which is tried again", Fault::Disconnect.into()),
        ("a refusal", Reply::problem(403, "Not yours")),
    ];
    for (trouble, reply) in troubles {
        server.on("listGroupMemberships")?.then(reply);
        println!("{trouble}: {:?}", administrators(&snyk, Uuid::from_u128(1)).await?);
    }
    for request in server.requests() {
        println!("{} {} for page sizes of {:?}", request.method(), request.path(), request.query_value("limit"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const GROUP: Uuid = Uuid::from_u128(1);

    /// Two pages, each with the member of the document under an address of its own.
    async fn server() -> Server {
        let server = Server::snyk().start().await.unwrap();
        let page = |email: &str| {
            let mut page = server.example("listGroupMemberships", 200).unwrap();
            page["data"][0]["relationships"]["user"]["data"]["attributes"]["email"] = json!(email);
            page
        };
        let mut first = page("ann@example.com");
        first["links"]["next"] = json!(format!("/groups/{GROUP}/memberships?starting_after=ann"));
        let script = server.on("listGroupMemberships").unwrap();
        script.then(Reply::json(200, first)).then(Reply::json(200, page("bob@example.com")));
        server
    }

    #[tokio::test]
    async fn all_pages_are_read() {
        let server = server().await;
        let found = administrators(&server.snyk_client().unwrap(), GROUP).await.unwrap();
        assert_eq!(found, ["ann@example.com", "bob@example.com"]);
        let requests = server.requests();
        assert_eq!(requests[0].argument("group_id"), Some(GROUP.to_string().as_str()));
        assert_eq!(requests[0].query_value("role_name"), Some("Group Admin"));
        assert_eq!(requests[1].query_value("starting_after"), Some("ann"));
    }

    #[tokio::test]
    async fn a_group_that_may_not_be_read_has_none() {
        let server = Server::snyk().start().await.unwrap();
        server.on("listGroupMemberships").unwrap().reply(Reply::documented(403));
        assert!(administrators(&server.snyk_client().unwrap(), GROUP).await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn trouble_is_an_error() {
        let server = Server::snyk().start().await.unwrap();
        server.on("listGroupMemberships").unwrap().fault(Fault::Truncate { after: 10 });
        assert!(administrators(&server.snyk_client().unwrap(), GROUP).await.is_err());
    }
}
