//! Two objects: members that went, came, or are there under other terms.

use super::rules::{Way, What};
use super::types::{Comparer, Comparison, Spot, Told};
use super::view::{View, see};
use crate::codegen::model::{Direction, Field, Presence, Rest, Shape, Struct, TypeDef, TypeRef};
use crate::verdict::behaviour::members::{self, Member};
use crate::verdict::pairs::raw;
use crate::verdict::{Level, Side};

/// Whether a member may be missing, and whether it may be null.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Terms {
    required: bool,
    nullable: bool,
}

impl From<Presence> for Terms {
    fn from(presence: Presence) -> Self {
        Self {
            required: matches!(presence, Presence::Required | Presence::Nullable),
            nullable: matches!(presence, Presence::Nullable | Presence::OptionalNullable),
        }
    }
}

impl<'a> Comparer<'a> {
    pub(super) fn objects(&mut self, old: &'a TypeDef, new: &'a TypeDef, spot: &Spot, way: Way, into: &mut Comparison) {
        let (Some(one), Some(other)) = (struct_of(&old.shape), struct_of(&new.shape)) else { return };
        for field in sorted(one, way) {
            match sorted(other, way).into_iter().find(|found| found.wire == field.wire) {
                Some(found) => self.members((old, field), (new, found), spot, way, into),
                None => self.member_gone(old, field, new, spot, way, into),
            }
        }
        for field in sorted(other, way) {
            if !sorted(one, way).iter().any(|known| known.wire == field.wire) {
                self.member_added(one.rest.as_ref(), new, field, spot, way, into);
            }
        }
        self.rests(one.rest.as_ref(), other.rest.as_ref(), new, spot, way, into);
    }

    fn members(
        &mut self,
        (old_def, old): (&'a TypeDef, &'a Field),
        (new_def, new): (&'a TypeDef, &'a Field),
        spot: &Spot,
        way: Way,
        into: &mut Comparison,
    ) {
        let spot = self.member_spot(spot, &old.wire, old_def, new_def);
        let before = contract(self.pairs.old, old_def, old);
        let after = contract(self.pairs.new, new_def, new);
        self.presence(old, before, after, &spot, way, into);
        self.nullability(old_def, old, (before, after), &spot, way, into);
        self.refs_without_null(&old.ty, &new.ty, &spot, way, into);
        let old = Member { side: self.pairs.old, at: &spot.old_at, field: old };
        let new = Member { side: self.pairs.new, at: &spot.new_at, field: new };
        members::compare(&old, &new, &spot.path, way, &mut into.differences);
    }

    fn presence(&self, old: &Field, before: Terms, after: Terms, spot: &Spot, way: Way, into: &mut Comparison) {
        if before.required == after.required {
            return;
        }
        let strict = old.presence == Presence::Required;
        let (what, level) = match (way, after.required) {
            (Way::Sent, true) if Terms::from(old.presence).required => (What::MemberRequired, Level::Adds),
            (Way::Sent, true) => (What::MemberRequired, Level::Breaks),
            (Way::Sent, false) => (What::MemberOptional, Level::Adds),
            (_, true) => (What::MemberRequired, Level::Adds),
            (_, false) if strict => (What::MemberOptional, Level::Breaks),
            (_, false) => (What::MemberOptional, Level::Changes),
        };
        let word = |terms: Terms| Some(if terms.required { "required" } else { "optional" }.to_owned());
        self.tell(Told { what, way, level, before: word(before), after: word(after) }, spot, into);
    }

    fn nullability(
        &self,
        def: &TypeDef,
        old: &Field,
        (before, after): (Terms, Terms),
        spot: &Spot,
        way: Way,
        into: &mut Comparison,
    ) {
        // Of what is only received, the model keeps no null beside absence, and an old build reads both alike.
        let told_apart = way == Way::Sent || (before.required && after.required);
        if before.nullable == after.nullable || !(told_apart || (after.nullable && before.required)) {
            return;
        }
        let view = see(self.old(), &old.ty).view;
        let keeps_null = matches!(view, View::Any | View::Named(_, Shape::Union(_)));
        let strict = old.presence == Presence::Required && !keeps_null;
        let (what, level) = match (way, after.nullable) {
            (Way::Sent, false) if def.usage.sent => (What::NullGone, Level::Breaks),
            (_, false) => (What::NullGone, Level::Adds),
            (Way::Sent, true) => (What::NullAdded, Level::Adds),
            (_, true) if strict => (What::NullAdded, Level::Breaks),
            (_, true) => (What::NullAdded, Level::Adds),
        };
        let word = |terms: Terms| Some(if terms.nullable { "may be null" } else { "never null" }.to_owned());
        self.tell(Told { what, way, level, before: word(before), after: word(after) }, spot, into);
    }

    fn member_gone(
        &mut self,
        def: &TypeDef,
        old: &'a Field,
        new: &'a TypeDef,
        spot: &Spot,
        way: Way,
        into: &mut Comparison,
    ) {
        let spot = self.member_spot(spot, &old.wire, def, new);
        let closed = raw::is_closed(self.pairs.new.root, &new.at);
        let level = match way {
            Way::Sent if closed => Level::Breaks,
            Way::Sent => Level::Changes,
            Way::Received | Way::Failed if old.presence == Presence::Required => Level::Breaks,
            Way::Received | Way::Failed => Level::Changes,
        };
        let before = Some(self.describe_old(&old.ty));
        self.tell(Told { what: What::MemberGone, way, level, before, after: None }, &spot, into);
    }

    fn member_added(
        &mut self,
        rest: Option<&'a Rest>,
        def: &'a TypeDef,
        new: &'a Field,
        spot: &Spot,
        way: Way,
        into: &mut Comparison,
    ) {
        let spot = self.member_spot(spot, &new.wire, def, def);
        let required = contract(self.pairs.new, def, new).required;
        // Where an old build keeps the members that it does not know, they have a type.
        let fits = rest.is_none_or(|rest| way == Way::Sent || self.fits(&rest.ty, &new.ty, way));
        let level = if fits && !(way == Way::Sent && required) { Level::Adds } else { Level::Breaks };
        let kind = self.describe_new(&new.ty);
        let after = Some(if required { format!("{kind}, required") } else { kind });
        self.tell(Told { what: What::MemberAdded, way, level, before: None, after }, &spot, into);
    }

    fn rests(
        &mut self,
        old: Option<&'a Rest>,
        new: Option<&'a Rest>,
        def: &TypeDef,
        spot: &Spot,
        way: Way,
        into: &mut Comparison,
    ) {
        let spot = spot.inside(".*", "additionalProperties");
        match (old, new) {
            (Some(one), Some(other)) => self.refs(&one.ty, &other.ty, &spot, way, into),
            (Some(one), None) => {
                let closed = raw::is_closed(self.pairs.new.root, &def.at);
                let level = if way == Way::Sent && closed { Level::Breaks } else { Level::Changes };
                let before = Some(self.describe_old(&one.ty));
                self.tell(Told { what: What::OpenMembersGone, way, level, before, after: None }, &spot, into);
            }
            (None, Some(other)) => {
                let after = Some(self.describe_new(&other.ty));
                let told = Told { what: What::OpenMembersAdded, way, level: Level::Adds, before: None, after };
                self.tell(told, &spot, into);
            }
            (None, None) => {}
        }
    }

    /// A map that became an object with members of its own.
    pub(super) fn map_to_object(
        &mut self,
        value: &TypeRef,
        new: &'a TypeDef,
        spot: &Spot,
        way: Way,
        into: &mut Comparison,
    ) {
        let Some(shape) = struct_of(&new.shape) else { return };
        for field in sorted(shape, way) {
            let spot = self.member_spot(spot, &field.wire, new, new);
            let required = contract(self.pairs.new, new, field).required;
            if way == Way::Sent && required {
                let after = Some(format!("{}, required", self.describe_new(&field.ty)));
                let level = Level::Changes;
                self.tell(Told { what: What::MemberAdded, way, level, before: None, after }, &spot, into);
            }
            self.refs(value, &field.ty, &spot, way, into);
        }
        if let Some(rest) = &shape.rest {
            self.refs(value, &rest.ty, &spot.inside(".*", "additionalProperties"), way, into);
        }
    }

    /// An object that became a map: nothing is promised of its members any more.
    pub(super) fn object_to_map(
        &mut self,
        old: &'a TypeDef,
        value: &TypeRef,
        spot: &Spot,
        way: Way,
        into: &mut Comparison,
    ) {
        let Some(shape) = struct_of(&old.shape) else { return };
        for field in sorted(shape, way) {
            let spot = self.member_spot(spot, &field.wire, old, old);
            if way != Way::Sent && field.presence == Presence::Required {
                let (before, level) = (Some(self.describe_old(&field.ty)), Level::Breaks);
                self.tell(Told { what: What::MemberGone, way, level, before, after: None }, &spot, into);
            }
            self.refs(&field.ty, value, &spot, way, into);
        }
    }

    fn member_spot(&self, spot: &Spot, wire: &str, old: &TypeDef, new: &TypeDef) -> Spot {
        let place = |side: &Side<'_>, def: &TypeDef| {
            raw::member(side.root, &def.at, wire).unwrap_or_else(|| raw::nearest(side.root, &def.at))
        };
        spot.member(wire, place(self.pairs.old, old), place(self.pairs.new, new))
    }
}

fn struct_of(shape: &Shape) -> Option<&Struct> {
    match shape {
        Shape::Struct(shape) | Shape::Form(shape) => Some(shape),
        _ => None,
    }
}

/// The members that go a way, by name.
fn sorted(shape: &Struct, way: Way) -> Vec<&Field> {
    let other = if way == Way::Sent { Direction::Received } else { Direction::Sent };
    let mut fields: Vec<&Field> = shape.fields.iter().filter(|field| field.direction != other).collect();
    fields.sort_by(|one, other| one.wire.cmp(&other.wire));
    fields
}

/// What the document says of a member: the model makes some optional that the document requires.
fn contract(side: &Side<'_>, def: &TypeDef, field: &Field) -> Terms {
    let terms = Terms::from(field.presence);
    Terms { required: terms.required || raw::requires(side.root, &def.at, &field.wire), ..terms }
}
