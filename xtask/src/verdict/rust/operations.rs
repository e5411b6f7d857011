//! Tags and operations that went, came or changed.

use super::items::{Arg, Item, OperationItems, TagItems};
use super::rename;
use super::ty::Ty;
use super::{Change, Report, witness};
use crate::verdict::{Level, OperationName};

impl Report<'_, '_> {
    pub(super) fn tags(&mut self) {
        let (old, new) = (self.old, self.new);
        for before in &old.tags {
            let touched = self.old_operations_below(Some(&before.module));
            match new.tags.iter().find(|after| after.module.path() == before.module.path()) {
                Some(after) => self.tag(before, after, &touched),
                None => self.push(Change {
                    rule: "tag-gone",
                    level: Level::Breaks,
                    at: &before.module.at,
                    subject: before.module.path(),
                    touched: &touched,
                    before: Some(format!("{}, {}", before.accessor.path(), before.handle.path())),
                    after: None,
                    means: format!(
                        "the client has no `{}()` any more: what is left is in other tags",
                        before.accessor.name
                    ),
                    witness: Some(witness::of(&before.accessor)),
                }),
            }
        }
        let is_new = |tag: &&TagItems<'_>| !old.tags.iter().any(|before| before.module.path() == tag.module.path());
        for tag in new.tags.iter().filter(is_new) {
            let means = format!("`{}()` gives the operations of the tag {:?}", tag.accessor.path(), tag.tag.wire);
            self.came("tag-added", &tag.module, &[], means);
        }
    }

    fn tag(&mut self, before: &TagItems<'_>, after: &TagItems<'_>, touched: &[OperationName]) {
        let items =
            [("handle-gone", &before.handle, &after.handle), ("accessor-gone", &before.accessor, &after.accessor)];
        for (rule, before, after) in items {
            if before.path() != after.path() {
                self.gone(rule, before, touched, format!("`{}` is `{}` now", before.path(), after.path()));
            }
        }
    }

    pub(super) fn operations(&mut self) {
        let (old, new, pairs) = (self.old, self.new, self.pairs);
        for (index, (before, name)) in old.operations.iter().zip(&old.names).enumerate() {
            let touched = std::slice::from_ref(name);
            match pairs
                .operations
                .iter()
                .find(|(one, _)| *one == index)
                .and_then(|(_, other)| new.operations.get(*other))
            {
                Some(after) => self.operation(before, after, touched),
                None => self.operation_gone(before, touched),
            }
        }
        for (index, (after, name)) in new.operations.iter().zip(&new.names).enumerate() {
            if !pairs.operations.iter().any(|(_, other)| *other == index) {
                let means = format!("`{}` calls {} {}", after.method.path(), name.method, name.path);
                self.came("operation-added", &after.method, std::slice::from_ref(name), means);
            }
        }
    }

    fn operation_gone(&mut self, before: &OperationItems<'_>, touched: &[OperationName]) {
        let operation = before.operation;
        self.push(Change {
            rule: "operation-gone",
            level: Level::Breaks,
            at: &operation.at,
            subject: before.method.path(),
            touched,
            before: Some(whole(before)),
            after: None,
            means: format!(
                "`{}` is gone, as the document has no {} {}{} any more",
                before.method.path(),
                operation.method,
                operation.path,
                if operation.variant { " in this form" } else { "" }
            ),
            witness: Some(witness::of(&before.method)),
        });
    }

    fn operation(&mut self, before: &OperationItems<'_>, after: &OperationItems<'_>, touched: &[OperationName]) {
        let (old, new) = (before.operation, after.operation);
        if (&old.method, &old.path) != (&new.method, &new.path) {
            let means = format!("it calls {} {} now, formerly {} {}", new.method, new.path, old.method, old.path);
            self.noted("operation-moved", (&before.method, &after.method), touched, means);
        }
        if rename::kept_operation(before, after).is_some() {
            let means = format!("it is `{}` now; the old name stays, deprecated", after.method.name);
            self.noted("operation-renamed", (&before.method, &after.method), touched, means);
        } else {
            self.names(before, after, touched);
            self.deprecated((&before.method, &after.method), touched);
        }
        self.arguments(before, after, touched);
        self.members(&before.members, &after.members, (touched, touched));
    }

    /// The names of the method, the request and the row.
    fn names(&mut self, before: &OperationItems<'_>, after: &OperationItems<'_>, touched: &[OperationName]) {
        if before.method.path() == after.method.path() {
            let items =
                [("request-renamed", &before.request, &after.request), ("row-renamed", &before.row, &after.row)];
            for (rule, before, after) in items.into_iter().filter(|(_, before, after)| before.path() != after.path()) {
                self.gone(rule, before, touched, format!("`{}` is called `{}` now", before.path(), after.path()));
            }
            return;
        }
        let same_handle = before.method.owner == after.method.owner;
        let (rule, how) =
            if same_handle { ("operation-renamed", "called") } else { ("operation-regrouped", "found as") };
        self.push(Change {
            rule,
            level: Level::Breaks,
            at: &after.operation.at,
            subject: before.method.path(),
            touched,
            before: Some(whole(before)),
            after: Some(whole(after)),
            means: format!("`{}` is {how} `{}` now", before.method.path(), after.method.path()),
            witness: Some(witness::of(&before.method)),
        });
        if same_handle && !after.operation.variant {
            self.renames.push(rename::rename(&after.operation.at, &before.method.path(), &after.method.path()));
        }
    }

    fn arguments(&mut self, before: &OperationItems<'_>, after: &OperationItems<'_>, touched: &[OperationName]) {
        let (old, new) = (&before.method.takes, &after.method.takes);
        let fits = |(before, after): (&Arg, &Arg)| goes_as(&before.ty.renamed(&self.pairs.names), &after.ty);
        let is_call_the_same = old.len() == new.len() && old.iter().zip(new).all(fits);
        if is_call_the_same {
            return self.meaning_of_arguments(before, after, touched);
        }
        let mut causes: Vec<(&'static str, &Arg, String)> = Vec::new();
        for arg in old {
            let name = &arg.name;
            match new.iter().find(|other| other.wire == arg.wire) {
                Some(other) if !fits((arg, other)) => {
                    causes.push(("parameter-type-changed", arg, format!("`{name}` is a `{}` now", other.ty)));
                }
                Some(_) => {}
                None if after.members.iter().any(|setter| setter.wire == arg.wire) => {
                    causes.push((
                        "parameter-became-optional",
                        arg,
                        format!("`{name}` is set by a setter now, if at all"),
                    ));
                }
                None => causes.push(("parameter-gone", arg, format!("`{name}` is gone: leave it out of the call"))),
            }
        }
        let added = new.iter().filter(|arg| !old.iter().any(|other| other.wire == arg.wire));
        causes.extend(added.map(|arg| {
            ("parameter-newly-required", arg, format!("every call has to give `{}`, a `{}`", arg.name, arg.ty))
        }));
        if causes.is_empty() {
            let means = format!("its arguments are in another order: `{}`", after.method.signature());
            return self.changed("parameter-order-changed", (&before.method, &after.method), touched, means);
        }
        for (rule, arg, means) in causes {
            self.push(Change {
                rule,
                level: Level::Breaks,
                at: &after.operation.at,
                subject: format!("{}({})", before.method.path(), arg.name),
                touched,
                before: Some(before.method.signature()),
                after: Some(after.method.signature()),
                means,
                witness: Some(witness::of(&before.method)),
            });
        }
    }

    /// Calls that compile as before, and may say something else.
    fn meaning_of_arguments(
        &mut self,
        before: &OperationItems<'_>,
        after: &OperationItems<'_>,
        touched: &[OperationName],
    ) {
        let (old, new) = (&before.method.takes, &after.method.takes);
        let sorted = |args: &[Arg]| {
            let mut wires: Vec<String> = args.iter().map(|arg| arg.wire.clone()).collect();
            wires.sort();
            wires
        };
        let differ = old.iter().zip(new).filter(|(before, after)| before.wire != after.wire);
        if sorted(old) == sorted(new) && differ.clone().next().is_some() {
            // No compiler sees it, and calls as they stand ask for something else.
            return self.push(Change {
                rule: "parameter-order-changed",
                level: Level::Breaks,
                at: &after.operation.at,
                subject: before.method.path(),
                touched,
                before: Some(before.method.signature()),
                after: Some(after.method.signature()),
                means: "calls compile as before and give each argument to another parameter: swap them".to_owned(),
                witness: None,
            });
        }
        for (one, other) in differ {
            self.push(Change {
                rule: "parameter-renamed",
                level: Level::Changes,
                at: &after.operation.at,
                subject: format!("{}({})", before.method.path(), one.name),
                touched,
                before: Some(one.wire.clone()),
                after: Some(other.wire.clone()),
                means: format!(
                    "calls compile as before; the argument is the {} now, formerly the {}",
                    other.wire, one.wire
                ),
                witness: None,
            });
        }
    }
}

/// The method with what comes and goes with it.
fn whole(of: &OperationItems<'_>) -> String {
    let paths = [&of.request, &of.row].map(Item::path);
    format!("{}; {}", of.method.signature(), paths.join(", "))
}

/// Whether what was given goes to where it is taken now. A borrowed `String` goes as a text.
fn goes_as(before: &Ty, after: &Ty) -> bool {
    let is_text = |ty: &Ty| *ty == Ty::Plain("String").within("&{}");
    before == after || (is_text(before) && *after == Ty::Plain("&str"))
}
