//! Refusals, warnings and errors are codes with fields; the words for them live with the faces' locale files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a sentence needs besides its code: names to printable values. Never holds a secret.
pub type Fields = BTreeMap<String, String>;

/// Something that a person may have to read about: a stable kebab-case code and the fields that its sentence needs.
pub trait Coded {
    /// The stable code, for example `mac-length`. Once published, a code keeps its meaning.
    fn code(&self) -> &str;

    /// The values that the sentence for this code mentions.
    fn fields(&self) -> Fields {
        Fields::new()
    }
}

/// Something coded as data: what a snapshot holds, and all that crosses a border.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct Notice {
    /// The stable code.
    pub code: String,
    /// The values that its sentence mentions; never a secret.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "Record<string, string>"))]
    pub fields: Fields,
}

impl<C: Coded + ?Sized> From<&C> for Notice {
    fn from(coded: &C) -> Self {
        Self { code: coded.code().to_owned(), fields: coded.fields() }
    }
}

impl Coded for Notice {
    fn code(&self) -> &str {
        &self.code
    }

    fn fields(&self) -> Fields {
        self.fields.clone()
    }
}

/// An argument that is not what its type says: the mistake of a program, not of a person. For the borders, where data
/// comes in as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MalformedArgument {
    argument: &'static str,
    reason: String,
}

impl MalformedArgument {
    /// For `map_err`: the argument of this name does not parse.
    pub fn of<E: ToString>(argument: &'static str) -> impl FnOnce(E) -> Self {
        move |error| Self { argument, reason: error.to_string() }
    }
}

impl Coded for MalformedArgument {
    fn code(&self) -> &'static str {
        "argument-malformed"
    }

    fn fields(&self) -> Fields {
        fields([("argument", self.argument.to_owned()), ("reason", self.reason.clone())])
    }
}

/// Builds [`Fields`] from pairs.
pub fn fields<const N: usize>(pairs: [(&str, String); N]) -> Fields {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Writes anything coded as `{"code": ..., "fields": {...}}`: the form in which faces and `--json` see it.
pub fn serialize<S: serde::Serializer>(
    coded: &(impl Coded + ?Sized),
    serializer: S,
) -> Result<S::Ok, S::Error> {
    use serde::ser::SerializeStruct as _;
    let mut out = serializer.serialize_struct("Coded", 2)?;
    out.serialize_field("code", coded.code())?;
    out.serialize_field("fields", &coded.fields())?;
    out.end()
}
