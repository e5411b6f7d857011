//! Types that went, came or changed.

use super::into;
use super::items::{Arg, Item, Kind, Space, TypeItems};
use super::rename;
use super::ty::Ty;
use super::{Change, Report, witness};
use crate::verdict::{Level, OperationName};

impl Report<'_, '_> {
    pub(super) fn types(&mut self) {
        let (old, new, pairs) = (self.old, self.new, self.pairs);
        let new_types = new.types_by_path();
        for before in &old.types {
            let path = before.item.path();
            let touched = names(&old.names, &before.users);
            let renamed = pairs.renamed.iter().find(|(gone, _)| *gone == path);
            let after = match renamed.and_then(|(_, index)| new.types.get(*index)) {
                Some(after) => {
                    self.type_renamed(before, after, &touched);
                    Some(after)
                }
                None => {
                    let now = match pairs.names.get(&path) {
                        Some(Ty::Named(now)) => now,
                        _ => &path,
                    };
                    new_types.get(now).copied()
                }
            };
            match after {
                Some(after) => self.of_type(before, after, &touched),
                None => self.gone("type-gone", &before.item, &touched, format!("nothing is a `{path}` any more")),
            }
        }
        let old_types = old.types_by_path();
        let came = new.types.iter().enumerate().filter(|(index, after)| {
            !old_types.contains_key(&after.item.path()) && !pairs.renamed.iter().any(|(_, renamed)| renamed == index)
        });
        for (_, after) in came {
            let touched = names(&new.names, &after.users);
            self.came("type-added", &after.item, &touched, format!("`{}` can be used", after.item.path()));
        }
    }

    fn type_renamed(&mut self, before: &TypeItems, after: &TypeItems, touched: &[OperationName]) {
        let (old, new) = (before.item.path(), after.item.path());
        if rename::is_kept_type(before, after) {
            let means = format!("it is `{new}` now; the old name stays, deprecated");
            return self.noted("type-renamed", (&before.item, &after.item), touched, means);
        }
        self.push(Change {
            rule: "type-renamed",
            level: Level::Breaks,
            at: &after.item.at,
            subject: old.clone(),
            touched,
            before: Some(before.item.signature()),
            after: Some(new.clone()),
            means: format!("`{old}` is called `{new}` now"),
            witness: Some(witness::of(&Item { kind: Kind::Struct, ..before.item.clone() })),
        });
        self.renames.push(rename::rename(&after.item.at, &old, &new));
    }

    fn of_type(&mut self, before: &TypeItems, after: &TypeItems, touched: &[OperationName]) {
        let path = before.item.path();
        if before.item.kind == Kind::Alias {
            return self.alias(&before.item, &after.item, touched);
        }
        if is_enum(&before.item) != is_enum(&after.item) || after.item.kind == Kind::Alias {
            // What its name had as functions goes with the kind.
            let functions = before.members.iter().filter(|item| item.space() == Space::Functions).map(Item::path);
            let whole: Vec<String> = [before.item.signature()].into_iter().chain(functions).collect();
            let field = before.members.iter().find(|item| item.kind == Kind::Field);
            return self.push(Change {
                rule: "type-kind-changed",
                level: Level::Breaks,
                at: &after.item.at,
                subject: path.clone(),
                touched,
                before: Some(whole.join("; ")),
                after: Some(after.item.signature()),
                means: format!("`{path}` is `{}` now, formerly `{}`", after.item.signature(), before.item.signature()),
                witness: Some(witness::of_kind(&before.item, field, after.item.gives.as_ref())),
            });
        }
        self.order_of_values(before, after, touched);
        let new_touched = names(&self.new.names, &after.users);
        let members = self.without_builder(before, after, touched);
        let came = without_builder_that_came(before, after);
        self.members(&members, &came, (touched, &new_touched));
    }

    fn alias(&mut self, before: &Item, after: &Item, touched: &[OperationName]) {
        let target = before.gives.as_ref().map(|ty| ty.renamed(&self.pairs.names));
        let now = if after.kind == Kind::Alias { after.gives.clone() } else { Some(Ty::Named(after.path())) };
        if target == now {
            return;
        }
        let rule = if after.kind == Kind::Alias { "alias-target-changed" } else { "type-kind-changed" };
        let now = now.map(|ty| ty.to_string()).unwrap_or_default();
        let means = format!("`{}` is a `{now}` now, formerly a `{}`", before.path(), before.signature());
        self.changed(rule, (before, after), touched, means);
    }

    /// Enumerations are ordered by their values. A caller who sorts by them gets another order.
    fn order_of_values(&mut self, before: &TypeItems, after: &TypeItems, touched: &[OperationName]) {
        let values = |of: &TypeItems, other: &TypeItems| -> Vec<String> {
            let has = |item: &&Item| other.members.iter().any(|one| one.kind == Kind::Value && one.name == item.name);
            let values = of.members.iter().filter(|item| item.kind == Kind::Value);
            values.filter(has).map(|item| item.name.clone()).collect()
        };
        if values(before, after) != values(after, before) {
            let means = "its values are in another order, which is how they compare".to_owned();
            self.noted("enum-order-changed", (&before.item, &after.item), touched, means);
        }
    }

    /// The old members, but for the builder if the new type has none at all: that is told once.
    fn without_builder(&mut self, before: &TypeItems, after: &TypeItems, touched: &[OperationName]) -> Vec<Item> {
        let has_new = |of: &TypeItems| of.members.iter().any(|item| item.kind == Kind::New);
        if !has_new(before) || has_new(after) {
            return before.members.clone();
        }
        let (builder, members): (Vec<Item>, Vec<Item>) = before.members.iter().cloned().partition(is_of_builder);
        if let Some(new) = builder.iter().find(|item| item.kind == Kind::New) {
            let setters: Vec<String> = builder.iter().filter(|item| item.kind != Kind::New).map(Item::path).collect();
            self.push(Change {
                rule: "builder-gone",
                level: Level::Breaks,
                at: &after.item.at,
                subject: new.path(),
                touched,
                before: Some([vec![new.signature()], setters].concat().join("; ")),
                after: None,
                means: format!("nobody sends a `{}` any more, so none can be made", before.item.path()),
                witness: Some(witness::of(new)),
            });
        }
        members
    }

    /// `new` and setters take whatever turns into a type.
    pub(super) fn builder(&mut self, before: &Item, after: &Item, touched: &[OperationName]) {
        let rule = if before.kind == Kind::New { "constructor-changed" } else { "setter-type-changed" };
        let means = format!("`{}` takes ({}) now", before.path(), taken(after));
        if before.takes.len() != after.takes.len() || before.kind != after.kind {
            return self.changed(rule, (before, after), touched, means);
        }
        let lost = before.takes.iter().zip(&after.takes).enumerate().find_map(|(index, (one, other))| {
            let (old, new) = (inner(&one.ty)?, inner(&other.ty)?);
            let lost = into::lost((old, &self.old.makers), (new, &self.new.makers), &self.pairs.names)?;
            Some((index, lost))
        });
        if let Some((index, lost)) = lost {
            let mut used = before.clone();
            used.takes
                .iter_mut()
                .enumerate()
                .filter(|(nth, _)| *nth == index)
                .for_each(|(_, arg)| arg.ty = lost.clone());
            return self.push(Change {
                rule,
                level: Level::Breaks,
                at: &after.at,
                subject: before.path(),
                touched,
                before: Some(before.signature()),
                after: Some(after.signature()),
                means,
                witness: Some(witness::of(&used)),
            });
        }
        self.meaning_of_members(before, after, touched);
    }

    /// Calls of `new` that compile as before, and may say something else.
    fn meaning_of_members(&mut self, before: &Item, after: &Item, touched: &[OperationName]) {
        let wires = |item: &Item| item.takes.iter().map(|arg| arg.wire.clone()).collect::<Vec<_>>();
        let sorted = |item: &Item| {
            let mut wires = wires(item);
            wires.sort();
            wires
        };
        if wires(before) == wires(after) {
            return;
        }
        let is_order = sorted(before) == sorted(after);
        // No compiler sees it, so there is no witness.
        self.push(Change {
            rule: if is_order { "constructor-order-changed" } else { "constructor-members-changed" },
            level: if is_order { Level::Breaks } else { Level::Changes },
            at: &after.at,
            subject: before.path(),
            touched,
            before: Some(before.signature()),
            after: Some(after.signature()),
            means: "calls may compile as before and give their arguments to other members: look at each".to_owned(),
            witness: None,
        });
    }
}

/// The new members, but for the setters of a builder that is new as a whole.
fn without_builder_that_came(before: &TypeItems, after: &TypeItems) -> Vec<Item> {
    let had_new = before.members.iter().any(|item| item.kind == Kind::New);
    let is_told = |item: &&Item| had_new || item.kind == Kind::New || !is_of_builder(item);
    after.members.iter().filter(is_told).cloned().collect()
}

fn is_of_builder(item: &Item) -> bool {
    matches!(item.kind, Kind::New | Kind::Builder | Kind::NullSetter | Kind::MemberSetter)
}

fn is_enum(item: &Item) -> bool {
    item.kind == Kind::Enum
}

fn inner(ty: &Ty) -> Option<&Ty> {
    if let Ty::Around("impl Into<{}>", inner) = ty { Some(inner) } else { None }
}

fn taken(item: &Item) -> String {
    let args: Vec<String> = item.takes.iter().map(|Arg { name, ty, .. }| format!("{name}: {ty}")).collect();
    args.join(", ")
}

fn names(all: &[OperationName], users: &[usize]) -> Vec<OperationName> {
    users.iter().filter_map(|index| all.get(*index).cloned()).collect()
}
