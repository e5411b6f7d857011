//! What callers in Rust notice: the public items of both documents, compared.
//!
//! Everything that is generated is `#[non_exhaustive]` or has private fields, so that new items only add.

mod into;
mod items;
mod operations;
mod places;
mod rename;
mod rules;
#[cfg(test)]
mod tests;
mod ty;
mod types;
mod users;
mod witness;

use std::collections::{BTreeMap, BTreeSet};

use items::{Item, Kind, Listing};
use rename::Pairs;
use serde_json::{Value, json};

use super::{Axis, Finding, Level, OperationName, Rename, Side};
use crate::codegen::Settings;
use crate::codegen::model::Model;
use crate::codegen::problem::Pointer;

/// What has been found so far, and what it is found by.
struct Report<'r, 'a> {
    old: &'r Listing<'a>,
    new: &'r Listing<'a>,
    pairs: &'r Pairs,
    findings: Vec<Finding>,
    renames: Vec<Rename>,
}

/// A finding in the making: all but what can be worked out.
struct Change<'c> {
    rule: &'static str,
    level: Level,
    at: &'c Pointer,
    subject: String,
    touched: &'c [OperationName],
    before: Option<String>,
    after: Option<String>,
    means: String,
    witness: Option<String>,
}

/// The differences between the items of both documents, and old names that seem to live on under new ones.
pub(crate) fn findings(settings: &Settings, old: &Side<'_>, new: &Side<'_>) -> (Vec<Finding>, Vec<Rename>) {
    let (before, after) = (Listing::of(settings.api, old.model), Listing::of(settings.api, new.model));
    let pairs = rename::pairs(&before, &after);
    let mut report = Report { old: &before, new: &after, pairs: &pairs, findings: Vec::new(), renames: Vec::new() };
    if settings.document.is_none() {
        report.features(old.model, new.model);
    }
    report.top();
    report.tags();
    report.operations();
    report.types();
    report.former_names();
    report.findings.iter_mut().for_each(|finding| finding.at = known(&finding.at, old.root, new.root));
    report.renames.sort_by(|one, other| (&one.at, &one.before).cmp(&(&other.at, &other.before)));
    (report.findings, report.renames)
}

/// Every public item that a document gives, for whoever wants to hold the list against the code.
pub(super) fn listing(api: &str, model: &Model) -> Vec<Value> {
    let listing = Listing::of(api, model);
    let rows = listing.items().into_iter().map(|item| {
        json!({
            "path": item.path(),
            "owner": item.owner,
            "name": item.name,
            "space": format!("{:?}", item.space()),
            "kind": format!("{:?}", item.kind),
            "signature": item.signature(),
            "at": item.at.as_str(),
            "witness": witness::of(item),
        })
    });
    rows.collect()
}

/// The place, or the type's where the document does not have the member in place, as in an `allOf`.
fn known(at: &Pointer, old: &Value, new: &Value) -> Pointer {
    let is_there = [new, old].iter().any(|root| root.pointer(at.as_str()).is_some());
    if is_there || at.parent().last() != "properties" { at.clone() } else { at.parent().parent() }
}

impl Report<'_, '_> {
    fn push(&mut self, change: Change<'_>) {
        let Change { rule, level, at, subject, touched, before, after, means, witness } = change;
        let is_unstable = |operation: &OperationName| operation.stability.as_deref().is_some_and(|stage| stage != "ga");
        self.findings.push(Finding {
            id: format!("rust/{rule}/{subject}"),
            axis: Axis::Rust,
            level,
            rule,
            at: at.clone(),
            operations: touched.to_vec(),
            unstable: !touched.is_empty() && touched.iter().all(is_unstable),
            subject,
            before,
            after,
            means,
            witness,
        });
    }

    /// An item that is there no more.
    fn gone(&mut self, rule: &'static str, item: &Item, touched: &[OperationName], means: impl Into<String>) {
        self.push(Change {
            rule,
            level: Level::Breaks,
            at: &item.at,
            subject: item.path(),
            touched,
            before: Some(item.signature()),
            after: None,
            means: means.into(),
            witness: Some(witness::of(item)),
        });
    }

    /// An item that was not there.
    fn came(&mut self, rule: &'static str, item: &Item, touched: &[OperationName], means: impl Into<String>) {
        self.push(Change {
            rule,
            level: Level::Adds,
            at: &item.at,
            subject: item.path(),
            touched,
            before: None,
            after: Some(item.signature()),
            means: means.into(),
            witness: None,
        });
    }

    /// An item that is used in another way now. The witness is the use of the old one.
    fn changed(
        &mut self,
        rule: &'static str,
        (before, after): (&Item, &Item),
        touched: &[OperationName],
        means: impl Into<String>,
    ) {
        self.push(Change {
            rule,
            level: Level::Breaks,
            at: &after.at,
            subject: before.path(),
            touched,
            before: Some(before.signature()),
            after: Some(after.signature()),
            means: means.into(),
            witness: Some(witness::of(before)),
        });
    }

    /// An item that works as before, and of which one should know.
    fn noted(
        &mut self,
        rule: &'static str,
        (before, after): (&Item, &Item),
        touched: &[OperationName],
        means: impl Into<String>,
    ) {
        self.push(Change {
            rule,
            level: Level::Changes,
            at: &after.at,
            subject: before.path(),
            touched,
            before: None,
            after: None,
            means: means.into(),
            witness: None,
        });
    }

    fn deprecated(&mut self, (before, after): (&Item, &Item), touched: &[OperationName]) {
        if after.is_deprecated && !before.is_deprecated {
            let means = format!("`{}` is deprecated now: the compiler warns of its use", before.path());
            self.noted("deprecated", (before, after), touched, means);
        }
    }

    /// Features of tags, which `Cargo.toml` lists. One that goes takes the module of its tag with it.
    fn features(&mut self, old: &Model, new: &Model) {
        let of = |model: &Model| -> BTreeMap<String, String> {
            model.tags.iter().map(|tag| (tag.feature.clone(), tag.module.to_string())).collect()
        };
        let (old, new, root) = (of(old), of(new), Pointer::default().child("tags"));
        for (feature, module) in old.iter().filter(|(feature, _)| !new.contains_key(*feature)) {
            let module = self.old.tags.iter().find(|tag| tag.module.name == *module).map(|tag| &tag.module);
            let touched = self.old_operations_below(module);
            self.push(Change {
                rule: "feature-gone",
                level: Level::Breaks,
                at: &root,
                subject: feature.clone(),
                touched: &touched,
                before: Some(feature.clone()),
                after: None,
                means: format!("Cargo refuses to build with the feature `{feature}`: leave it out"),
                witness: module.map(witness::of),
            });
        }
        for feature in new.keys().filter(|feature| !old.contains_key(*feature)) {
            self.push(Change {
                rule: "feature-added",
                level: Level::Adds,
                at: &root,
                subject: feature.clone(),
                touched: &[],
                before: None,
                after: Some(feature.clone()),
                means: format!("the feature `{feature}` can be switched on"),
                witness: None,
            });
        }
    }

    fn old_operations_below(&self, module: Option<&Item>) -> Vec<OperationName> {
        let Some(path) = module.map(Item::path) else { return Vec::new() };
        let named = self.old.operations.iter().zip(&self.old.names);
        named.filter(|(one, _)| one.row.owner == path).map(|(_, name)| name.clone()).collect()
    }

    /// What belongs to no tag and no type.
    fn top(&mut self) {
        let (old, new) = (self.old, self.new);
        let is_among = |items: &[Item], item: &Item| items.iter().any(|other| other.path() == item.path());
        for item in old.top.iter().filter(|item| !is_among(&new.top, item)) {
            self.gone("constant-gone", item, &[], "the document does not name a version of the API any more");
        }
        for item in new.top.iter().filter(|item| !is_among(&old.top, item)) {
            self.came("constant-added", item, &[], "the document names a version of the API now");
        }
    }

    /// Names of earlier releases that are kept no more, and those that are new here.
    fn former_names(&mut self) {
        let (old, new) = (self.old, self.new);
        let paths = |listing: &Listing<'_>| listing.items().into_iter().map(Item::path).collect::<BTreeSet<String>>();
        let (old_paths, new_paths) = (paths(old), paths(new));
        for (item, whole, touched) in old.former().into_iter().filter(|(item, ..)| !new_paths.contains(&item.path())) {
            self.push(Change {
                rule: "alias-gone",
                level: Level::Breaks,
                at: &item.at,
                subject: item.path(),
                touched: &touched,
                before: Some(whole),
                after: None,
                means: format!("`{}` was the former name of something, and is kept no more", item.path()),
                witness: Some(witness::of(item)),
            });
        }
        for (item, _, touched) in new.former().into_iter().filter(|(item, ..)| !old_paths.contains(&item.path())) {
            self.came("alias-added", item, &touched, format!("`{}` is a former name, deprecated", item.path()));
        }
    }

    /// Members of one owner that went, came or changed, each by the rule of its kind.
    fn members(&mut self, old: &[Item], new: &[Item], touched: (&[OperationName], &[OperationName])) {
        let find = |items: &'_ [Item], item: &Item| {
            items.iter().position(|other| other.space() == item.space() && other.name == item.name)
        };
        for before in old {
            match find(new, before).and_then(|index| new.get(index)) {
                Some(after) => self.member(before, after, touched.0),
                None => {
                    let (rule, means) = rules::gone(before, new);
                    self.gone(rule, before, touched.0, means);
                }
            }
        }
        for after in new.iter().filter(|after| find(old, after).is_none()) {
            let (rule, means) = rules::came(after);
            self.came(rule, after, touched.1, means);
        }
    }

    fn member(&mut self, before: &Item, after: &Item, touched: &[OperationName]) {
        match before.kind {
            Kind::New | Kind::Builder | Kind::MemberSetter => return self.builder(before, after, touched),
            // They have the type of the answer, of which `send` tells.
            Kind::Pages | Kind::Items if after.kind == before.kind => return,
            _ => {}
        }
        let names = &self.pairs.names;
        let gives = before.gives.as_ref().map(|ty| ty.renamed(names));
        let takes: Vec<_> = before.takes.iter().map(|arg| arg.ty.renamed(names)).collect();
        let is_same = after.takes.iter().map(|arg| &arg.ty).eq(&takes) && gives == after.gives;
        if !is_same || is_another_kind(before.kind, after.kind) {
            let (rule, means) = rules::changed(before, after);
            self.changed(rule, (before, after), touched, means);
        }
        self.deprecated((before, after), touched);
    }
}

/// Whether two functions of one name are called in different ways whatever they take.
fn is_another_kind(before: Kind, after: Kind) -> bool {
    let is_variant =
        |kind| matches!(kind, Kind::Value | Kind::Member | Kind::Answer | Kind::Unrecognized | Kind::Reader(_));
    before != after && !(is_variant(before) && is_variant(after))
}
