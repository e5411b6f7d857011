//! What is read or written otherwise than it came, by design. The list is checked in so that anything else is a failure.

/// Why a body is not written as it was read, or is read although a rule seems to be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Leniency {
    /// A member that the schema does not name: there is no field for it, and services add members at any time.
    UnknownMember,
    /// Null for a member that may be absent: read as absent.
    NullAsAbsent,
    /// A member that may be null is absent: read as null, and written so.
    AbsentAsNull,
    /// A text such as "None" for a number beside pages: read as absent.
    NoneAsAbsent,
    /// A member that may be absent by the type, though the schema asks for it: the settings of the service say so.
    LeftOut,
    /// A member that is only sent is not looked at in an answer.
    OnlySent,
    /// A member that is only received is not written by a type that is also sent.
    OnlyReceived,
    /// An id is a number: capitals are not kept.
    IdInCapitals,
    /// A time is an instant: its offset, and zeros of its fraction, are not kept.
    Instant,
    /// A number of 32 bits has fewer digits.
    Rounded,
    /// No alternative claims the value: it is kept as JSON.
    Unrecognized,
    /// A later alternative has taken what the first could not read.
    OtherAlternative,
    /// The document says nothing of the place, or nothing that the generator understands: it is kept as JSON.
    Untyped,
}

impl Leniency {
    pub(super) const ALL: [Self; 13] = [
        Self::UnknownMember,
        Self::NullAsAbsent,
        Self::AbsentAsNull,
        Self::NoneAsAbsent,
        Self::LeftOut,
        Self::OnlySent,
        Self::OnlyReceived,
        Self::IdInCapitals,
        Self::Instant,
        Self::Rounded,
        Self::Unrecognized,
        Self::OtherAlternative,
        Self::Untyped,
    ];

    /// Why it is no loss.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::UnknownMember => {
                "a member without a name in the schema is not kept where the type has no room for it"
            }
            Self::NullAsAbsent => "null for a member that may be absent is read as absent",
            Self::AbsentAsNull => "a member that may be null and is absent is read as null",
            Self::NoneAsAbsent => "a text that says that there is no number is read as absent",
            Self::LeftOut => "a member may be absent in the type",
            Self::OnlySent => "a member that is only sent is not looked at",
            Self::OnlyReceived => "a member that is only received is not written by a type that is sent as well",
            Self::IdInCapitals => "an id is a number, written in lower case",
            Self::Instant => "a time is an instant, written in UTC",
            Self::Rounded => "a number of 32 bits has fewer digits",
            Self::Unrecognized => "a form that no alternative claims is kept as JSON",
            Self::OtherAlternative => "an alternative takes what a better one cannot read",
            Self::Untyped => "a place of which the document says nothing is kept as JSON",
        }
    }
}
