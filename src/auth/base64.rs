//! Base64url, as tokens use it. It is small enough to be spared a dependency.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes as text, without padding.
#[cfg(any(feature = "rustls-no-provider", test))]
pub(crate) fn encode(bytes: &[u8]) -> String {
    let digit = |bits: u32| ALPHABET.get((bits & 0x3f) as usize).map_or('=', |byte| char::from(*byte));
    let mut text = String::with_capacity(bytes.len().div_ceil(3).saturating_mul(4));
    for chunk in bytes.chunks(3) {
        let bits = [16, 8, 0].iter().zip(chunk).fold(0, |bits, (shift, byte)| bits | (u32::from(*byte) << shift));
        text.extend([18, 12, 6, 0].iter().take(chunk.len().saturating_add(1)).map(|shift| digit(bits >> shift)));
    }
    text
}

/// The bytes of a text, with or without padding; `None` if it is none.
#[cfg(any(feature = "snyk-client", test))]
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.trim_end_matches('=').bytes().map(value).collect::<Option<_>>()?;
    let mut bytes = Vec::with_capacity(digits.len());
    for chunk in digits.chunks(4) {
        let bits = [18, 12, 6, 0].iter().zip(chunk).fold(0, |bits, (shift, digit)| bits | (u32::from(*digit) << shift));
        let count = chunk.len().checked_sub(1).filter(|count| *count > 0)?;
        let [_, all @ ..] = bits.to_be_bytes();
        bytes.extend(all.iter().take(count));
    }
    Some(bytes)
}

#[cfg(any(feature = "snyk-client", test))]
fn value(byte: u8) -> Option<u8> {
    u8::try_from(ALPHABET.iter().position(|digit| *digit == byte)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        let table: [(&[u8], &str); 7] = [
            (b"", ""),
            (b"f", "Zg"),
            (b"fo", "Zm8"),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg"),
            (b"foobar", "Zm9vYmFy"),
            (&[0xfb, 0xff, 0xfe], "-__-"),
        ];
        for (bytes, text) in table {
            assert_eq!((encode(bytes).as_str(), decode(text).as_deref()), (text, Some(bytes)));
        }
    }

    #[test]
    fn padding_is_taken_and_nonsense_is_not() {
        assert_eq!(decode("Zg==").as_deref(), Some(&b"f"[..]));
        for text in ["Z", "Zm9vY", "Zm+v", "Zm/v", "Zm 9", "Zä", "Z=m9"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
