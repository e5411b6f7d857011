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
    rt::operation!(CreateRule CREATE_RULE {
        id: "createRule", method: rt::Method::POST, path: "/rules", tag: "Rules",
        content_type: Some("application/json"),
    } -> nothing);
}
/// What the operations send and receive.
pub mod types {
    use super::rt;
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct High {
        pub r#type: LowType,
        pub severity: HighSeverity,
    }
    rt::record!(send High { r#type = required "type", severity = required "severity", });
    rt::build!(High new {} constant { r#type: LowType; severity: HighSeverity; });
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum HighSeverity {
        High,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(HighSeverity { High = "high", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Ignore {
        pub r#type: IgnoreType,
        pub reason: String,
    }
    rt::record!(send Ignore { r#type = required "type", reason = required "reason", });
    rt::build!(Ignore new { reason: String; } constant { r#type: IgnoreType; });
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum IgnoreType {
        Ignore,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(IgnoreType { Ignore = "ignore", });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Low {
        pub r#type: LowType,
        pub severity: LowSeverity,
    }
    rt::record!(send Low { r#type = required "type", severity = required "severity", });
    rt::build!(Low new {} constant { r#type: LowType; severity: LowSeverity; });
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum LowSeverity {
        Low,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(LowSeverity { Low = "low", });
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum LowSeverity2 {
        Low,
        High,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(LowSeverity2 { Low = "low", High = "high", });
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum LowType {
        Override,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(LowType { Override = "override", });
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum LowType2 {
        Override,
        Ignore,
        /// A value that this version of the crate does not know, as it was received.
        Unrecognized(String),
    }
    rt::open_enum!(LowType2 { Override = "override", Ignore = "ignore", });
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
    rt::build!(Rule new {} optional { action: RuleAction; other: RuleOther; });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum RuleAction {
        Override(Override),
        Ignore(Ignore),
        /// A form that this version of the crate does not know, as it was received.
        Unrecognized(rt::Value),
    }
    rt::union!(send RuleAction by members { [][] => Override, ["reason", "type"][] => Ignore, });
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct RuleOther {
        pub r#type: LowType2,
        pub severity: Option<LowSeverity2>,
        pub reason: Option<String>,
    }
    rt::record!(
        send RuleOther { r#type = required "type", severity = optional "severity", reason = optional "reason", }
    );
    rt::build!(RuleOther new { r#type: LowType2; } optional { severity: LowSeverity2; reason: String; });
}
