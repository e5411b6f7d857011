//! SHA-256, by the crate that TLS brings anyway.

use ring::digest::{Context, SHA256};

/// The SHA-256 of bytes in several parts, in hexadecimal digits.
pub(crate) fn sha256<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> String {
    let mut context = Context::new(&SHA256);
    parts.into_iter().for_each(|part| context.update(part));
    context.finish().as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_count_as_one() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256([b"abc".as_slice()]), abc);
        assert_eq!(sha256([b"a".as_slice(), b"", b"bc"]), abc);
    }
}
