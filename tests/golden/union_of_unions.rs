// Generated from specs/golden.json. To change it, change the document or src/codegen.

use ::snyk_secoda::rt;
/// The version of the API that these operations were generated from, and the default of the client.
pub const API_VERSION: &str = "2024-10-15";
/// Every operation, tag by tag.
pub static OPERATIONS: &[&rt::Operation] = &[&rules::CREATE_RULE];
impl Client {
    /// The operations of the tag `Rules`.
    pub fn rules(&self) -> rules::Rules {
        rules::Rules::new(self)
    }
}
/// The operations of the tag `Rules`.
pub mod rules {
    use super::{Client, rt, types};
    rt::tag!(Rules of Client);
    impl Rules {
        /// `POST /rules`
        pub fn create_rule(&self, body: &types::Rule) -> CreateRule {
            CreateRule(self.0.call(&CREATE_RULE).json(body))
        }
    }
    rt::operation!(
        CreateRule CREATE_RULE { id : "createRule", method : rt::Method::POST, path :
        "/rules", tag : "Rules", content_type : Some("application/json"), } -> nothing
    );
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct High {
        pub r#type: LowTypeString2,
        pub severity: LowSeverityString,
    }
    rt::record!(send High { r#type = required "type", severity = required "severity", });
    rt::build!(
        High new {} constant { r#type : LowTypeString2; severity : LowSeverityString; }
    );
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Ignore {
        pub r#type: LowTypeString,
        pub reason: String,
    }
    rt::record!(send Ignore { r#type = required "type", reason = required "reason", });
    rt::build!(Ignore new { reason : String; } constant { r#type : LowTypeString; });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Low {
        pub r#type: LowTypeString2,
        pub severity: LowSeverityString2,
    }
    rt::record!(send Low { r#type = required "type", severity = required "severity", });
    rt::build!(
        Low new {} constant { r#type : LowTypeString2; severity : LowSeverityString2; }
    );
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum LowSeverity {
        Low,
        High,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(LowSeverity { Low = "low", High = "high", });
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum LowSeverityString {
        High,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(LowSeverityString { High = "high", });
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum LowSeverityString2 {
        Low,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(LowSeverityString2 { Low = "low", });
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum LowType {
        Override,
        Ignore,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(LowType { Override = "override", Ignore = "ignore", });
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum LowTypeString {
        Ignore,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(LowTypeString { Ignore = "ignore", });
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum LowTypeString2 {
        Override,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(LowTypeString2 { Override = "override", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum Override {
        Low(Low),
        High(High),
        /// A form that this version of the crate does not know, as it was received.
        Unrecognized(rt::Value),
    }
    rt::union!(send Override by tag "severity" { ["low"] => Low, ["high"] => High, });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Rule {
        pub action: Option<RuleAction>,
        pub other: Option<RuleOther>,
    }
    rt::record!(send Rule { action = optional "action", other = optional "other", });
    rt::build!(Rule new {} optional { action : RuleAction; other : RuleOther; });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum RuleAction {
        Override(Override),
        Ignore(Ignore),
        /// A form that this version of the crate does not know, as it was received.
        Unrecognized(rt::Value),
    }
    rt::union!(
        send RuleAction by members { [] [] => Override, ["reason", "type"] [] => Ignore,
        }
    );
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct RuleOther {
        pub r#type: LowType,
        pub severity: Option<LowSeverity>,
        pub reason: Option<String>,
    }
    rt::record!(
        send RuleOther { r#type = required "type", severity = optional "severity", reason
        = optional "reason", }
    );
    rt::build!(
        RuleOther new { r#type : LowType; } optional { severity : LowSeverity; reason :
        String; }
    );
}
