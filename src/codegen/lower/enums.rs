//! Enumerations: of texts, of integers, and of what needs no type of its own.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Lowering;
use super::types::Form;
use crate::codegen::model::{EnumOf, EnumValue, OpenEnum, Shape, TypeRef};
use crate::codegen::names;
use crate::codegen::problem::Pointer;
use crate::codegen::spec::keywords::Keywords;

impl Lowering<'_> {
    /// The form of a schema that enumerates its values.
    ///
    /// Documents often say `string` and list numbers, which YAML made of bare words; the type counts then.
    pub(super) fn enumeration(&mut self, keywords: &Keywords<'_>, at: &Pointer) -> Option<Form> {
        let values: Vec<&Value> = keywords.values.iter().filter(|value| !value.is_null()).collect();
        if values.is_empty() {
            return None;
        }
        let all = |is: fn(&Value) -> bool| values.iter().all(|value| is(value));
        match keywords.kind {
            Some("string") => Some(self.texts_form(&values, at)),
            Some("integer") if all(is_integer) => Some(Form::Item(Shape::Enum(self.integers(&values, at)))),
            None if all(Value::is_string) => Some(self.texts_form(&values, at)),
            None if all(is_integer) => Some(Form::Item(Shape::Enum(self.integers(&values, at)))),
            None if all(Value::is_number) => Some(Form::Plain(TypeRef::F64)),
            None if all(Value::is_boolean) => Some(Form::Plain(TypeRef::Bool)),
            None => Some(Form::Plain(self.untyped(at, Some("the values of the enumeration are of different types")))),
            // The type says all that Rust can: lists, objects, booleans, numbers with a fraction.
            Some(_) => None,
        }
    }

    fn texts_form(&mut self, values: &[&Value], at: &Pointer) -> Form {
        let texts: Vec<String> =
            values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        Form::Item(Shape::Enum(self.open_enum(&texts, at)))
    }

    pub(super) fn open_enum(&mut self, values: &[&str], at: &Pointer) -> OpenEnum {
        self.enum_of(EnumOf::Texts, values, at)
    }

    fn integers(&mut self, values: &[&Value], at: &Pointer) -> OpenEnum {
        let digits: Vec<String> = values.iter().map(|value| value.to_string()).collect();
        let digits: Vec<&str> = digits.iter().map(String::as_str).collect();
        self.enum_of(EnumOf::Integers, &digits, at)
    }

    fn enum_of(&mut self, of: EnumOf, values: &[&str], at: &Pointer) -> OpenEnum {
        let mut met = BTreeSet::new();
        let wires: Vec<&str> = values.iter().copied().filter(|value| met.insert(*value)).collect();
        let settled = names::variants(&wires);
        for (name, wire) in settled.collisions(&wires) {
            let what = format!("called {name} because another value has the name that {wire:?} makes");
            self.note(&at.child("enum"), what);
        }
        let values = settled.names.into_iter().zip(wires);
        OpenEnum { of, values: values.map(|(name, wire)| EnumValue { name, wire: wire.to_owned() }).collect() }
    }
}

fn is_integer(value: &Value) -> bool {
    value.is_i64()
}
