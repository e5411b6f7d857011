//! Schemas, sorted into the kinds that `openapiv3` has.

use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, BooleanType, Discriminator, IntegerType, NumberType, ObjectType,
    ReferenceOr, Schema, SchemaData, SchemaKind, StringType, Type,
};
use serde_json::{Number, Value};

use super::{At, Part, Reading};

/// The keywords that tell the kind.
const KEYWORDS: &[&str] = &[
    "type",
    "properties",
    "items",
    "enum",
    "format",
    "required",
    "additionalProperties",
    "oneOf",
    "allOf",
    "anyOf",
    "not",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
];
const OF_STRINGS: &[&str] = &["type", "enum", "format", "pattern", "minLength", "maxLength"];
const OF_NUMBERS: &[&str] =
    &["type", "enum", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
const LIMITS: [&str; 3] = ["multipleOf", "minimum", "maximum"];
const OF_BOOLEANS: &[&str] = &["type", "enum"];
const OF_OBJECTS: &[&str] =
    &["type", "properties", "required", "additionalProperties", "minProperties", "maxProperties"];
const OF_ARRAYS: &[&str] = &["type", "items", "minItems", "maxItems", "uniqueItems"];

impl Part<'_> {
    /// Whether no other keywords tell the kind.
    fn has_only(self, known: &[&str]) -> bool {
        let others = |key: &str| KEYWORDS.contains(&key) && !known.contains(&key);
        !self.members.iter().any(|(key, value)| !value.is_null() && others(key))
    }

    /// Whether every value of the enum is of a form, or null.
    fn lists(self, is_form: fn(&Value) -> bool) -> bool {
        let values = self.get("enum").and_then(Value::as_array);
        values.into_iter().flatten().all(|value| value.is_null() || is_form(value))
    }

    fn is_integral(self, key: &str) -> bool {
        self.get(key).is_none_or(Value::is_i64)
    }
}

impl Reading {
    /// A schema, or a reference to one.
    pub(super) fn node(&mut self, value: &Value, at: &At<'_>) -> Option<ReferenceOr<Schema>> {
        self.reference_or(value, at, Self::schema)
    }

    fn boxed_node(&mut self, value: &Value, at: &At<'_>) -> Option<ReferenceOr<Box<Schema>>> {
        self.reference_or(value, at, |reading, value, at| reading.schema(value, at).map(Box::new))
    }

    pub(super) fn schema(&mut self, value: &Value, at: &At<'_>) -> Option<Schema> {
        let part = self.object(value, at)?;
        let schema_data = SchemaData {
            nullable: self.flag(part, "nullable").unwrap_or_default(),
            read_only: self.flag(part, "readOnly").unwrap_or_default(),
            write_only: self.flag(part, "writeOnly").unwrap_or_default(),
            deprecated: self.flag(part, "deprecated").unwrap_or_default(),
            description: self.text(part, "description"),
            discriminator: self.one(part, "discriminator", Self::discriminator),
            default: part.get("default").cloned(),
            ..SchemaData::default()
        };
        Some(Schema { schema_data, schema_kind: self.kind(part) })
    }

    fn discriminator(&mut self, value: &Value, at: &At<'_>) -> Option<Discriminator> {
        let part = self.object(value, at)?;
        let property_name = self.required_text(part, "propertyName")?;
        Some(Discriminator { property_name, mapping: self.map(part, "mapping", Self::item_text), ..Default::default() })
    }

    fn kind(&mut self, part: Part<'_>) -> SchemaKind {
        match part.get("type").and_then(Value::as_str) {
            Some("string") if part.has_only(OF_STRINGS) && part.lists(Value::is_string) => {
                SchemaKind::Type(Type::String(self.string(part)))
            }
            Some("integer") if part.has_only(OF_NUMBERS) && is_of_integers(part) => {
                SchemaKind::Type(Type::Integer(self.integer(part)))
            }
            Some("number") if part.has_only(OF_NUMBERS) && part.lists(Value::is_number) => {
                SchemaKind::Type(Type::Number(self.real(part)))
            }
            Some("boolean") if part.has_only(OF_BOOLEANS) && part.lists(Value::is_boolean) => {
                let enumeration = self.values(part, "enum").iter().map(Value::as_bool).collect();
                SchemaKind::Type(Type::Boolean(BooleanType { enumeration }))
            }
            Some("object") if part.has_only(OF_OBJECTS) => SchemaKind::Type(Type::Object(self.of_properties(part))),
            Some("array") if part.has_only(OF_ARRAYS) => SchemaKind::Type(Type::Array(self.of_items(part))),
            None => self.composed(part).unwrap_or_else(|| SchemaKind::Any(self.any(part))),
            Some(_) => SchemaKind::Any(self.any(part)),
        }
    }

    /// A schema that nothing but other schemas tell of.
    fn composed(&mut self, part: Part<'_>) -> Option<SchemaKind> {
        let is = |key: &str| part.get(key).is_some() && part.has_only(&[key]);
        match () {
            () if is("oneOf") => Some(SchemaKind::OneOf { one_of: self.list(part, "oneOf", Self::node) }),
            () if is("allOf") => Some(SchemaKind::AllOf { all_of: self.list(part, "allOf", Self::node) }),
            () if is("anyOf") => Some(SchemaKind::AnyOf { any_of: self.list(part, "anyOf", Self::node) }),
            () if is("not") => self.one(part, "not", Self::node).map(|not| SchemaKind::Not { not: Box::new(not) }),
            () => None,
        }
    }

    fn string(&mut self, part: Part<'_>) -> StringType {
        StringType {
            format: self.text(part, "format").into(),
            pattern: self.text(part, "pattern"),
            enumeration: self.values(part, "enum").iter().map(|value| value.as_str().map(str::to_owned)).collect(),
            min_length: self.count(part, "minLength"),
            max_length: self.count(part, "maxLength"),
        }
    }

    fn integer(&mut self, part: Part<'_>) -> IntegerType {
        let [multiple_of, minimum, maximum] = self.limits(part, Number::as_i64);
        let [exclusive_minimum, exclusive_maximum] = self.exclusive(part);
        IntegerType {
            format: self.text(part, "format").into(),
            multiple_of,
            exclusive_minimum,
            exclusive_maximum,
            minimum,
            maximum,
            enumeration: self.values(part, "enum").iter().map(Value::as_i64).collect(),
        }
    }

    fn real(&mut self, part: Part<'_>) -> NumberType {
        let [multiple_of, minimum, maximum] = self.limits(part, Number::as_f64);
        let [exclusive_minimum, exclusive_maximum] = self.exclusive(part);
        NumberType {
            format: self.text(part, "format").into(),
            multiple_of,
            exclusive_minimum,
            exclusive_maximum,
            minimum,
            maximum,
            enumeration: self.values(part, "enum").iter().map(Value::as_f64).collect(),
        }
    }

    fn limits<T>(&mut self, part: Part<'_>, read: fn(&Number) -> Option<T>) -> [Option<T>; 3] {
        LIMITS.map(|key| self.number(part, key).and_then(read))
    }

    fn exclusive(&mut self, part: Part<'_>) -> [bool; 2] {
        ["exclusiveMinimum", "exclusiveMaximum"].map(|key| self.flag(part, key).unwrap_or_default())
    }

    fn of_properties(&mut self, part: Part<'_>) -> ObjectType {
        ObjectType {
            properties: self.map(part, "properties", Self::boxed_node),
            required: self.texts(part, "required"),
            additional_properties: self.one(part, "additionalProperties", Self::additional),
            min_properties: self.count(part, "minProperties"),
            max_properties: self.count(part, "maxProperties"),
        }
    }

    fn of_items(&mut self, part: Part<'_>) -> ArrayType {
        ArrayType {
            items: self.one(part, "items", Self::boxed_node),
            min_items: self.count(part, "minItems"),
            max_items: self.count(part, "maxItems"),
            unique_items: self.flag(part, "uniqueItems").unwrap_or_default(),
        }
    }

    fn additional(&mut self, value: &Value, at: &At<'_>) -> Option<AdditionalProperties> {
        match value.as_bool() {
            Some(any) => Some(AdditionalProperties::Any(any)),
            None => self.node(value, at).map(|node| AdditionalProperties::Schema(Box::new(node))),
        }
    }

    /// Any mixture of keywords.
    fn any(&mut self, part: Part<'_>) -> AnySchema {
        let [multiple_of, minimum, maximum] = self.limits(part, Number::as_f64);
        let (object, array) = (self.of_properties(part), self.of_items(part));
        AnySchema {
            typ: self.text(part, "type"),
            pattern: self.text(part, "pattern"),
            multiple_of,
            exclusive_minimum: self.flag(part, "exclusiveMinimum"),
            exclusive_maximum: self.flag(part, "exclusiveMaximum"),
            minimum,
            maximum,
            properties: object.properties,
            required: object.required,
            additional_properties: object.additional_properties,
            min_properties: object.min_properties,
            max_properties: object.max_properties,
            items: array.items,
            min_items: array.min_items,
            max_items: array.max_items,
            unique_items: self.flag(part, "uniqueItems"),
            enumeration: self.values(part, "enum").to_vec(),
            format: self.text(part, "format"),
            min_length: self.count(part, "minLength"),
            max_length: self.count(part, "maxLength"),
            one_of: self.list(part, "oneOf", Self::node),
            all_of: self.list(part, "allOf", Self::node),
            any_of: self.list(part, "anyOf", Self::node),
            not: self.one(part, "not", Self::node).map(Box::new),
        }
    }
}

/// Integers that a signed one of 64 bits holds. Others are numbers of any kind to `openapiv3`.
fn is_of_integers(part: Part<'_>) -> bool {
    part.lists(Value::is_i64) && LIMITS.iter().all(|key| part.is_integral(key))
}
