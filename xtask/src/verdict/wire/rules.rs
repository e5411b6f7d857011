//! The kinds of difference between types, what they are called, and what they mean.

use crate::verdict::Level;

/// Which way values of a type go, as seen from a program that is built already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::verdict) enum Way {
    Sent,
    Received,
    /// In the body of an error, which is decoded only if somebody asks for it.
    Failed,
}

/// A kind of difference between two types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::verdict) enum What {
    MemberGone,
    MemberAdded,
    /// It could be counted on, or had to be sent, and no longer.
    MemberOptional,
    MemberRequired,
    NullGone,
    NullAdded,
    /// Values of another kind.
    TypeChanged,
    /// More values of the same kind.
    TypeWidened,
    TypeNarrowed,
    ValueGone,
    ValueAdded,
    VariantGone,
    VariantAdded,
    /// Members beside the named ones.
    OpenMembersGone,
    OpenMembersAdded,
}

/// The rule of a kind of difference, for each way.
macro_rules! rules {
    ($what:expr, $way:expr, { $($kind:ident => $name:literal,)* }) => {
        match ($what, $way) {
            $(
                (What::$kind, Way::Sent) => concat!("request-", $name),
                (What::$kind, Way::Received) => concat!("answer-", $name),
                (What::$kind, Way::Failed) => concat!("error-", $name),
            )*
        }
    };
}

impl What {
    pub(super) fn rule(self, way: Way) -> &'static str {
        rules!(self, way, {
            MemberGone => "member-gone",
            MemberAdded => "member-added",
            MemberOptional => "member-optional",
            MemberRequired => "member-required",
            NullGone => "null-gone",
            NullAdded => "null-added",
            TypeChanged => "type-changed",
            TypeWidened => "type-widened",
            TypeNarrowed => "type-narrowed",
            ValueGone => "enum-value-gone",
            ValueAdded => "enum-value-added",
            VariantGone => "variant-gone",
            VariantAdded => "variant-added",
            OpenMembersGone => "open-members-gone",
            OpenMembersAdded => "open-members-added",
        })
    }

    /// One sentence for somebody who runs an old build.
    pub(super) fn means(self, way: Way, level: Level) -> &'static str {
        match way {
            Way::Sent => self.of_sent(level),
            Way::Received => self.of_received(level),
            Way::Failed => self.of_failed(level),
        }
    }

    fn of_sent(self, level: Level) -> &'static str {
        match (self, level) {
            (Self::MemberGone, Level::Breaks) => "The object is closed: a request that has the member is refused.",
            (Self::MemberGone, _) => "An old build may still send it; the service ignores or refuses it.",
            (Self::MemberAdded | Self::MemberRequired, Level::Breaks) => {
                "An old build sends requests without it, and they are refused."
            }
            (Self::MemberAdded, _) => "An old build leaves it out, as before.",
            (Self::MemberOptional | Self::MemberRequired, _) => "An old build always sends it, which stays right.",
            (Self::NullGone, _) => "An old build that sends null here is refused.",
            (Self::NullAdded, _) => "An old build never sends null here, which stays right.",
            (Self::TypeChanged, _) => "What an old build sends here is no longer taken.",
            (Self::TypeWidened, _) => "What an old build sends is still taken, and more is.",
            (Self::TypeNarrowed, Level::Breaks) => "Some of what an old build can send here is no longer taken.",
            (Self::TypeNarrowed, _) => "An old build can send texts or numbers here that the service may refuse now.",
            (Self::ValueGone, _) => "An old build that sends one of these is refused.",
            (Self::ValueAdded, _) => "An old build can send it already as an unrecognized value.",
            (Self::VariantGone, _) => "An old build that sends a value of this form is refused.",
            (Self::VariantAdded, _) => "An old build does not know the form and does not send it.",
            (Self::OpenMembersGone, Level::Breaks) => "An old build that sends members besides the named is refused.",
            (Self::OpenMembersGone, _) => "Members besides the named are ignored or refused now.",
            (Self::OpenMembersAdded, _) => "An old build sends no members besides the named, which stays right.",
        }
    }

    fn of_received(self, level: Level) -> &'static str {
        match (self, level) {
            (Self::MemberGone, Level::Breaks) => {
                "The field is required in the old type: an old build fails to decode answers without it."
            }
            (Self::MemberGone, _) => "An old build reads the field as absent from now on.",
            (Self::MemberAdded, Level::Breaks) => {
                "An old build keeps it with the others, and cannot decode it as such."
            }
            (Self::MemberAdded, _) => "An old build ignores it, or keeps it with the members that it does not know.",
            (Self::MemberOptional, Level::Breaks) => {
                "The field is required in the old type: an old build fails to decode answers that leave it out."
            }
            (Self::MemberOptional, _) => "An old build reads the field as absent where an answer leaves it out.",
            (Self::MemberRequired, _) => "It is always there from now on; an old build decodes it as before.",
            (Self::NullAdded, Level::Breaks) => "An old build fails to decode answers that have null here.",
            (Self::NullAdded, _) => "An old build takes null here already.",
            (Self::NullGone, _) => "Null does not come any more; an old build decodes what comes as before.",
            (Self::TypeChanged, Level::Breaks) => "An old build fails to decode answers that have this member.",
            (Self::TypeChanged, _) => "An old build keeps what comes as a value that it does not recognize.",
            (Self::TypeWidened, Level::Breaks) => "An old build fails to decode values that its type does not hold.",
            (Self::TypeWidened, _) => "An old build keeps or rounds values that its type does not know.",
            (Self::TypeNarrowed, _) => "What comes fits the type of an old build.",
            (Self::ValueGone, _) => "The value does not come any more: code that waits for it waits in vain.",
            (Self::ValueAdded, _) => "An old build keeps it as an unrecognized value.",
            (Self::VariantGone, _) => "Values of this form do not come any more.",
            (Self::VariantAdded, Level::Breaks) => "An old build fails to decode values of this form.",
            (Self::VariantAdded, _) => "An old build reads values of this form, or keeps them as unrecognized.",
            (Self::OpenMembersGone, _) => "Members besides the named do not come any more.",
            (Self::OpenMembersAdded, _) => "An old build ignores members besides the named.",
        }
    }

    /// A call fails all the same; what changes is what can be read of it.
    fn of_failed(self, level: Level) -> &'static str {
        match level {
            Level::Adds => "An old build reads the error as before.",
            Level::Changes | Level::Breaks => {
                "The call fails as before, but an old build may find less in the body of the error."
            }
        }
    }
}

/// What an error's body weighs: it never decides whether a call works.
pub(super) fn capped(way: Way, level: Level) -> Level {
    if way == Way::Failed { level.min(Level::Changes) } else { level }
}
