//! An API that another crate defines: what generated code relies on has to work from there.

use serde_json::json;
use snyk_secoda::rt;
use snyk_secoda::{Api, Error};

use super::MARKER;
use super::server::{Reply, Server};

enum Pets {}

impl Api for Pets {
    const SERVICE: &'static rt::Service = &rt::Service { name: "Pets", ..rt::Service::PLAIN };
}

/// Another crate cannot add methods to `snyk_secoda::Client`, so it wraps one.
#[derive(Clone, Debug)]
pub(crate) struct Client(rt::Client<Pets>);

impl Client {
    fn core(&self) -> &rt::Core {
        self.0.core()
    }

    fn pets(&self) -> pets::Pets {
        pets::Pets::new(self)
    }
}

mod pets {
    #![allow(unreachable_pub, missing_docs)]

    use super::{Client, rt};

    rt::tag! { Pets of Client }

    impl Pets {
        pub fn get_pet(&self, name: &str) -> GetPet {
            GetPet(self.0.call(&GET_PET).path("name", name).header("x-mood", "good"))
        }

        pub fn get_photo(&self, name: &str, sizes: &[i32], formats: &[&str]) -> GetPhoto {
            let call = self.0.call(&GET_PHOTO).path("name", name);
            GetPhoto(call.query_each("size", sizes).query_joined("format", ',', formats))
        }
    }

    rt::operation! {
        GetPet GET_PET {
            id: "getPet", method: rt::Method::GET, path: "/pets/{name}",
            parameters: &[
                rt::Parameter::path("name", &rt::Rules::NONE.max_length(20)).required(),
                rt::Parameter::header("x-mood", &rt::Rules::NONE.max_length(4)).required(),
                rt::Parameter::query("age", &rt::Rules::NONE.minimum(1.0)).required(),
            ],
        } -> rt::Map<rt::Value>
    }

    rt::operation! {
        GetPhoto GET_PHOTO {
            id: "getPhoto", method: rt::Method::GET, path: "/pets/{name}/photo",
            accept: &["image/png", "image/jpeg"],
        } -> bytes
    }

    impl GetPet {
        pub fn age(self, age: i32) -> Self {
            Self(self.0.query("age", age))
        }
    }
}

fn client(server: &Server, credential: Option<rt::Credential<Pets>>) -> Client {
    let builder = rt::Client::builder().base_url(server.url(""));
    Client(match credential {
        Some(credential) => builder.credential(credential).build().unwrap(),
        None => builder.build().unwrap(),
    })
}

#[tokio::test]
async fn a_key_in_a_header() {
    let server = Server::start([Reply::json(200, json!({"name": "Rex"}))]).await;
    let credential = rt::Credential::header("x-api-key".parse().unwrap(), MARKER);
    let pet = client(&server, Some(credential)).pets().get_pet("a/b").age(3).send().await.unwrap();
    assert_eq!(pet["name"], "Rex");
    let request = &server.requests()[0];
    assert_eq!(request.target, "/pets/a%2Fb?age=3");
    assert_eq!((request.header("x-api-key"), request.header("authorization")), (Some(MARKER), None));
    assert_eq!(request.header("x-mood"), Some("good"));
}

#[tokio::test]
async fn bytes_of_several_media_types() {
    let server = Server::start([Reply::new(200).body([0, 255, 1])]).await;
    let request = client(&server, None).pets().get_photo("Rex", &[1, 2], &["a,b", "c"]);
    assert_eq!(request.send().await.unwrap().into_inner().as_ref(), [0, 255, 1]);
    let request = &server.requests()[0];
    assert_eq!(request.target, "/pets/Rex/photo?size=1&size=2&format=a%2Cb,c");
    assert_eq!(request.header("accept"), Some("image/png, image/jpeg"));
}

#[tokio::test]
async fn path_values_that_change_the_path_are_refused() {
    let server = Server::start([]).await;
    for name in ["", ".", ".."] {
        let request = client(&server, None).pets().get_photo(name, &[], &[]);
        assert!(request.parts().is_err() && request.send().await.unwrap_err().is_invalid_request());
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn no_credential_at_all() {
    let server = Server::start([Reply::json(200, json!({}))]).await;
    client(&server, None).pets().get_pet("Rex").age(3).send().await.unwrap();
    assert_eq!(server.requests()[0].header("authorization"), None);
}

#[tokio::test]
async fn required_parameters_are_required() {
    let server = Server::start([]).await;
    let error: Error = client(&server, None).pets().get_pet("Rex").send().await.unwrap_err();
    assert_eq!(error.violations()[0].to_string(), "query parameter `age`: is required");
    assert!(server.requests().is_empty());
}

#[test]
fn a_service_without_an_address_or_variables_says_so() {
    assert!(rt::Client::<Pets>::builder().build().unwrap_err().to_string().contains("base_url"));
    assert!(rt::Client::<Pets>::from_env().unwrap_err().to_string().contains("environment"));
}
