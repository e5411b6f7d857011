//! How a parameter is written: OpenAPI's `style` and `explode`, which name the expansions of RFC 6570.
//!
//! Where the examples of OpenAPI 3.0.3 and RFC 6570 disagree (`label` without `explode`), the RFC
//! counts, as it does in OpenAPI 3.0.4. What neither defines: a value nested in a list or in an
//! object is written as JSON text, a null in them is left out, and an exploded cookie becomes
//! several cookies.

mod expand;
#[cfg(test)]
mod tests;

pub(super) use expand::{Pair, body_pairs, cookie_pairs, header_text, path_text, query_pairs};

use serde_json::Value;

/// The style of a parameter.
///
/// The shapes are those of a parameter `color` with the list `[blue, black]` or the object `{R: 100, G: 200}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    kind: Kind,
    reserved: Reserved,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// All values in one, between them this character.
    Form(char),
    FormExploded,
    DeepObject,
    Simple,
    SimpleExploded,
    Label,
    LabelExploded,
    Matrix,
    MatrixExploded,
    Json,
}

/// What becomes of the reserved characters of RFC 3986 in a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reserved {
    Encoded,
    Kept,
}

impl Style {
    /// `color=blue,black`, `color=R,100,G,200`
    pub const FORM: Self = Self::new(Kind::Form(','));
    /// `color=blue&color=black`, `R=100&G=200`
    pub const FORM_EXPLODED: Self = Self::new(Kind::FormExploded);
    /// `color=blue%20black`, `color=R%20100%20G%20200`
    pub const SPACE: Self = Self::new(Kind::Form(' '));
    /// `color=blue%7Cblack`, `color=R%7C100%7CG%7C200`
    pub const PIPE: Self = Self::new(Kind::Form('|'));
    /// `color[R]=100&color[G]=200`, with the brackets percent-encoded.
    ///
    /// OpenAPI leaves open what is nested. Here an object is `color[a][b]=1`, and a list in it
    /// `color[a]=1&color[a]=2`. Where repeating a name would not tell items apart, they have their
    /// index: in a list of objects, in a list that is the whole value, and everywhere in a form.
    pub const DEEP_OBJECT: Self = Self::new(Kind::DeepObject);
    /// `blue,black`, `R,100,G,200`
    pub const SIMPLE: Self = Self::new(Kind::Simple);
    /// `blue,black`, `R=100,G=200`
    pub const SIMPLE_EXPLODED: Self = Self::new(Kind::SimpleExploded);
    /// `.blue,black`, `.R,100,G,200`
    pub const LABEL: Self = Self::new(Kind::Label);
    /// `.blue.black`, `.R=100.G=200`
    pub const LABEL_EXPLODED: Self = Self::new(Kind::LabelExploded);
    /// `;color=blue,black`, `;color=R,100,G,200`
    pub const MATRIX: Self = Self::new(Kind::Matrix);
    /// `;color=blue;color=black`, `;R=100;G=200`
    pub const MATRIX_EXPLODED: Self = Self::new(Kind::MatrixExploded);
    /// The value as JSON text: a parameter with `content: application/json`.
    pub const JSON: Self = Self::new(Kind::Json);

    /// Keeps the reserved characters of RFC 3986, and what is percent-encoded already, in a query value.
    ///
    /// Two characters are encoded all the same, as URLs cannot hold them in a query: `#` and `'`.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.reserved = Reserved::Kept;
        self
    }

    /// [`FORM`](Self::FORM) with another delimiter.
    pub(super) const fn delimited(delimiter: char) -> Self {
        Self::new(Kind::Form(delimiter))
    }

    const fn new(kind: Kind) -> Self {
        Self { kind, reserved: Reserved::Encoded }
    }

    /// Whether a value is sent at all. RFC 6570 calls a list or an object without values undefined.
    pub(super) fn sends(self, value: &Value) -> bool {
        match value {
            Value::Null => false,
            Value::Array(items) if self.kind != Kind::Json => !items.iter().all(Value::is_null),
            Value::Object(members) if self.kind != Kind::Json => !members.values().all(Value::is_null),
            _ => true,
        }
    }
}
