//! Where a section goes: to the top of what is not released yet.

const UNRELEASED: &str = "## Unreleased";

/// The changelog with a section at its place.
pub(super) fn below_unreleased(changelog: &str, section: &str) -> Result<String, String> {
    let newline = if changelog.contains("\r\n") { "\r\n" } else { "\n" };
    let section = section.trim().replace("\r\n", "\n").replace('\n', newline);
    let Some(heading) = section.lines().next().filter(|line| line.starts_with("### ")) else {
        return Err("a section of the changelog begins with a heading of the form `### …`".to_owned());
    };
    let Some((start, end)) = unreleased(changelog) else {
        return Ok(with_unreleased(changelog, &section, newline));
    };
    let (before, rest) = changelog.split_at(start);
    let (block, after) = rest.split_at(end - start);
    if block.lines().any(|line| line.trim_end() == heading) {
        return match contains(block, &section) {
            true => Ok(changelog.to_owned()),
            false => Err(format!(
                "CHANGELOG.md has a section {heading:?} with another text: remove it or give it another heading, and run again"
            )),
        };
    }
    let block = block.trim_start_matches(['\r', '\n']);
    let gap = if block.is_empty() { "" } else { newline };
    let lead = if before.ends_with('\n') { "" } else { newline };
    let tail = if block.is_empty() && !after.is_empty() { newline } else { "" };
    Ok(format!("{before}{lead}{newline}{section}{newline}{gap}{block}{tail}{after}"))
}

/// Whether a text stands in another one as whole lines, with a heading or the end behind it.
fn contains(block: &str, section: &str) -> bool {
    block.match_indices(section).any(|(start, _)| {
        let rest = block.get(start + section.len()..).unwrap_or_default().trim_start();
        let headed = ["## ", "### "].iter().any(|mark| rest.starts_with(mark));
        let at_line = block.get(..start).is_none_or(|before| before.is_empty() || before.ends_with('\n'));
        at_line && (rest.is_empty() || headed)
    })
}

/// Where what is not released begins, below its heading, and where it ends.
fn unreleased(changelog: &str) -> Option<(usize, usize)> {
    let mut start = None;
    for (at, line) in headings(changelog) {
        if start.is_some() {
            return start.zip(Some(at));
        }
        let name = line.trim_start_matches("## ").trim().trim_matches(['[', ']']);
        if name.eq_ignore_ascii_case("unreleased") {
            start = Some(at + line.len());
        }
    }
    start.zip(Some(changelog.len()))
}

/// The headings of releases with their places, leaving aside what stands in fenced blocks.
fn headings(changelog: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let mut fenced = false;
    let mut found = Vec::new();
    for line in changelog.split_inclusive('\n') {
        fenced ^= line.trim_start().starts_with("```");
        if line.starts_with("## ") && !fenced {
            found.push((at, line));
        }
        at += line.len();
    }
    found
}

fn with_unreleased(changelog: &str, section: &str, newline: &str) -> String {
    let at = headings(changelog).first().map_or(changelog.len(), |(at, _)| *at);
    let (before, after) = changelog.split_at(at);
    let lead = if before.is_empty() || before.ends_with(&newline.repeat(2)) {
        ""
    } else if before.ends_with('\n') {
        newline
    } else {
        &newline.repeat(2)
    };
    let gap = if after.is_empty() { "" } else { newline };
    format!("{before}{lead}{UNRELEASED}{newline}{newline}{section}{newline}{gap}{after}")
}
