//! Types of which one or both are one of several.
//!
//! Each form that values can have on the side that makes them is brought to the one that takes it on the other side:
//! in an answer the old build takes what the new service makes, in a request it is the other way round.

use super::forms::{Form, Forms, forms, likeness, tag_of};
use super::rules::{Way, What};
use super::types::{Comparer, Comparison, Spot, Told};
use super::view::describe;
use crate::codegen::model::TypeRef;
use crate::verdict::Level;

impl<'a> Comparer<'a> {
    pub(super) fn unions(&mut self, old: &TypeRef, new: &TypeRef, spot: &Spot, way: Way, into: &mut Comparison) {
        let (old_model, new_model) = (self.old(), self.new_model());
        let (old_tag, new_tag) = (tag_of(old_model, old), tag_of(new_model, new));
        let olds = forms(old_model, old, if way == Way::Sent { new_tag } else { old_tag });
        let news = forms(new_model, new, if way == Way::Sent { new_tag } else { old_tag });
        let (makers, takers) = if way == Way::Sent { (&olds, &news) } else { (&news, &olds) };
        let found: Vec<Option<usize>> = makers.list.iter().map(|maker| self.taker(maker, takers, way)).collect();
        if !takers.is_union && found.iter().all(Option::is_none) {
            let (before, after) = (Some(describe(old_model, old)), Some(describe(new_model, new)));
            let told = Told { what: What::TypeChanged, way, level: Level::Breaks, before, after };
            return self.tell(told, spot, into);
        }
        let several = makers.list.len().max(takers.list.len()) > 1;
        for (maker, taker) in makers.list.iter().zip(&found) {
            let Some(taker) = taker.and_then(|index| takers.list.get(index)) else {
                self.untaken(maker, takers, spot, way, into);
                continue;
            };
            let spot = if several { maker.spot(spot) } else { spot.inside("", "") };
            let (old, new) = if way == Way::Sent { (maker.ty, taker.ty) } else { (taker.ty, maker.ty) };
            self.refs(old, new, &spot, way, into);
        }
        for (index, taker) in takers.list.iter().enumerate() {
            if !found.contains(&Some(index)) {
                self.unmade(taker, spot, way, into);
            }
        }
    }

    /// A form that the other side does not know.
    fn untaken(&self, form: &Form<'_>, takers: &Forms<'_>, spot: &Spot, way: Way, into: &mut Comparison) {
        let kind = Some(form.label.clone());
        // A union of an old build keeps what it does not know.
        let keeps = way != Way::Sent && takers.is_union;
        let level = if keeps { Level::Adds } else { Level::Breaks };
        let told = match way {
            Way::Sent => Told { what: What::VariantGone, way, level, before: kind, after: None },
            Way::Received | Way::Failed => Told { what: What::VariantAdded, way, level, before: None, after: kind },
        };
        self.tell(told, &form.spot(spot), into);
    }

    /// A form that is known and that nothing has any more.
    fn unmade(&self, form: &Form<'_>, spot: &Spot, way: Way, into: &mut Comparison) {
        let kind = Some(form.label.clone());
        let told = match way {
            Way::Sent => Told { what: What::VariantAdded, way, level: Level::Adds, before: None, after: kind },
            Way::Received | Way::Failed => {
                Told { what: What::VariantGone, way, level: Level::Changes, before: kind, after: None }
            }
        };
        self.tell(told, &form.spot(spot), into);
    }

    /// The form that takes what another one makes.
    fn taker(&mut self, maker: &Form<'_>, takers: &Forms<'_>, way: Way) -> Option<usize> {
        let close = takers.list.iter().enumerate();
        let close = close.filter_map(|(index, taker)| Some((likeness(maker, taker, takers.by, way)?, index)));
        let mut close: Vec<_> = close.collect();
        close.sort_by_key(|&(likeness, index)| (std::cmp::Reverse(likeness), index));
        let same = |comparer: &mut Self, index: usize| {
            takers.list.get(index).is_some_and(|taker| match way {
                Way::Sent => comparer.is_same(maker.ty, taker.ty, way),
                Way::Received | Way::Failed => comparer.is_same(taker.ty, maker.ty, way),
            })
        };
        let fitting = |comparer: &mut Self, index: usize| {
            takers.list.get(index).is_some_and(|taker| match way {
                Way::Sent => comparer.fits(maker.ty, taker.ty, way),
                Way::Received | Way::Failed => comparer.fits(taker.ty, maker.ty, way),
            })
        };
        match close[..] {
            [] => None,
            // Nothing else comes into question, so that its differences are the ones to tell.
            [(_, only)] if takers.is_union => Some(only),
            [(_, first), ..] => {
                let indexes = || close.iter().map(|&(_, index)| index);
                let same = indexes().find(|&index| same(self, index));
                let fit = same.or_else(|| indexes().find(|&index| fitting(self, index)));
                fit.or(takers.is_union.then_some(first))
            }
        }
    }
}
