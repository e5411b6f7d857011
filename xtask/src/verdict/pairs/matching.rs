//! Which operation of the new document is which of the old one.
//!
//! Operations are one if their calls look the same: method and path, whatever the parameters of the path are called.
//! What is left is matched by `operationId`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Call, Ways, raw};
use crate::codegen::model::Model;
use crate::codegen::problem::Pointer;
use crate::verdict::Side;

/// What operations of both documents have to have in common to be one.
type Key = fn(&Ways<'_>, &Value) -> Option<String>;

/// The operations of the new document in its order, then those that are gone.
pub(super) fn calls<'a>(old: &Side<'a>, new: &Side<'a>) -> Vec<Call<'a>> {
    let mut gone: Vec<Option<Ways<'a>>> = ways(old.model).into_iter().map(Some).collect();
    let mut came: Vec<Call<'a>> = ways(new.model).into_iter().map(Call::Came).collect();
    // The very path first: some documents have two that differ in nothing but the names of their parameters.
    for (key, call) in [(path as Key, Call::Kept as fn(_, _) -> _), (shape, Call::Kept), (id, Call::Moved)] {
        let olds = once_each(gone.iter().map(|way| key(way.as_ref()?, old.root)));
        let news = once_each(came.iter().map(|call| match call {
            Call::Came(way) => key(way, new.root),
            Call::Kept(..) | Call::Moved(..) | Call::Gone(_) => None,
        }));
        for (text, index) in news {
            let partner = olds.get(&text).and_then(|&index| gone.get_mut(index)).and_then(Option::take);
            if let (Some(old), Some(place)) = (partner, came.get_mut(index))
                && let Call::Came(new) = place
            {
                *place = call(old, new.clone());
            }
        }
    }
    came.into_iter().chain(gone.into_iter().flatten().map(Call::Gone)).collect()
}

fn ways(model: &Model) -> Vec<Ways<'_>> {
    let mut ways: Vec<Ways<'_>> = Vec::new();
    let mut by_place: BTreeMap<&Pointer, usize> = BTreeMap::new();
    for (_, operation) in model.operations() {
        match by_place.get(&operation.at).and_then(|&index| ways.get_mut(index)) {
            Some(way) if operation.variant => way.others.push(operation),
            _ => {
                by_place.insert(&operation.at, ways.len());
                ways.push(Ways { main: operation, others: Vec::new() });
            }
        }
    }
    ways
}

/// The keys that only one has, with its index.
fn once_each(keys: impl Iterator<Item = Option<String>>) -> BTreeMap<String, usize> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, key) in keys.enumerate() {
        if let Some(key) = key {
            places.entry(key).or_default().push(index);
        }
    }
    let once = places.into_iter().filter_map(|(key, places)| match places[..] {
        [only] => Some((key, only)),
        _ => None,
    });
    once.collect()
}

fn path(way: &Ways<'_>, _: &Value) -> Option<String> {
    Some(super::label_of(way.main))
}

/// What a call looks like: the names of the path's parameters are not sent.
fn shape(way: &Ways<'_>, _: &Value) -> Option<String> {
    let mut parts = way.main.path.split('{');
    let first = parts.next().unwrap_or_default();
    let rest: String =
        parts.map(|part| format!("{{}}{}", part.split_once('}').map_or("", |(_, fixed)| fixed))).collect();
    Some(format!("{} {first}{rest}", way.main.method))
}

/// The `operationId`, where it is written: a derived name says nothing that the path does not.
fn id(way: &Ways<'_>, root: &Value) -> Option<String> {
    raw::get(root, &way.main.at)?.get("operationId")?;
    Some(way.main.id.clone())
}
