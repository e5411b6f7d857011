//! The documents inside of a page: what stands between fences. All other text is for readers, and is not looked at.

use super::{Fragment, is_document, value_of};
use crate::codegen::problem::Problem;

/// A fenced block of a page.
struct Block {
    /// Of its opening fence, from 1.
    line: usize,
    text: String,
}

/// The mark that opens a block: what closes it again, and what its lines are indented by.
struct Fence<'t> {
    mark: char,
    length: usize,
    indent: usize,
    /// What stands behind the mark.
    info: &'t str,
}

/// The blocks of a page that hold a document.
pub(super) fn fragments(page: &str, name: &str) -> Result<Vec<Fragment>, Vec<Problem>> {
    let (mut fragments, mut problems) = (Vec::new(), Vec::new());
    for block in blocks(page) {
        let source = format!("{name}:{}", block.line);
        match value_of(&block.text) {
            Ok(root) if is_document(&root) => fragments.push(Fragment { source, root }),
            Ok(_) => {}
            Err(found) if looks_like_a_document(&block.text) => {
                problems.extend(found.into_iter().map(|mut problem| {
                    problem.what = format!("the block at {source} cannot be read: {}", problem.what);
                    problem
                }));
            }
            Err(_) => {}
        }
    }
    if problems.is_empty() { Ok(fragments) } else { Err(problems) }
}

/// The page with a blank line for each line of a block.
pub(super) fn outside(page: &str) -> String {
    let mut text = String::new();
    let mut open: Option<Fence<'_>> = None;
    for line in page.lines() {
        match &open {
            Some(fence) if fence.is_closed_by(line) => open = None,
            Some(_) => {}
            None => {
                open = Fence::opened_by(line);
                text.push_str(if open.is_some() { "" } else { line });
            }
        }
        text.push('\n');
    }
    text
}

fn looks_like_a_document(text: &str) -> bool {
    text.contains("\"openapi\"") || text.lines().any(|line| line.starts_with("openapi:"))
}

/// The blocks that are marked as JSON or YAML.
fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(Fence<'_>, Block)> = None;
    for (index, line) in page.lines().enumerate() {
        match &mut open {
            Some((fence, _)) if fence.is_closed_by(line) => blocks.extend(open.take()),
            Some((fence, block)) => {
                block.text.push_str(without_indent(line, fence.indent));
                block.text.push('\n');
            }
            None => open = Fence::opened_by(line).map(|fence| (fence, Block { line: index + 1, text: String::new() })),
        }
    }
    // A block that nobody closes reaches to the end of the page.
    blocks.extend(open);
    blocks.into_iter().filter(|(fence, _)| fence.is_data()).map(|(_, block)| block).collect()
}

impl<'t> Fence<'t> {
    fn opened_by(line: &'t str) -> Option<Self> {
        let text = line.trim_start();
        let mark = text.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let info = text.trim_start_matches(mark);
        let fence = Self { mark, length: text.len() - info.len(), indent: line.len() - text.len(), info: info.trim() };
        // Three backticks and one more on the line are code within a sentence.
        (fence.length >= 3 && !(mark == '`' && info.contains('`'))).then_some(fence)
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let text = line.trim();
        text.len() >= self.length && text.chars().all(|mark| mark == self.mark)
    }

    fn is_data(&self) -> bool {
        let word = self.info.split(|end: char| end.is_whitespace() || end == '{').next().unwrap_or_default();
        ["json", "yaml", "yml"].iter().any(|language| word.eq_ignore_ascii_case(language))
    }
}

/// A line of a block in a list is indented like its fence.
fn without_indent(line: &str, indent: usize) -> &str {
    let blank = line.len() - line.trim_start().len();
    line.get(blank.min(indent)..).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(page: &str) -> Vec<String> {
        let fragments = fragments(page, "p").unwrap_or_default();
        fragments.into_iter().map(|fragment| format!("{} {}", fragment.source, fragment.root)).collect()
    }

    #[test]
    fn both_fences_and_both_languages() {
        let page = "# T\n```json\n{\"openapi\": 1}\n```\ntext\n~~~~ YAML\nopenapi: 2\na: |\n  ~~~\n~~~~\n";
        assert_eq!(found(page), [r#"p:2 {"openapi":1}"#, r#"p:6 {"openapi":2,"a":"~~~\n"}"#]);
    }

    #[test]
    fn what_is_no_document_is_left_alone() {
        let page =
            "```\nGET https://x\n```\n```json\n{\"a\": 1}\n```\n```json\nnot json\n```\n```sh\nopenapi: 3\n```\n";
        assert_eq!(found(page), Vec::<String>::new());
    }

    #[test]
    fn a_block_of_a_list_is_indented() {
        assert_eq!(
            found("- x\n  ```yaml\n  openapi: 1\n  a:\n    b: 2\n  ```\n"),
            [r#"p:2 {"openapi":1,"a":{"b":2}}"#]
        );
    }

    #[test]
    fn a_block_without_an_end_reaches_to_the_end() {
        assert_eq!(found("```json\n{\"openapi\": 1}"), [r#"p:1 {"openapi":1}"#]);
    }

    #[test]
    fn what_is_outside_keeps_its_lines() {
        assert_eq!(outside("a\n```json\n{}\n```\nb ``` c\n~~~\nd"), "a\n\n\n\nb ``` c\n\n\n");
    }

    #[test]
    fn a_document_that_cannot_be_read_is_a_problem() {
        let problems = fragments("\n```json\n{\"openapi\": 1\n```\n", "p").err().unwrap_or_default();
        assert!(problems[0].what.starts_with("the block at p:2 cannot be read: not JSON: EOF"), "{}", problems[0].what);
    }
}
