//! An API as the generator would write it, with the constructs of OpenAPI that Snyk and Secoda do not use.

use std::time::Duration;

use snyk_secoda::rt;
use snyk_secoda::{Api, ClientBuilder, Counters};

use super::MARKER;
use super::server::Server;

pub(crate) enum Shop {}

impl Api for Shop {
    const SERVICE: &'static rt::Service = &rt::Service { name: "Shop", ..rt::Service::PLAIN };
}

#[derive(Clone, Debug)]
pub(crate) struct Client(rt::Client<Shop>);

impl Client {
    pub(crate) fn at(server: &Server) -> Self {
        Self::with(server, |builder| builder)
    }

    pub(crate) fn with(server: &Server, change: fn(ClientBuilder<Shop>) -> ClientBuilder<Shop>) -> Self {
        let builder = rt::Client::builder().base_url(server.url("")).timeout(Duration::from_secs(20));
        let builder = builder.credential(rt::Credential::authorization(rt::Scheme::Bearer, MARKER));
        Self(change(builder).build().unwrap())
    }

    pub(crate) fn authorized(server: &Server, credential: rt::Credential<Shop>) -> Self {
        Self(rt::Client::builder().base_url(server.url("")).credential(credential).build().unwrap())
    }

    pub(crate) fn counters(&self) -> Counters {
        self.0.counters()
    }

    fn core(&self) -> &rt::Core {
        self.0.core()
    }

    pub(crate) fn items(&self) -> items::Items {
        items::Items::new(self)
    }
}

pub(crate) mod items {
    #![allow(unreachable_pub, missing_docs)]

    use super::{Client, rt, types};

    rt::tag! { Items of Client }

    impl Items {
        /// `POST /items`: a result by its status.
        pub fn create_item(&self, body: &types::NewItem) -> CreateItem {
            CreateItem(self.0.call(&CREATE_ITEM).form(body, &[rt::FormField::new("size", rt::Style::DEEP_OBJECT)]))
        }

        pub fn add_photo(&self, id: u32, body: &types::Photo) -> AddPhoto {
            AddPhoto(self.0.call(&ADD_PHOTO).path_value("id", rt::Style::MATRIX, &id).multipart(body))
        }

        pub fn put_text(&self, body: impl Into<rt::Body>) -> PutText {
            PutText(self.0.call(&PUT_TEXT).body(body))
        }

        pub fn get_text(&self) -> GetText {
            GetText(self.0.call(&GET_TEXT))
        }

        pub fn get_log(&self) -> GetLog {
            GetLog(self.0.call(&GET_LOG))
        }

        pub fn get_file(&self) -> GetFile {
            GetFile(self.0.call(&GET_FILE))
        }

        pub fn find_items(&self) -> FindItems {
            FindItems(self.0.call(&FIND_ITEMS))
        }

        pub fn latest(&self) -> Latest {
            Latest(self.0.call(&LATEST))
        }

        pub fn search(&self) -> Search {
            Search(self.0.call(&SEARCH))
        }

        /// `GET /counted`: pages by offset.
        pub fn count(&self) -> Count {
            Count(self.0.call(&COUNT))
        }

        /// `GET /scrolled`: the cursor of the next page is in the body, the items are further in.
        pub fn scroll(&self) -> Scroll {
            Scroll(self.0.call(&SCROLL))
        }

        pub fn browse(&self) -> Browse {
            Browse(self.0.call(&BROWSE))
        }

        /// `GET /leaves`: pages by number, with the link to the next one beside the items.
        pub fn leaf(&self) -> Leaf {
            Leaf(self.0.call(&LEAF))
        }

        /// `GET /tags`: the answer is the list.
        pub fn list_tags(&self) -> ListTags {
            ListTags(self.0.call(&LIST_TAGS))
        }
    }

    rt::operation! {
        CreateItem CREATE_ITEM {
            id: "createItem", method: rt::Method::POST, path: "/items",
            content_type: Some("application/x-www-form-urlencoded"),
            body: Some(&rt::Rules::NONE.fields(&[("name", &rt::Rules::NONE.max_length(9))])),
            results: &[303],
        } -> outcome types::CreateItemResult fails outcome types::CreateItemFailure
    }

    rt::operation! {
        AddPhoto ADD_PHOTO {
            id: "addPhoto", method: rt::Method::POST, path: "/items/{id}/photos",
            content_type: Some("multipart/form-data"),
            body: Some(&rt::Rules::NONE.fields(&[("title", &rt::Rules::NONE.max_length(9))])),
        } -> nothing
    }

    rt::operation! {
        PutText PUT_TEXT {
            id: "putText", method: rt::Method::PUT, path: "/text", content_type: Some("text/csv"),
        } -> optional types::Item fails types::Complaint
    }

    rt::operation! { GetText GET_TEXT { id: "getText", path: "/text", accept: &["text/plain"], } -> text }

    rt::operation! { GetLog GET_LOG { id: "getLog", path: "/log", accept: &["text/plain"], } -> stream }

    rt::operation! {
        GetFile GET_FILE { id: "getFile", path: "/file", accept: &["image/png"], } -> bytes fails types::Complaint
    }

    rt::operation! {
        FindItems FIND_ITEMS {
            id: "findItems", path: "/items", anonymous: true,
            parameters: &[
                rt::Parameter::cookie("session", &rt::Rules::NONE.max_length(8)).required(),
                rt::Parameter::query("filter", &rt::Rules::NONE.fields(&[("size", &rt::Rules::NONE.maximum(9.0))])),
            ],
        } -> rt::Map<rt::Value> fails types::Complaint
    }

    rt::operation! { Latest LATEST { id: "latest", path: "/latest", results: &[303], } -> nothing }

    rt::operation! { Search SEARCH { id: "search", method: rt::Method::POST, path: "/search", } -> pages types::Found }

    rt::operation! {
        Browse BROWSE { id: "browse", path: "/browse", paging: rt::Paging::Cursor("offset"), } -> pages types::Found
    }

    rt::operation! {
        Leaf LEAF { id: "leaf", path: "/leaves", paging: rt::Paging::Page("page"), } -> pages types::Found
    }

    rt::operation! { ListTags LIST_TAGS { id: "listTags", path: "/tags", } -> Vec<types::Item> }

    rt::operation! {
        Count COUNT { id: "count", path: "/counted", paging: rt::Paging::Offset("offset"), } -> pages types::Counted
    }

    rt::operation! {
        beta Scroll SCROLL {
            id: "scroll", path: "/scrolled", stability: Some("beta"), paging: rt::Paging::Cursor("cursor"),
        } -> pages types::Scrolled
    }

    impl Count {
        pub fn offset(self, offset: f64) -> Self {
            Self(self.0.query("offset", offset))
        }

        pub fn limit(self, limit: i64) -> Self {
            Self(self.0.query("limit", limit))
        }
    }

    impl Scroll {
        pub fn size(self, size: i64) -> Self {
            Self(self.0.query("size", size))
        }
    }

    impl AddPhoto {
        pub fn tags(self, tags: &[&str]) -> Self {
            Self(self.0.header_value("x-tags", rt::Style::SIMPLE, &tags))
        }
    }

    impl FindItems {
        pub fn session(self, session: &str) -> Self {
            Self(self.0.cookie("session", session))
        }

        pub fn seen(self, seen: &[u32]) -> Self {
            Self(self.0.cookie_value("seen", rt::Style::FORM, &seen))
        }

        pub fn filter(self, filter: &rt::Map<rt::Value>) -> Self {
            Self(self.0.query_value("filter", rt::Style::DEEP_OBJECT, filter))
        }

        pub fn near(self, near: &str) -> Self {
            Self(self.0.query_value("near", rt::Style::FORM_EXPLODED.allow_reserved(), &near))
        }
    }
}

pub(crate) mod types {
    #![allow(unreachable_pub)]

    use super::rt;

    #[derive(Clone, Debug, PartialEq)]
    pub struct Item {
        pub id: u32,
    }

    rt::record! { receive Item { id = required "id", } }

    #[derive(Clone, Debug, PartialEq)]
    pub struct Found {
        pub items: Option<Vec<Item>>,
        pub next: Option<String>,
    }

    rt::record! { receive Found { items = optional "items", next = optional "next", } }

    rt::page! { Found of Item { items items optional; link next optional; } }

    #[derive(Clone, Debug, PartialEq)]
    pub struct Counted {
        pub items: Vec<Item>,
        pub next: Option<String>,
        pub total: Option<i32>,
    }

    rt::record! { receive Counted { items = required "items", next = optional "next", total = optional "total", } }

    rt::page! { Counted of Item { items items required; link next optional; total total optional; } }

    #[derive(Clone, Debug, PartialEq)]
    pub struct Scrolled {
        pub data: Option<ScrolledData>,
        pub cursor: Option<String>,
    }

    rt::record! { receive Scrolled { data = optional "data", cursor = optional "cursor", } }

    rt::page! { Scrolled of Item { items data optional items required; cursor cursor optional; } }

    #[derive(Clone, Debug, PartialEq)]
    pub struct ScrolledData {
        pub items: Vec<Item>,
    }

    rt::record! { receive ScrolledData { items = required "items", } }

    #[derive(Clone, Debug, PartialEq)]
    pub struct Complaint {
        pub message: String,
    }

    rt::record! { receive Complaint { message = required "message", } }

    #[derive(Clone, Debug)]
    pub struct NewItem {
        pub name: String,
        pub tags: Vec<String>,
        pub size: rt::Map<u32>,
    }

    rt::record! { send NewItem { name = required "name", tags = required "tags", size = required "size", } }

    #[derive(Clone, Debug)]
    pub struct Photo {
        pub title: Option<String>,
        pub content: rt::File,
    }

    rt::parts! { Photo { title = optional text "title", content = required file "content" as "image/png", } }

    #[derive(Clone, Debug, PartialEq)]
    pub enum CreateItemResult {
        Ok(Item),
        Created(Item),
        NoContent,
        SeeOther,
        Success(String),
        Unrecognized(u16),
    }

    rt::outcome! {
        CreateItemResult {
            200 => Ok json, 201 => Created json, 204 => NoContent nothing, 303 => SeeOther nothing,
            206 => Success text,
        }
    }

    #[derive(Clone, Debug, PartialEq)]
    pub enum CreateItemFailure {
        NotFound(Complaint),
        ClientError(String),
        Unrecognized(u16),
    }

    rt::outcome! { CreateItemFailure { 404 => NotFound json, range 4 => ClientError text } }
}
