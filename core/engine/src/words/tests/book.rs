//! The words as they are written: the Fluent files of a folder, read from the disk and taken apart.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;

/// The folders that hold words: of the work, and of the terminal.
const ROOMS: [&str; 2] = ["words", "../../cli/words"];

/// A message of one language.
#[derive(Clone, Debug, Default)]
pub(super) struct Message {
    /// Its file, for whoever has to mend it.
    pub(super) file: String,
    /// What it can say: one text for each plural form, with `{$volts}` and `{other-message}` where something is filled in.
    pub(super) says: Vec<String>,
    /// The values that it shows or counts.
    pub(super) fields: BTreeSet<String>,
    /// The values whose forms it has, most often plural ones, with these forms.
    pub(super) forms: BTreeMap<String, BTreeSet<String>>,
    /// The messages that it repeats.
    pub(super) repeats: BTreeSet<String>,
}

/// The messages of one language, by name.
pub(super) type Messages = BTreeMap<String, Message>;

/// The words of one room in all languages.
pub(super) struct Book {
    pub(super) en: Messages,
    pub(super) fr_fr: Messages,
    pub(super) fr_ca: Messages,
    /// The names of the files of each folder.
    pub(super) areas: BTreeMap<&'static str, BTreeSet<String>>,
    /// Contents of all files, by their paths.
    pub(super) files: BTreeMap<PathBuf, String>,
}

/// Every room.
pub(super) fn books() -> Vec<Book> {
    ROOMS.iter().map(|room| Book::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(room))).collect()
}

impl Book {
    fn read(room: &Path) -> Self {
        let (mut areas, mut files) = (BTreeMap::new(), BTreeMap::new());
        let mut read = |locale: &'static str| {
            let mut messages = Messages::new();
            let names: &mut BTreeSet<String> = areas.entry(locale).or_default();
            for entry in fs::read_dir(room.join(locale)).unwrap() {
                let path = entry.unwrap().path();
                let content = fs::read_to_string(&path).unwrap();
                take_in(&path, &content, &mut messages);
                names.insert(path.file_name().unwrap().to_str().unwrap().to_owned());
                files.insert(path, content);
            }
            messages
        };
        let (en, fr, france, canada) = (read("en"), read("fr"), read("fr-FR"), read("fr-CA"));
        let above = |region: Messages| fr.clone().into_iter().chain(region).collect();
        Self { en, fr_fr: above(france), fr_ca: above(canada), areas, files }
    }

    /// English, French of France, French of Canada.
    pub(super) fn languages(&self) -> [(&'static str, &Messages); 3] {
        [("en", &self.en), ("fr-FR", &self.fr_fr), ("fr-CA", &self.fr_ca)]
    }

    /// French of both sides of the sea.
    pub(super) fn french(&self) -> [(&'static str, &Messages); 2] {
        [("fr-FR", &self.fr_fr), ("fr-CA", &self.fr_ca)]
    }
}

/// The values that a message shows, those of what it repeats among them.
pub(super) fn fields(messages: &Messages, name: &str) -> BTreeSet<String> {
    let Some(message) = messages.get(name) else { return BTreeSet::new() };
    let repeated = message.repeats.iter().flat_map(|other| fields(messages, other));
    message.fields.iter().cloned().chain(repeated).collect()
}

fn take_in(path: &Path, content: &str, messages: &mut Messages) {
    let file = path.display().to_string();
    let resource = parser::parse(content).unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
    for entry in resource.body {
        let Entry::Message(written) = entry else {
            assert!(!matches!(entry, Entry::Term(_)), "{file}: terms are not used here");
            continue;
        };
        let name = written.id.name;
        assert!(written.attributes.is_empty(), "{file}: {name} has attributes, which nobody reads");
        let mut message = Message { file: file.clone(), ..Message::default() };
        message.says =
            take_apart(&written.value.unwrap_or_else(|| panic!("{file}: {name} is empty")), &mut message);
        assert!(messages.insert(name.to_owned(), message).is_none(), "{file}: {name} stands twice");
    }
}

/// Each text that a pattern can become.
fn take_apart(pattern: &Pattern<&str>, message: &mut Message) -> Vec<String> {
    let mut texts = vec![String::new()];
    for element in &pattern.elements {
        let forms = match element {
            PatternElement::TextElement { value } => vec![(*value).to_owned()],
            PatternElement::Placeable { expression: Expression::Inline(shown) } => {
                vec![inline(shown, message)]
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                let InlineExpression::VariableReference { id } = selector else {
                    panic!("{}: only values have forms", message.file);
                };
                message.fields.insert(id.name.to_owned());
                let keys = variants.iter().map(|variant| match variant.key {
                    VariantKey::Identifier { name } => name.to_owned(),
                    VariantKey::NumberLiteral { value } => value.to_owned(),
                });
                message.forms.insert(id.name.to_owned(), keys.collect());
                variants.iter().flat_map(|variant| take_apart(&variant.value, message)).collect()
            }
        };
        texts = texts.iter().flat_map(|text| forms.iter().map(move |form| format!("{text}{form}"))).collect();
    }
    texts
}

fn inline(shown: &InlineExpression<&str>, message: &mut Message) -> String {
    match shown {
        InlineExpression::VariableReference { id } => {
            message.fields.insert(id.name.to_owned());
            format!("{{${}}}", id.name)
        }
        InlineExpression::MessageReference { id, attribute: None } => {
            message.repeats.insert(id.name.to_owned());
            format!("{{{}}}", id.name)
        }
        InlineExpression::StringLiteral { value } => (*value).to_owned(),
        other => panic!("{}: {other:?} is not used here", message.file),
    }
}
