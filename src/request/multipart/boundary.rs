use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

/// Larger parts are not searched: that a random text is in them is less likely than a broken disk.
const SEARCHED: usize = 1024 * 1024;

/// A boundary that is in none of the contents.
pub(super) fn choose(contents: &[&[u8]]) -> String {
    loop {
        let boundary = random();
        if !contents.iter().any(|content| is_in(content, &boundary)) {
            return boundary;
        }
    }
}

fn is_in(content: &[u8], boundary: &str) -> bool {
    content.len() <= SEARCHED && content.windows(boundary.len()).any(|window| window == boundary.as_bytes())
}

/// The keys that the standard library draws for its hash maps, and a counter, as they are drawn once a thread.
fn random() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u64(COUNT.fetch_add(1, Ordering::Relaxed));
    let first = hasher.finish();
    hasher.write_u64(first);
    format!("form-{first:016x}{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boundary_is_found_in_contents_up_to_a_size() {
        assert!(is_in(b"a form-1 b", "form-1") && is_in(b"form-1", "form-1"));
        assert!(!is_in(b"a form-2 b", "form-1") && !is_in(b"form-", "form-1") && !is_in(b"", "form-1"));
        let mut large = vec![b'a'; SEARCHED - 6];
        large.extend(b"form-1");
        assert!(is_in(&large, "form-1"));
        large.push(b'a');
        assert!(!is_in(&large, "form-1"));
    }

    #[test]
    fn a_megabyte_is_searched() {
        let mut content = vec![b'a'; 1_000_000];
        content.extend(b"form-1");
        assert!(is_in(&content, "form-1"));
    }

    #[test]
    fn boundaries_differ_and_are_legal() {
        let boundaries: Vec<String> = (0..100).map(|_| choose(&[b"form-", b""])).collect();
        for (index, boundary) in boundaries.iter().enumerate() {
            assert!(!boundaries[..index].contains(boundary));
            assert!(boundary.len() <= 70 && boundary.bytes().all(|byte| byte == b'-' || byte.is_ascii_alphanumeric()));
        }
    }
}
