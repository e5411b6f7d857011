//! Types that stand where other types stood.

use std::collections::{BTreeMap, BTreeSet};

use super::items::{Item, Listing, OperationItems};
use super::ty::Ty;

/// For each old type the new one that the same operations have in its place, where that is always the same one.
pub(super) fn by_place(
    old: &Listing<'_>,
    new: &Listing<'_>,
    operations: &[(usize, usize)],
) -> BTreeMap<String, String> {
    let (old_types, new_types) = (old.types_by_path(), new.types_by_path());
    let mut open: Vec<(String, String)> = Vec::new();
    for &(before, after) in operations {
        pair_up(&of_operation(&old.operations[before]), &of_operation(&new.operations[after]), &mut open);
    }
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    while let Some(pair) = open.pop() {
        if !seen.insert(pair.clone()) {
            continue;
        }
        if let (Some(before), Some(after)) = (old_types.get(&pair.0), new_types.get(&pair.1)) {
            let members = |items: &'_ [Item]| items.iter().map(|item| (key(item), item.clone())).collect::<Vec<_>>();
            pair_up(&members(&before.members), &members(&after.members), &mut open);
        }
    }
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (before, after) in seen {
        found.entry(before).or_default().insert(after);
    }
    let alone = found.into_iter().filter(|(_, after)| after.len() == 1);
    alone.filter_map(|(before, after)| Some((before, after.into_iter().next()?))).collect()
}

/// Pairs the types of items of the same key.
fn pair_up(old: &[(String, Item)], new: &[(String, Item)], open: &mut Vec<(String, String)>) {
    let new: BTreeMap<&String, &Item> = new.iter().map(|(key, item)| (key, item)).collect();
    for (key, before) in old {
        let Some(after) = new.get(key) else { continue };
        let (Some(before), Some(after)) = (&before.gives, &after.gives) else { continue };
        if let (Some(before), Some(after)) = (innermost(before), innermost(after)) {
            open.push((before.to_owned(), after.to_owned()));
        }
    }
}

fn key(item: &Item) -> String {
    format!("{:?} {}", item.space(), if item.wire.is_empty() { &item.name } else { &item.wire })
}

/// What an operation names itself, each as an item that gives it.
fn of_operation(of: &OperationItems<'_>) -> Vec<(String, Item)> {
    let members = of.members.iter().filter(|item| item.takes.is_empty()).map(|item| (key(item), item.clone()));
    let taken = of.method.takes.iter().chain(of.members.iter().flat_map(|item| &item.takes));
    let taken = taken.map(|arg| (format!("takes {}", arg.wire), of.method.clone().giving(arg.ty.clone())));
    members.chain(taken).collect()
}

/// The generated type that a type holds, however deep inside of others.
fn innermost(ty: &Ty) -> Option<&str> {
    match ty {
        Ty::Plain(_) => None,
        Ty::Named(path) => Some(path),
        Ty::Around(_, inner) => innermost(inner),
    }
}
