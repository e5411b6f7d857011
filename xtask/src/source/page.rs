//! GitBook pages that show operations of a document that is elsewhere.
//!
//! | block | the document |
//! |---|---|
//! | `{% openapi src="…" path="…" method="…" %}` | at the address or the path in `src` |
//! | `{% swagger src="…" path="…" method="…" %}` | the same, by its older name |
//! | `{% openapi-operation spec="…" path="…" method="…" %}` | behind the link inside the block |
//!
//! Values are quoted or not, stand in `<…>` or not, and have the escapes of HTML and of Markdown.

mod blocks;

use serde_json::Value;

use self::blocks::Block;
use crate::census::METHODS;
use crate::document::{Text, outside_of_fences};

/// A method and a path, such as `("get", "/groups")`.
pub(crate) type Operation = (String, String);

/// What pages show of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pointed {
    /// Where the document is, as the page has it. None where the page names it, but has no link that leads anywhere.
    pub target: Option<String>,
    /// What GitBook calls the document, where it does.
    pub spec: Option<String>,
    /// The page that points to it first.
    pub page: usize,
    /// Each once, in the order of the pages.
    pub shown: Vec<Operation>,
    /// What the pages have besides.
    pub left_out: Vec<String>,
}

/// What the pages point to, if they point to anything, or all that is wrong with how they do.
pub(super) fn pointed(pages: &[&Text]) -> Result<Option<Pointed>, Vec<String>> {
    let (mut pointed, mut faults) = (None::<Pointed>, Vec::new());
    let mut left_out = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        for block in blocks::of(&outside_of_fences(&page.text)) {
            let place = format!("{}:{}", page.name, block.line);
            match checked(&block) {
                Ok(None) => left_out.push(format!("{place} describes an operation without a document")),
                Ok(Some(operation)) => match pointed.as_mut() {
                    None => pointed = Some(Pointed::first(index, block, operation)),
                    Some(first) if first.is_of(&block) => first.add(block, operation),
                    Some(first) => {
                        let other = name(&block.target, &block.spec);
                        faults.push(format!("{place} shows {other:?}, and the first block {:?}", first.name()));
                    }
                },
                Err(fault) => faults.push(format!("{place} {fault}")),
            }
        }
    }
    if let Some(pointed) = &mut pointed {
        pointed.left_out = left_out;
    }
    if faults.is_empty() { Ok(pointed) } else { Err(faults) }
}

/// The document with nothing but the operations that are shown, or those of them that it lacks.
pub(super) fn keep(root: &mut Value, shown: &[Operation]) -> Result<(), Vec<Operation>> {
    let has = |root: &Value, (method, path): &Operation| {
        root.get("paths").and_then(|paths| paths.get(path)).and_then(|item| item.get(method)).is_some()
    };
    let lacking: Vec<Operation> = shown.iter().filter(|operation| !has(root, operation)).cloned().collect();
    if !lacking.is_empty() {
        return Err(lacking);
    }
    let Some(paths) = root.get_mut("paths").and_then(Value::as_object_mut) else { return Ok(()) };
    paths.retain(|path, item| {
        let methods: Vec<&str> =
            shown.iter().filter(|(_, other)| other == path).map(|(method, _)| method.as_str()).collect();
        if let Some(item) = item.as_object_mut() {
            item.retain(|key, _| !METHODS.contains(&key.as_str()) || methods.contains(&key.as_str()));
        }
        !methods.is_empty()
    });
    Ok(())
}

impl Pointed {
    /// Its address or path if there is one, and its name otherwise.
    pub fn name(&self) -> &str {
        name(&self.target, &self.spec)
    }

    fn first(page: usize, block: Block, operation: Operation) -> Self {
        Self { target: block.target, spec: block.spec, page, shown: vec![operation], left_out: Vec::new() }
    }

    /// Links to what GitBook stores are signed, and may be signed anew for each block.
    fn is_of(&self, block: &Block) -> bool {
        let place =
            |target: &Option<String>| target.as_deref().and_then(|target| target.split('?').next()).map(str::to_owned);
        let same_name = self.spec.is_some() && self.spec == block.spec;
        let either_lacks_a_link = self.target.is_none() || block.target.is_none();
        match same_name {
            true => either_lacks_a_link || place(&self.target) == place(&block.target),
            false => self.target.is_some() && self.target == block.target,
        }
    }

    fn add(&mut self, block: Block, operation: Operation) {
        self.target = self.target.take().or(block.target);
        if !self.shown.contains(&operation) {
            self.shown.push(operation);
        }
    }
}

fn name<'n>(target: &'n Option<String>, spec: &'n Option<String>) -> &'n str {
    target.as_deref().or(spec.as_deref()).unwrap_or_default()
}

/// The operation of a block. None for one of the old kind, which describes its operation by itself.
fn checked(block: &Block) -> Result<Option<Operation>, String> {
    if block.target.is_none() && block.spec.is_none() {
        return match block.tag.as_str() {
            "swagger" => Ok(None),
            tag => Err(format!("has a block {tag:?} that names no document")),
        };
    }
    let path = block.path.as_deref().filter(|path| path.starts_with('/'));
    let path = path.ok_or_else(|| format!("has a block {:?} without a path that begins with a slash", block.tag))?;
    let method = block.method.as_deref().unwrap_or_default().to_ascii_lowercase();
    match METHODS.contains(&method.as_str()) {
        true => Ok(Some((method, path.to_owned()))),
        false => Err(format!("has a block {:?} with the method {method:?}, which is none of HTTP's", block.tag)),
    }
}

#[cfg(test)]
mod tests;
