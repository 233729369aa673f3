//! JSON by the browser's own parser: the program carries none.

use js_sys::{Array, JSON, Object, Reflect};
use serde::{
    Serialize,
    de::{
        self, DeserializeOwned, Deserializer, IntoDeserializer, Visitor,
        value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};

/// The value that `text` holds; `None` where it is no JSON.
pub fn parse(text: &str) -> Option<JsValue> {
    JSON::parse(text).ok()
}

/// The value that `text` holds; `None` where it is no JSON or not a `T`.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    from_js(parse(text)?)
}

/// A parsed value as a `T`, if it is one.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> Option<T> {
    T::deserialize(Parsed(value)).ok()
}

/// A `T` as a value of JavaScript's; `None` where JSON cannot hold it.
pub fn to_js<T: Serialize>(value: &T) -> Option<JsValue> {
    value.serialize(&Serializer::json_compatible()).ok()
}

/// `value` as text.
pub fn write<T: Serialize>(value: &T) -> Option<String> {
    JSON::stringify(&to_js(value)?).ok().map(String::from)
}

/// The member `name` of an object; `None` where it is no object or has no such member.
pub fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into())
        .ok()
        .filter(|value| !value.is_undefined())
}

/// A value that the browser has parsed.
struct Parsed(JsValue);

/// What is read is of another kind. It says no more: nobody would read it, and the texts of what was expected, with all
/// that writes numbers into them, would weigh 7 kB as sent. Hence no `serde_wasm_bindgen` here.
#[derive(Debug, thiserror::Error)]
#[error("not of the kind asked for")]
struct OfAnotherKind;

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

impl<'de> Deserializer<'de> for Parsed {
    type Error = OfAnotherKind;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, OfAnotherKind> {
        let Self(value) = self;
        if let Some(text) = value.as_string() {
            visitor.visit_string(text)
        } else if let Some(number) = value.as_f64() {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_precision_loss,
                clippy::float_cmp,
                reason = "`as` saturates; what is the same afterwards was whole"
            )]
            if number as i64 as f64 == number {
                visitor.visit_i64(number as i64)
            } else {
                visitor.visit_f64(number)
            }
        } else if let Some(truth) = value.as_bool() {
            visitor.visit_bool(truth)
        } else if Array::is_array(&value) {
            let items: Array = value.unchecked_into();
            visitor.visit_seq(SeqDeserializer::new(items.into_iter().map(Parsed)))
        } else if value.is_object() {
            visitor.visit_map(MapDeserializer::new(members(value.unchecked_ref())))
        } else {
            visitor.visit_unit()
        }
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

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}
