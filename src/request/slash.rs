/// What is done about a slash at the end of the paths of operations.
///
/// It is about the paths that this library makes of the document. A link that the service gave is followed as it is, as
/// the service spells its own paths rightly; where a link gives a page number, the path is that of the operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TrailingSlash {
    /// Nothing: paths end as the document writes them.
    #[default]
    AsDocumented,
    /// Every path ends with one.
    Always,
    /// No path ends with one.
    Never,
}

impl TrailingSlash {
    pub(super) fn apply(self, mut path: String) -> String {
        match self {
            Self::AsDocumented => {}
            Self::Always if path.ends_with('/') => {}
            Self::Always => path.push('/'),
            Self::Never => path.truncate(without(&path).len()),
        }
        path
    }
}

/// A path without the slashes at its end; the root stays.
fn without(path: &str) -> &str {
    match path.trim_end_matches('/') {
        "" => path.get(..1).unwrap_or_default(),
        path => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_end_as_they_are_told() {
        let table = [
            ("/a/b", "/a/b", "/a/b/", "/a/b"),
            ("/a/b/", "/a/b/", "/a/b/", "/a/b"),
            ("/a/b%2F", "/a/b%2F", "/a/b%2F/", "/a/b%2F"),
            ("/", "/", "/", "/"),
        ];
        for (path, as_documented, always, never) in table {
            let apply = |slash: TrailingSlash| slash.apply(path.to_owned());
            assert_eq!(apply(TrailingSlash::AsDocumented), as_documented);
            assert_eq!(apply(TrailingSlash::Always), always);
            assert_eq!(apply(TrailingSlash::Never), never);
        }
    }
}
