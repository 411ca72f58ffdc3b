//! A file of a network: as somebody wrote it, or as its root signed it.

use std::path::{Path, PathBuf};

use pinpoint_domain::addresses::AddressList;
use pinpoint_domain::catalog::Catalog;
use pinpoint_domain::demo;
use pinpoint_domain::document::{Document, Problem};
use pinpoint_domain::profile::{Draft, NetworkProfile};
use pinpoint_domain::publication::{Edition, Publication, PublicationError, Root, in_time};
use pinpoint_domain::wire::{Digest, SignatureError, Signed};
use pinpoint_domain::{Coded, Timestamp};
use serde::Serialize;

use crate::args::CheckArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::input;
use crate::output::Shown;
use crate::ui::{Page, Problems, style};

/// What was read.
pub(super) struct Content<T> {
    pub(super) document: T,
    /// Who signed it, if it was signed.
    pub(super) signed: Option<SignedBy>,
    /// Whether a profile still waits for its server's keys.
    pub(super) keys_missing: bool,
}

/// A signature that was believed.
#[derive(Serialize)]
pub(super) struct SignedBy {
    /// The root's id.
    pub(super) root: String,
    /// SHA-256 of what was signed.
    pub(super) digest: Digest,
}

/// What is wrong with a file, or with what was signed in it.
pub(super) struct Broken {
    file: PathBuf,
    problems: Vec<Problem>,
}

/// What can be read from a file: a profile, a catalog, or addresses.
pub(super) trait Readable: Publication {
    /// Its name for people.
    fn name(&self) -> &str;

    /// As somebody wrote it, and whether its server's keys are missing; with what lies beside it, where it lies.
    fn written(bytes: &[u8], beside: Option<&Path>) -> Result<(Self, bool), Vec<Problem>>;

    /// As its root signed it, and which root that is by now.
    fn believe(signed: &Signed<Self>, root: &Root) -> Result<(Self, Root), PublicationError> {
        root.believe(signed).map(|document| (document, root.clone()))
    }
}

impl Readable for NetworkProfile {
    fn name(&self) -> &str {
        &self.name
    }

    fn written(bytes: &[u8], _beside: Option<&Path>) -> Result<(Self, bool), Vec<Problem>> {
        Self::check(bytes).map(|draft| (draft.profile, !draft.has_keys))
    }

    fn believe(signed: &Signed<Self>, root: &Root) -> Result<(Self, Root), PublicationError> {
        Self::believe(signed, root)
    }
}

impl Readable for Catalog {
    fn name(&self) -> &str {
        &self.name
    }

    fn written(bytes: &[u8], beside: Option<&Path>) -> Result<(Self, bool), Vec<Problem>> {
        let catalog = match beside.and_then(Path::parent) {
            // The names of drawings are bare: that is looked at before.
            Some(folder) => {
                Self::check_drawn(bytes, |file| std::fs::read(folder.join("images").join(file)).ok())
            }
            None => Self::check(bytes),
        };
        catalog.map(|catalog| (catalog, false))
    }
}

impl Readable for AddressList {
    fn name(&self) -> &str {
        &self.name
    }

    fn written(bytes: &[u8], _beside: Option<&Path>) -> Result<(Self, bool), Vec<Problem>> {
        Self::check(bytes).map(|list| (list, false))
    }
}

/// Reads a file, or says what is wrong with it. What was signed must be believed under the root, and be well written.
pub(super) fn read<T: Readable>(
    path: &Path,
    root: Option<&Path>,
) -> Result<Result<Content<T>, Broken>, CliError> {
    let bytes = input::list(path)?;
    let broken = |problems| Broken { file: path.to_owned(), problems };
    let document = match Document::parse(&bytes) {
        Ok(document) => document,
        Err(problems) => return Ok(Err(broken(problems))),
    };
    if !document.root().key("payloadType").is_there() {
        let read = T::written(&bytes, Some(path));
        let body = |(document, keys_missing)| Content { document, signed: None, keys_missing };
        return Ok(read.map(body).map_err(broken));
    }
    let (signed, mut problems) = document.read::<Signed<T>>();
    let signed = match signed {
        Ok(signed) if problems.is_empty() => signed,
        signed => {
            problems.extend(signed.err());
            return Ok(Err(broken(problems)));
        }
    };
    let root = match root {
        Some(path) => super::keys::public(path)?,
        None => demo::root(),
    };
    let (believed, by) = match T::believe(&signed, &root) {
        Ok(believed) => believed,
        Err(error) => return Ok(Err(broken(vec![place(&document, &error)]))),
    };
    // What was signed has lines and columns of its own.
    let payload = PathBuf::from(format!("{}#payload", path.display()));
    Ok(T::written(signed.payload(), None)
        .map(|(_, keys_missing)| Content {
            document: believed,
            signed: Some(SignedBy { root: by.id, digest: signed.digest() }),
            keys_missing,
        })
        .map_err(|problems| Broken { file: payload, problems }))
}

/// Checks a file, and whether what was signed would take the place of what is published by now.
pub(super) fn check<T: Readable>(args: &CheckArgs, context: &Context) -> Result<Exit, CliError> {
    let root = args.root.as_deref();
    let body = match read::<T>(&args.file, root)? {
        Ok(body) => body,
        Err(broken) => return broken.show(context),
    };
    let kept = match args.kept.as_deref().map(|path| read(path, root)).transpose()? {
        Some(Err(broken)) => return broken.show(context),
        Some(Ok(kept)) => Some(kept),
        None => None,
    };
    if let Err(error) = body.takes_the_place_of(kept.as_ref(), context.now()?) {
        let bytes = input::list(&args.file)?;
        let problems = match Document::parse(&bytes) {
            Ok(document) => vec![place(&document, &error)],
            Err(problems) => problems,
        };
        return Broken { file: args.file.clone(), problems }.show(context);
    }
    context.show(&Good::new(body))?;
    Ok(Exit::Done)
}

/// The part of an envelope that an error is about.
fn place(document: &Document<'_>, error: &PublicationError) -> Problem {
    let root = document.root();
    let first = root.key("signatures").nth(0);
    let spot = match error {
        PublicationError::Signature(SignatureError::Type { .. }) => root.key("payloadType"),
        PublicationError::Signature(SignatureError::UnknownKey { .. }) => first.key("keyid"),
        PublicationError::Signature(SignatureError::Forged { .. }) => first.key("sig"),
        _ => root.key("payload"),
    };
    spot.problem(error)
}

impl<T: Readable> Content<T> {
    /// Whether a phone would take it in the place of what it keeps, or of nothing. What is only written is no offer.
    fn takes_the_place_of(&self, kept: Option<&Self>, now: Timestamp) -> Result<(), PublicationError> {
        let Some(offered) = self.edition() else { return Ok(()) };
        match kept.and_then(Self::edition) {
            Some(kept) => kept.makes_room_for(&offered, &self.document, now).map(drop),
            None => in_time(&self.document, now),
        }
    }

    fn edition(&self) -> Option<Edition> {
        let signed = self.signed.as_ref()?;
        Some(Edition { version: self.document.version(), digest: signed.digest })
    }
}

impl Content<NetworkProfile> {
    /// What is to be signed.
    pub(super) fn draft(self) -> Draft {
        Draft { profile: self.document, has_keys: !self.keys_missing }
    }
}

impl Broken {
    /// What is wrong with a file as a whole.
    pub(super) fn whole(file: &Path, what: &impl Coded) -> Result<Self, CliError> {
        let bytes = input::list(file)?;
        let problems = Document::parse(&bytes).map(|document| vec![document.root().problem(what)]);
        Ok(Self { file: file.to_owned(), problems: problems.unwrap_or_else(|problems| problems) })
    }

    pub(super) fn of(file: &Path, problems: Vec<Problem>) -> Self {
        Self { file: file.to_owned(), problems }
    }

    /// Says all of it.
    pub(super) fn show(self, context: &Context) -> Result<Exit, CliError> {
        context.show(&Problems::of(&self.file, self.problems, &context.words))?;
        Ok(Exit::Failed)
    }
}

/// A file that is good.
#[derive(Serialize)]
struct Good {
    valid: bool,
    document: &'static str,
    name: String,
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    signed: Option<SignedBy>,
    /// Whether a profile still waits for its server's keys.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    keys_missing: bool,
}

impl Good {
    fn new<T: Readable>(body: Content<T>) -> Self {
        Self {
            valid: true,
            document: T::DOCUMENT,
            name: body.document.name().to_owned(),
            version: body.document.version(),
            signed: body.signed,
            keys_missing: body.keys_missing,
        }
    }
}

impl Shown for Good {
    fn write(&self, page: &mut Page) {
        let words = page.words();
        page.heading(words.say("network-good", [("name", &self.name), ("version", &self.version)]));
        if let Some(signed) = &self.signed {
            page.facts(&[
                (&words.plain("network-signed-by"), signed.root.clone()),
                (&words.plain("network-digest"), signed.digest.to_string()),
            ]);
        }
        if self.keys_missing {
            page.paragraph("  ", &words.plain("network-keys-later"), style::DIM);
        }
    }
}
