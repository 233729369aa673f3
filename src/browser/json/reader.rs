//! Reads what the browser has parsed.

use std::{cell::Cell, ptr};

use js_sys::{Array, Object};
use serde::{
    de::{
        self, DeserializeSeed, Deserializer, IntoDeserializer, SeqAccess, Visitor,
        value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};
use wasm_bindgen::{JsCast, JsValue};

use super::member;

/// A value that the browser has parsed.
pub(super) struct Parsed(pub(super) JsValue);

/// What is read is of another kind. It says no more: nobody would read it, and the texts of what was expected, with all
/// that writes numbers into them, would weigh 7 kB as sent. Hence no `serde_wasm_bindgen` here.
#[derive(Debug, thiserror::Error)]
#[error("not of the kind asked for")]
pub(super) struct OfAnotherKind;

impl de::Error for OfAnotherKind {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }
}

impl IntoDeserializer<'_, OfAnotherKind> for Parsed {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Name and value of each member of an object.
fn members(object: &Object) -> impl Iterator<Item = (String, Parsed)> + use<> {
    Object::entries(object).into_iter().map(|member| {
        let member: Array = member.unchecked_into();
        (
            member.get(0).as_string().unwrap_or_default(),
            Parsed(member.get(1)),
        )
    })
}

/// The members of an object that a type knows.
struct Fields {
    object: JsValue,
    names: std::slice::Iter<'static, JsValue>,
}

/// The names that a type asks for, as texts of the browser. Types are few: they are kept as long as the page is there.
struct Names {
    fields: &'static [&'static str],
    names: Vec<JsValue>,
    before: Option<&'static Names>,
}

thread_local! {
    /// The last type's that has asked: made once, not for each of ten thousand objects.
    static NAMES: Cell<Option<&'static Names>> = const { Cell::new(None) };
}

fn names(fields: &'static [&'static str]) -> &'static [JsValue] {
    let mut known = NAMES.get();
    while let Some(it) = known {
        if ptr::eq(it.fields, fields) {
            return &it.names;
        }
        known = it.before;
    }
    let mut names = Vec::new();
    for name in fields {
        names.push(JsValue::from_str(name));
    }
    let before = NAMES.get();
    let all = Box::leak(Box::new(Names {
        fields,
        names,
        before,
    }));
    NAMES.set(Some(all));
    &all.names
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = OfAnotherKind;

    /// A member that is not there is none: then the type takes what it has for that, or refuses.
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, OfAnotherKind> {
        let name = self.names.next();
        name.and_then(|name| member(&self.object, name))
            .map(|value| seed.deserialize(Parsed(value)))
            .transpose()
    }
}

/// Each kind of value is read by a method of its own, which knows only that kind: one that looks what there is would be
/// compiled with all kinds for every type. So a type that takes whatever there is cannot be read.
impl<'de> Deserializer<'de> for Parsed {
    type Error = OfAnotherKind;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, OfAnotherKind> {
        Err(OfAnotherKind)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OfAnotherKind> {
        visitor.visit_bool(self.0.as_bool().ok_or(OfAnotherKind)?)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OfAnotherKind> {
        let number = self.0.as_f64().ok_or(OfAnotherKind)?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            clippy::float_cmp,
            reason = "`as` saturates; what is the same afterwards was whole and not negative"
        )]
        if number as u64 as f64 == number {
            visitor.visit_u64(number as u64)
        } else {
            Err(OfAnotherKind)
        }
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OfAnotherKind> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OfAnotherKind> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OfAnotherKind> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OfAnotherKind> {
        visitor.visit_string(self.0.as_string().ok_or(OfAnotherKind)?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OfAnotherKind> {
        self.deserialize_string(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, OfAnotherKind> {
        self.deserialize_string(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OfAnotherKind> {
        if !Array::is_array(&self.0) {
            return Err(OfAnotherKind);
        }
        let items: Array = self.0.unchecked_into();
        visitor.visit_seq(SeqDeserializer::new(items.into_iter().map(Parsed)))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OfAnotherKind> {
        if !self.0.is_object() || Array::is_array(&self.0) {
            return Err(OfAnotherKind);
        }
        visitor.visit_map(MapDeserializer::new(members(self.0.unchecked_ref())))
    }

    /// Asked for by their names, in the order in which the type has them: neither has the type to be compiled with what
    /// tells names apart, nor does each name come out of the browser each time.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, OfAnotherKind> {
        visitor.visit_seq(Fields {
            object: self.0,
            names: names(fields).iter(),
        })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OfAnotherKind> {
        if self.0.is_null() || self.0.is_undefined() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, OfAnotherKind> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, OfAnotherKind> {
        match self.0.as_string() {
            Some(variant) => visitor.visit_enum(variant.into_deserializer()),
            None if self.0.is_object() => {
                let members = MapDeserializer::new(members(self.0.unchecked_ref()));
                visitor.visit_enum(MapAccessDeserializer::new(members))
            }
            None => Err(OfAnotherKind),
        }
    }

    /// A member that the type does not know.
    fn deserialize_ignored_any<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, OfAnotherKind> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}
