//! Paths by pattern.

/// Whether a path fits a pattern.
///
/// `*` stands for any part of a segment, `**` for any number of segments, none included. A parameter stands for a
/// parameter, whatever it is called: vendors rename them. Slashes at the end count, as they do to a service.
pub(super) fn fits(pattern: &str, path: &str) -> bool {
    let pattern: Vec<&str> = pattern.split('/').collect();
    let path: Vec<&str> = path.split('/').collect();
    segments_fit(&pattern, &path)
}

fn segments_fit(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern, path) {
        ([], []) => true,
        (["**", rest @ ..], _) => {
            segments_fit(rest, path) || path.split_first().is_some_and(|(_, path)| segments_fit(pattern, path))
        }
        ([first, rest @ ..], [segment, path @ ..]) => segment_fits(first, segment) && segments_fit(rest, path),
        _ => false,
    }
}

fn segment_fits(pattern: &str, segment: &str) -> bool {
    if is_parameter(pattern) {
        return is_parameter(segment);
    }
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == segment };
    let Some(tail) = segment.strip_prefix(start) else { return false };
    let ends = tail.char_indices().map(|(end, _)| end).chain([tail.len()]);
    ends.filter_map(|end| tail.get(end..)).any(|tail| segment_fits(rest, tail))
}

fn is_parameter(segment: &str) -> bool {
    segment.starts_with('{') && segment.ends_with('}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_stand_for_paths() {
        let cases = [
            ("/groups", "/groups", true),
            ("/groups", "/groups/", false),
            ("/groups/{id}", "/groups/{group_id}", true),
            ("/groups/{id}", "/groups/mine", false),
            ("/groups/*", "/groups/{group_id}", true),
            ("/groups/*", "/groups/{group_id}/orgs", false),
            ("/groups/*/orgs", "/groups/{group_id}/orgs", true),
            ("/groups/**", "/groups", true),
            ("/groups/**", "/groups/{group_id}/orgs", true),
            ("/groups/**", "/groupsets", false),
            ("/**/memberships", "/orgs/{org_id}/memberships", true),
            ("/*_connections", "/sso_connections", true),
            ("/sso*ions", "/sso_connections", true),
            ("/sso*x", "/sso_connections", false),
            ("*", "/groups", false),
        ];
        for (pattern, path, expected) in cases {
            assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        }
    }
}
