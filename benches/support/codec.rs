//! How a generated type is read and written: the only place of the benchmarks that knows the mechanism.

use snyk_secoda::rt;
pub(crate) use snyk_secoda::rt::{Decode, Encode};

/// Reads a body, as the client does: it is made sure to be text first.
pub(crate) fn decode<T: Decode>(body: &[u8]) -> T {
    let text = std::str::from_utf8(body).expect("a body of the benchmarks is text");
    rt::decode(text).expect("a body of the benchmarks is of its type")
}

pub(crate) fn encode<T: Encode>(value: &T) -> String {
    rt::encode(value)
}
