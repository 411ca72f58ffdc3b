//! From values to a type, with the place of what does not fit and of what the type does not know.

use std::cell::RefCell;
use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer as _, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::tree::{Member, Node, Value};
use super::{Document, Flaw, MOST_PROBLEMS, Problem};

/// A value as a `T`, and the fields in it that `T` passed over.
pub(super) fn read<T: DeserializeOwned>(
    document: &Document<'_>,
    node: &Node,
) -> (Result<T, Problem>, Vec<Problem>) {
    let passed_over = RefCell::default();
    let fit = T::deserialize(Reader { node, member: None, passed_over: &passed_over });
    let fit =
        fit.map_err(|Misfit { at, reason }| document.problem(at.unwrap_or(node.at), &Flaw::Shape { reason }));
    let unknown = |(at, name)| document.problem(at, &Flaw::FieldUnknown { name });
    (fit, passed_over.into_inner().into_iter().map(unknown).collect())
}

/// What does not fit.
#[derive(Debug)]
struct Misfit {
    /// The innermost value that was being read.
    at: Option<usize>,
    reason: String,
}

impl serde::de::Error for Misfit {
    fn custom<T: fmt::Display>(reason: T) -> Self {
        Self { at: None, reason: reason.to_string() }
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Misfit {}

fn misfit(reason: impl fmt::Display) -> Misfit {
    serde::de::Error::custom(reason)
}

/// One value on its way into a type.
#[derive(Clone, Copy)]
struct Reader<'d> {
    node: &'d Node,
    /// The field that it is the value of.
    member: Option<&'d Member>,
    passed_over: &'d RefCell<Vec<(usize, String)>>,
}

impl<'d> Reader<'d> {
    fn inner(self, node: &'d Node, member: Option<&'d Member>) -> Self {
        Self { node, member, ..self }
    }

    /// A type that is made from another (`try_from`) complains only after that one was read.
    fn seed<'de, T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Misfit> {
        self.placed(seed.deserialize(self))
    }

    /// The innermost value that complains is the place.
    fn placed<T>(self, result: Result<T, Misfit>) -> Result<T, Misfit> {
        result.map_err(|misfit| Misfit { at: misfit.at.or(Some(self.node.at)), ..misfit })
    }

    fn visit<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match &self.node.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => {
                if let Some(value) = number.as_u64() {
                    visitor.visit_u64(value)
                } else if let Some(value) = number.as_i64() {
                    visitor.visit_i64(value)
                } else {
                    visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN))
                }
            }
            Value::Text(text) => visitor.visit_str(text),
            Value::List(elements) => {
                let mut rest = elements.iter();
                let value = visitor.visit_seq(Elements { reader: self, rest: &mut rest })?;
                match rest.len() {
                    0 => Ok(value),
                    more => Err(misfit(format_args!("{more} elements too many"))),
                }
            }
            Value::Object(members) => {
                visitor.visit_map(Members { reader: self, rest: members.iter(), value: None })
            }
        }
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.placed(self.visit(visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.node.value {
            Value::Null => self.placed(visitor.visit_none()),
            _ => self.placed(visitor.visit_some(self)),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.placed(visitor.visit_newtype_struct(self))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let read = match &self.node.value {
            Value::Text(text) => visitor.visit_enum(Variant { name: text, content: None }),
            Value::Object(members) => match members.as_slice() {
                [member] => {
                    let content = Some(self.inner(&member.node, Some(member)));
                    visitor.visit_enum(Variant { name: &member.name, content })
                }
                _ => Err(misfit("expected an object with one name")),
            },
            _ => Err(misfit("expected a name, or an object with one name")),
        };
        self.placed(read)
    }

    /// Only what a type passes over is asked for in this way.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let mut passed_over = self.passed_over.borrow_mut();
        if let Some(member) = self.member
            && passed_over.len() < MOST_PROBLEMS
        {
            passed_over.push((member.at, member.name.clone()));
        }
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier
    }
}

struct Elements<'d, 'r> {
    reader: Reader<'d>,
    rest: &'r mut std::slice::Iter<'d, Node>,
}

impl<'de> SeqAccess<'de> for Elements<'_, '_> {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        self.rest.next().map(|node| self.reader.inner(node, None).seed(seed)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

struct Members<'d> {
    reader: Reader<'d>,
    rest: std::slice::Iter<'d, Member>,
    value: Option<&'d Member>,
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let Some(member) = self.rest.next() else { return Ok(None) };
        self.value = Some(member);
        let name: StrDeserializer<'_, Misfit> = member.name.as_str().into_deserializer();
        // A name that does not fit (an id that is none) is the place itself.
        seed.deserialize(name).map(Some).map_err(|misfit| Misfit { at: Some(member.at), ..misfit })
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        let member = self.value.take().ok_or_else(|| misfit("a value without a name"))?;
        self.reader.inner(&member.node, Some(member)).seed(seed)
    }
}

/// A variant's name, and what stands in it.
struct Variant<'d> {
    name: &'d str,
    content: Option<Reader<'d>>,
}

impl<'de, 'd> EnumAccess<'de> for Variant<'d> {
    type Error = Misfit;
    type Variant = Content<'d>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Content<'d>), Misfit> {
        let name: StrDeserializer<'_, Misfit> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, Content(self.content)))
    }
}

/// What stands in a variant; none when it is a bare name.
struct Content<'d>(Option<Reader<'d>>);

impl<'d> Content<'d> {
    fn reader(self) -> Result<Reader<'d>, Misfit> {
        self.0.ok_or_else(|| misfit("a name that wants a content: {\"name\": content}"))
    }
}

impl<'de> VariantAccess<'de> for Content<'_> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        if self.0.is_none() { Ok(()) } else { Err(misfit("a name that takes no content")) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Misfit> {
        self.reader()?.seed(seed)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.reader()?.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.reader()?.deserialize_any(visitor)
    }
}
