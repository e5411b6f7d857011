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
        pub by_constant: Option<ThingByConstant>,
        pub texts: Option<ThingTexts>,
        pub numbers: Option<f64>,
        pub mixed: Option<ThingMixed>,
        pub shared: Option<ThingShared>,
        pub one_required: Option<ThingOneRequired>,
        pub anything: Option<rt::Value>,
        pub not: Option<rt::Value>,
    }
    rt::record!(receive Thing {
        by_constant = optional "by_constant", texts = optional "texts", numbers = optional "numbers",
        mixed = optional "mixed", shared = optional "shared", one_required = optional "one_required",
        anything = optional "anything", not = optional "not",
    });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ThingByConstant {
        Card(ThingByConstantCard),
        Object(ThingByConstantObject),
        /// A form that this version of the crate does not know, as it was received.
        Unrecognized(rt::Value),
    }
    rt::union!(receive ThingByConstant by tag "type" { ["card"] => Card, ["bank", "cash"] => Object, });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingByConstantCard {
        pub r#type: ThingByConstantCardType,
        pub n: Option<i64>,
    }
    rt::record!(receive ThingByConstantCard { r#type = required "type", n = optional "n", });
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum ThingByConstantCardType {
        Card,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(ThingByConstantCardType { Card = "card", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingByConstantObject {
        pub r#type: ThingByConstantObjectType,
        pub n: Option<String>,
    }
    rt::record!(receive ThingByConstantObject { r#type = required "type", n = optional "n", });
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum ThingByConstantObjectType {
        Bank,
        Cash,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(ThingByConstantObjectType { Bank = "bank", Cash = "cash", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ThingMixed {
        String(String),
        Array(Vec<String>),
        Object(ThingMixedObject),
        /// A form that this version of the crate does not know, as it was received.
        Unrecognized(rt::Value),
    }
    rt::union!(receive ThingMixed by kind { ["string"] => String, ["array"] => Array, ["object"] => Object, });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ThingMixedObject {
        Object(ThingMixedObject2),
        Object2(ThingMixedObject3),
        /// A form that this version of the crate does not know, as it was received.
        Unrecognized(rt::Value),
    }
    rt::union!(receive ThingMixedObject by members { ["a"][] => Object, ["b"][] => Object2, });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingMixedObject2 {
        pub a: String,
    }
    rt::record!(receive ThingMixedObject2 { a = required "a", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingMixedObject3 {
        pub b: String,
    }
    rt::record!(receive ThingMixedObject3 { b = required "b", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingOneRequired {
        pub x: Option<String>,
        pub y: Option<String>,
    }
    rt::record!(receive ThingOneRequired { x = optional "x", y = optional "y", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ThingShared {
        Object(ThingSharedObject),
        Object2(ThingSharedObject2),
        /// A form that this version of the crate does not know, as it was received.
        Unrecognized(rt::Value),
    }
    rt::union!(receive ThingShared by members { ["id", "x"][] => Object, ["id", "y"][] => Object2, });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingSharedObject {
        pub x: String,
        pub id: String,
    }
    rt::record!(receive ThingSharedObject { x = required "x", id = required "id", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ThingSharedObject2 {
        pub y: String,
        pub id: String,
    }
    rt::record!(receive ThingSharedObject2 { y = required "y", id = required "id", });
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum ThingTexts {
        A,
        B,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(ThingTexts { A = "a", B = "b", });
}
