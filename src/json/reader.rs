//! Reads JSON (RFC 8259) by the type that is asked for.

use serde::{
    de::{
        self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::MapAccessDeserializer,
    },
    forward_to_deserialize_any,
};

/// Goes through a text from value to value. Each method reads the kind of value that it is named after and knows no other:
/// one that looks what there is would be compiled with all kinds for every type. So a type that takes whatever there is
/// cannot be read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'t> {
    text: &'t str,
    /// How far it has come, in bytes: always between two characters.
    at: usize,
}

/// It is no JSON, or of another kind. It says no more: nobody would read it, and the texts of what was expected, with all
/// that writes numbers into them, would weigh 7 kB as sent.
#[derive(Debug, thiserror::Error)]
#[error("not of the kind asked for")]
pub(super) struct OfAnotherKind;

impl de::Error for OfAnotherKind {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }
}

/// What may stand behind a `\`, and what it means.
const ESCAPES: [(u8, char); 8] = [
    (b'"', '"'),
    (b'\\', '\\'),
    (b'/', '/'),
    (b'b', '\u{8}'),
    (b'f', '\u{C}'),
    (b'n', '\n'),
    (b'r', '\r'),
    (b't', '\t'),
];

type Read<T> = Result<T, OfAnotherKind>;

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut reader = Self { text, at: 0 };
        reader.pass_space();
        reader
    }

    /// Whether nothing follows.
    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    /// The member of this object with this name, as it is written.
    pub(super) fn member(mut self, name: &str) -> Read<&'t str> {
        let text = self.text;
        let mut items = Items::new(&mut self, "{", "}")?;
        while items.go_on()? {
            let is_it = items.name()? == name;
            let begin = items.reader.at;
            items.reader.skip()?;
            if is_it {
                return text.get(begin..items.reader.at).ok_or(OfAnotherKind);
            }
        }
        Err(OfAnotherKind)
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next byte; 0, which stands nowhere in JSON, at the end.
    fn next(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn pass_space(&mut self) {
        while matches!(self.next(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    /// Passes `word`, and the white space after it, if it comes next.
    fn pass(&mut self, word: &str) -> bool {
        let is_next = self.rest().starts_with(word);
        if is_next {
            self.at += word.len();
            self.pass_space();
        }
        is_next
    }

    fn expect(&mut self, word: &str) -> Read<()> {
        self.pass(word).then_some(()).ok_or(OfAnotherKind)
    }

    /// Passes a text, up to the next of its signs that means something; answers with that sign.
    fn run(&mut self) -> Read<(&'t str, u8)> {
        let rest = self.rest();
        let is_sign = |it: u8| it < b' ' || it == b'"' || it == b'\\';
        let end = rest.bytes().position(is_sign).ok_or(OfAnotherKind)?;
        self.at += end + 1;
        Ok((&rest[..end], rest.as_bytes()[end]))
    }

    fn quote(&mut self) -> Read<()> {
        let is_text = self.next() == b'"';
        self.at += usize::from(is_text);
        is_text.then_some(()).ok_or(OfAnotherKind)
    }

    /// Passes a text; answers with it if it stands there as it is, without a `\`.
    fn pass_string(&mut self) -> Read<&'t str> {
        self.quote()?;
        let (mut text, mut sign) = self.run()?;
        while sign == b'\\' {
            self.at += 1;
            (text, sign) = ("", self.run()?.1);
        }
        self.pass_space();
        (sign == b'"').then_some(text).ok_or(OfAnotherKind)
    }

    fn string(&mut self) -> Read<String> {
        self.quote()?;
        let mut text = String::new();
        loop {
            let (run, sign) = self.run()?;
            text.push_str(run);
            match sign {
                b'"' => break,
                b'\\' => text.push(self.escaped()?),
                _ => return Err(OfAnotherKind),
            }
        }
        self.pass_space();
        Ok(text)
    }

    /// The character behind a `\`.
    fn escaped(&mut self) -> Read<char> {
        let sign = self.next();
        self.at += usize::from(sign.is_ascii());
        if sign == b'u' {
            return self.unicode();
        }
        let known = ESCAPES.iter().find(|(escape, _)| *escape == sign);
        known.map(|(_, sign)| *sign).ok_or(OfAnotherKind)
    }

    /// The character that four hexadecimal digits name, or twice as many where it takes two units of UTF-16.
    fn unicode(&mut self) -> Read<char> {
        let mut code = self.unit()?;
        if code & 0xFC00 == 0xD800 {
            let is_pair = self.rest().starts_with("\\u");
            self.at += 2 * usize::from(is_pair);
            let low = self.unit()?;
            if !is_pair || low & 0xFC00 != 0xDC00 {
                return Err(OfAnotherKind);
            }
            code = 0x1_0000 + ((code & 0x3FF) << 10 | low & 0x3FF);
        }
        char::from_u32(code).ok_or(OfAnotherKind)
    }

    fn unit(&mut self) -> Read<u32> {
        let digits = self.rest().get(..4).unwrap_or_default();
        self.at += digits.len();
        let is_hex = digits.bytes().all(|it| it.is_ascii_hexdigit());
        let unit = u32::from_str_radix(digits, 16).ok();
        unit.filter(|_| is_hex).ok_or(OfAnotherKind)
    }

    fn number(&mut self) -> Read<u64> {
        let word = self.word();
        self.pass_space();
        let is_whole = word.bytes().all(|it| it.is_ascii_digit());
        let number = word.parse().ok().filter(|_| is_whole);
        number.ok_or(OfAnotherKind)
    }

    /// Passes a number, `true`, `false` or `null`.
    fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let is_word = |it: &u8| it.is_ascii_alphanumeric() || b"+-.".contains(it);
        let length = rest.bytes().take_while(is_word).count();
        self.at += length;
        &rest[..length]
    }

    /// Passes whatever value comes next. What is in it is only looked at as far as its end has to be found.
    fn skip(&mut self) -> Read<()> {
        let mut depth = 0_usize;
        loop {
            match self.next() {
                b'"' => drop(self.pass_string()?),
                b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                }
                b']' | b'}' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                b',' | b':' if depth > 0 => self.at += 1,
                _ if self.word().is_empty() => return Err(OfAnotherKind),
                _ => {}
            }
            self.pass_space();
            if depth == 0 {
                return Ok(());
            }
        }
    }
}

/// The items of an array or the members of an object, one after the other.
struct Items<'r, 't> {
    reader: &'r mut Reader<'t>,
    end: &'static str,
    is_first: bool,
}

impl<'r, 't> Items<'r, 't> {
    fn new(reader: &'r mut Reader<'t>, begin: &str, end: &'static str) -> Read<Self> {
        reader.expect(begin)?;
        Ok(Self {
            reader,
            end,
            is_first: true,
        })
    }

    /// Passes the name of a member; answers with it if it stands there as it is.
    fn name(&mut self) -> Read<&'t str> {
        let name = self.reader.pass_string()?;
        self.reader.expect(":")?;
        Ok(name)
    }

    /// Whether there is one more.
    fn go_on(&mut self) -> Read<bool> {
        if self.reader.pass(self.end) {
            return Ok(false);
        }
        if !std::mem::take(&mut self.is_first) {
            self.reader.expect(",")?;
        }
        Ok(true)
    }
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = OfAnotherKind;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<Option<S::Value>> {
        let is_one = self.go_on()?;
        is_one
            .then(|| seed.deserialize(&mut *self.reader))
            .transpose()
    }
}

impl<'de> MapAccess<'de> for Items<'_, '_> {
    type Error = OfAnotherKind;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<Option<S::Value>> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<S::Value> {
        self.reader.expect(":")?;
        seed.deserialize(&mut *self.reader)
    }
}

/// The members of an object that a type asks for, by their names and in its order: so the type is not compiled with what
/// tells names apart.
struct Fields<'t> {
    members: Vec<(&'t str, Reader<'t>)>,
    names: std::slice::Iter<'static, &'static str>,
}

impl<'t> Fields<'t> {
    fn new(reader: &mut Reader<'t>, names: &'static [&'static str]) -> Read<Self> {
        let mut items = Items::new(reader, "{", "}")?;
        let mut members = Vec::new();
        while items.go_on()? {
            let name = items.name()?;
            members.push((name, *items.reader));
            items.reader.skip()?;
        }
        let names = names.iter();
        Ok(Self { members, names })
    }

    /// The value of the member that is asked for next, if it is there. Of two with one name the last counts, as browsers do
    /// it.
    fn next(&mut self) -> Option<&mut Reader<'t>> {
        let name = self.names.next()?;
        let mut members = self.members.iter_mut().rev();
        members
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }
}

impl<'de> SeqAccess<'de> for Fields<'_> {
    type Error = OfAnotherKind;

    /// A member that is not there is none: then the type takes what it has for that, or refuses.
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<Option<S::Value>> {
        self.next().map(|value| seed.deserialize(value)).transpose()
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'_> {
    type Error = OfAnotherKind;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Read<V::Value> {
        Err(OfAnotherKind)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        let is = self.pass("true");
        if !is {
            self.expect("false")?;
        }
        visitor.visit_bool(is)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_u64(self.number()?)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_string(self.string()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_string(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_string(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_seq(Items::new(self, "[", "]")?)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_map(Items::new(self, "{", "}")?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        visitor.visit_seq(Fields::new(self, fields)?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.pass("null") {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Read<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    /// A text is a variant without anything in it; an object has one member, which is named after its variant.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        if self.next() == b'"' {
            return visitor.visit_enum(self.string()?.into_deserializer());
        }
        let value = visitor.visit_enum(MapAccessDeserializer::new(Items::new(self, "{", "}")?))?;
        self.expect("}")?;
        Ok(value)
    }

    /// A member that the type does not know.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.skip()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}
