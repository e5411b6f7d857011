//! Old names that live on under new ones.

use std::collections::{BTreeMap, BTreeSet};

use super::items::{Item, Kind, Listing, OperationItems, TypeItems};
use super::{places, ty::Ty};
use crate::codegen::model::FormerNames;
use crate::codegen::problem::Pointer;
use crate::verdict::Rename;

/// Which operation and which type of the old document is which of the new one.
pub(super) struct Pairs {
    /// By their places in both lists.
    pub operations: Vec<(usize, usize)>,
    /// What stands now for each old type and request that goes by another name.
    pub names: BTreeMap<String, Ty>,
    /// Old paths of types that seem to go by another name, each with the place of the new type.
    pub renamed: Vec<(String, usize)>,
}

/// Finds what belongs together.
pub(super) fn pairs(old: &Listing<'_>, new: &Listing<'_>) -> Pairs {
    let operations = paired_operations(old, new);
    let mut names: BTreeMap<String, Ty> = BTreeMap::new();
    for &(before, after) in &operations {
        let (before, after) = (old.operations[before].request.path(), new.operations[after].request.path());
        if before != after {
            names.insert(before, Ty::Named(after));
        }
    }
    let renamed = renamed_types(old, new, &operations);
    let follow = renamed.iter().map(|(before, after)| (before.clone(), Ty::Named(new.types[*after].item.path())));
    names.extend(follow.chain(aliased_types(old, new)));
    Pairs { operations, names, renamed }
}

/// The entry of the name table that keeps the old name.
pub(super) fn rename(at: &Pointer, before: &str, after: &str) -> Rename {
    let formerly = before.rsplit("::").next().unwrap_or(before).trim_start_matches("r#");
    Rename {
        at: at.clone(),
        before: before.to_owned(),
        after: after.to_owned(),
        entry: format!("Alias {{ at: {:?}, formerly: {formerly:?} }},", at.as_str()),
    }
}

/// The former names under which an operation is still there, if the table keeps those that it had.
pub(super) fn kept_operation<'n>(old: &OperationItems<'_>, new: &'n OperationItems<'_>) -> Option<&'n FormerNames> {
    let same_tag = new.method.owner == old.method.owner;
    let operation = old.operation;
    new.operation.formerly.iter().find(|former| same_tag && former.name == operation.name)
}

/// Whether the table keeps the name that a type had.
pub(super) fn is_kept_type(old: &TypeItems, new: &TypeItems) -> bool {
    new.former.iter().any(|former| former.name == old.item.name)
}

fn paired_operations(old: &Listing<'_>, new: &Listing<'_>) -> Vec<(usize, usize)> {
    // By the name in Rust, as that is what callers have; then by what is called; then by the id.
    type Key = fn(&OperationItems<'_>) -> String;
    let keys: [Key; 3] = [
        |one| one.method.path(),
        |one| match one.operation.variant {
            false => format!("{} {}", one.operation.method, one.operation.path),
            true => format!("{} {} {}", one.operation.method, one.operation.path, media_types(one)),
        },
        |one| format!("{} {}", one.operation.id, if one.operation.variant { media_types(one) } else { String::new() }),
    ];
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for key in keys {
        let taken: BTreeSet<usize> = pairs.iter().map(|(_, after)| *after).collect();
        let free = new.operations.iter().enumerate().filter(|(index, _)| !taken.contains(index));
        let by_key: BTreeMap<String, usize> = free.map(|(index, one)| (key(one), index)).collect();
        let open: BTreeSet<usize> = pairs.iter().map(|(before, _)| *before).collect();
        let left = old.operations.iter().enumerate().filter(|(index, _)| !open.contains(index));
        let mut seen = BTreeSet::new();
        let found: Vec<(usize, usize)> = left
            .filter_map(|(before, one)| Some((before, *by_key.get(&key(one))?)))
            .filter(|(_, after)| seen.insert(*after))
            .collect();
        pairs.extend(found);
    }
    pairs.sort_unstable();
    pairs
}

fn media_types(one: &OperationItems<'_>) -> String {
    let body = one.operation.body.as_ref().map(|body| body.media_type.as_str()).unwrap_or_default();
    format!("{body} {}", one.operation.accept.join(" "))
}

/// Old types that are gone by name, with the new ones that seem to be them: those of the same place in the document,
/// else those that the same operations have where they had the old ones, if they have all that the old ones had.
fn renamed_types(old: &Listing<'_>, new: &Listing<'_>, operations: &[(usize, usize)]) -> Vec<(String, usize)> {
    let new_names: BTreeSet<String> = new.types.iter().map(|one| one.item.path()).collect();
    let old_names: BTreeSet<String> = old.types.iter().map(|one| one.item.path()).collect();
    let at: BTreeMap<&Pointer, usize> =
        new.types.iter().enumerate().map(|(index, one)| (&one.item.at, index)).collect();
    let places = places::by_place(old, new, operations);
    let by_path: BTreeMap<String, usize> =
        new.types.iter().enumerate().map(|(index, one)| (one.item.path(), index)).collect();
    let gone = old.types.iter().filter(|one| !new_names.contains(&one.item.path()));
    let found = gone.filter_map(|one| {
        let path = one.item.path();
        let same_place = at.get(&one.item.at).copied();
        let same_place = same_place.filter(|&index| {
            let other = &new.types[index].item;
            other.kind == one.item.kind && !old_names.contains(&other.path())
        });
        let kept = new.types.iter().position(|other| is_kept_type(one, other));
        let same_use = || {
            let index = *by_path.get(places.get(&path)?)?;
            is_covered(one, &new.types[index]).then_some(index)
        };
        let index = kept.or(same_place).or_else(same_use)?;
        Some((path, index))
    });
    found.collect()
}

/// Whether the new type has a member of the name of each of the old one.
fn is_covered(old: &TypeItems, new: &TypeItems) -> bool {
    let is_there = |item: &Item| {
        new.members.iter().any(|other| other.kind == item.kind && other.name == item.name && other.wire == item.wire)
    };
    let named = |item: &&Item| matches!(item.kind, Kind::Field | Kind::Value | Kind::Member | Kind::Answer);
    old.item.kind == new.item.kind && old.members.iter().filter(named).all(is_there)
}

/// Types whose names are aliases of others now, which nobody who uses them notices.
fn aliased_types(old: &Listing<'_>, new: &Listing<'_>) -> Vec<(String, Ty)> {
    let new_types = new.types_by_path();
    let aliased = old.types.iter().filter(|one| one.item.kind != Kind::Alias).filter_map(|one| {
        let path = one.item.path();
        let target = new_types.get(&path)?.item.gives.clone()?;
        Some((path, target))
    });
    aliased.collect()
}
