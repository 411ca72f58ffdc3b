//! What both databases keep: whole numbers, text, bytes, and nothing. Yes and no are 1 and 0.

use std::borrow::Cow;

/// A value on its way in or out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) enum Value<'v> {
    Null,
    Integer(i64),
    Text(Cow<'v, str>),
    Bytes(Cow<'v, [u8]>),
}

impl Value<'_> {
    /// For an error, which never quotes a value.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Integer(_) => "a number",
            Self::Text(_) => "a text",
            Self::Bytes(_) => "bytes",
        }
    }
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Self {
        Self::Text(text.into())
    }
}

impl<'v> From<&'v String> for Value<'v> {
    fn from(text: &'v String) -> Self {
        Self::Text(text.as_str().into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'v> From<&'v Vec<u8>> for Value<'v> {
    fn from(bytes: &'v Vec<u8>) -> Self {
        Self::Bytes(bytes.as_slice().into())
    }
}

impl<'v> From<&'v [u8; 32]> for Value<'v> {
    fn from(bytes: &'v [u8; 32]) -> Self {
        Self::Bytes(bytes.as_slice().into())
    }
}

impl From<[u8; 32]> for Value<'_> {
    fn from(bytes: [u8; 32]) -> Self {
        Self::Bytes(bytes.to_vec().into())
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<i32> for Value<'_> {
    fn from(number: i32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl<'v, T: Into<Value<'v>>> From<Option<T>> for Value<'v> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<'v, T> From<&'v Option<T>> for Value<'v>
where
    Value<'v>: From<&'v T>,
{
    fn from(value: &'v Option<T>) -> Self {
        value.as_ref().map_or(Self::Null, Into::into)
    }
}

/// The parameters of a statement, as a tuple.
pub(in crate::store) trait Values<'v> {
    /// In order: the first is `?1`.
    fn list(self) -> Vec<Value<'v>>;
}

impl Values<'_> for () {
    fn list(self) -> Vec<Value<'static>> {
        Vec::new()
    }
}

macro_rules! values {
    ($first:ident $($rest:ident)*) => {
        impl<'v, $first: Into<Value<'v>>, $($rest: Into<Value<'v>>),*> Values<'v> for ($first, $($rest,)*) {
            #[expect(non_snake_case, reason = "a type parameter and its value share their name")]
            fn list(self) -> Vec<Value<'v>> {
                let ($first, $($rest,)*) = self;
                vec![$first.into(), $($rest.into()),*]
            }
        }
        values!($($rest)*);
    };
    () => {};
}
values!(A B C D E F G H I J K L M N O P Q R S T U V W X);

/// What a column is read as. `None`: the database holds something else.
pub(in crate::store) trait Column: Sized {
    fn of(value: &Value<'_>) -> Option<Self>;
}

impl Column for i64 {
    fn of(value: &Value<'_>) -> Option<Self> {
        if let Value::Integer(number) = value { Some(*number) } else { None }
    }
}

impl Column for i32 {
    fn of(value: &Value<'_>) -> Option<Self> {
        i64::of(value)?.try_into().ok()
    }
}

impl Column for u32 {
    fn of(value: &Value<'_>) -> Option<Self> {
        i64::of(value)?.try_into().ok()
    }
}

impl Column for u64 {
    fn of(value: &Value<'_>) -> Option<Self> {
        i64::of(value)?.try_into().ok()
    }
}

impl Column for bool {
    fn of(value: &Value<'_>) -> Option<Self> {
        Some(i64::of(value)? != 0)
    }
}

impl Column for String {
    fn of(value: &Value<'_>) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone().into_owned()) } else { None }
    }
}

impl Column for Vec<u8> {
    fn of(value: &Value<'_>) -> Option<Self> {
        if let Value::Bytes(bytes) = value { Some(bytes.clone().into_owned()) } else { None }
    }
}

impl Column for [u8; 32] {
    fn of(value: &Value<'_>) -> Option<Self> {
        if let Value::Bytes(bytes) = value { bytes.as_ref().try_into().ok() } else { None }
    }
}

impl<T: Column> Column for Option<T> {
    fn of(value: &Value<'_>) -> Option<Self> {
        if *value == Value::Null { Some(None) } else { T::of(value).map(Some) }
    }
}
