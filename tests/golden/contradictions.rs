// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[&things::GET_THING];
impl Client {
    /// The operations of the tag `Things`.
    pub fn things(&self) -> things::Things {
        things::Things::new(self)
    }
}
/// The operations of the tag `Things`.
pub mod things {
    use super::{Client, rt, types};
    rt::tag!(Things of Client);
    impl Things {
        /// `GET /things`
        pub fn get_thing(&self) -> GetThing {
            GetThing(self.0.call(&GET_THING))
        }
    }
    rt::operation!(GetThing GET_THING {
        id: "getThing", method: rt::Method::GET, path: "/things", tag: "Things", accept: &["application/json"],
    } -> types::Thing);
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        pub text_with_properties: Option<String>,
        pub list_with_properties: Option<Vec<String>>,
        pub object_with_items: Option<ThingTypelessObject>,
        pub typeless_list: Option<Vec<String>>,
        pub typeless_object: Option<ThingTypelessObject>,
        pub typeless_enum: Option<ThingTypelessEnum>,
        pub list_of_unions: Option<Vec<ThingListOfUnionsItem>>,
        pub enum_of_lists: Option<Vec<String>>,
        pub named_twice: Option<ThingNamedTwice>,
        pub map_beside_list: Option<Vec<String>>,
    }
    rt::record!(receive Thing {
        text_with_properties = optional "text_with_properties", list_with_properties = optional "list_with_properties",
        object_with_items = optional "object_with_items", typeless_list = optional "typeless_list",
        typeless_object = optional "typeless_object", typeless_enum = optional "typeless_enum",
        list_of_unions = optional "list_of_unions", enum_of_lists = optional "enum_of_lists",
        named_twice = optional "named_twice", map_beside_list = optional "map_beside_list",
    });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ThingListOfUnionsItem {
        String(String),
        Integer(i64),
        /// A form that this version of the crate does not know, as it was received.
        Unrecognized(rt::Value),
    }
    rt::union!(receive ThingListOfUnionsItem by kind { ["string"] => String, ["number"] => Integer, });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingNamedTwice {
        pub a: String,
        pub ghost: rt::Value,
    }
    rt::record!(receive ThingNamedTwice { a = required "a", ghost = required "ghost", });
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum ThingTypelessEnum {
        A,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(ThingTypelessEnum { A = "a", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingTypelessObject {
        pub a: Option<String>,
    }
    rt::record!(receive ThingTypelessObject { a = optional "a", });
}
