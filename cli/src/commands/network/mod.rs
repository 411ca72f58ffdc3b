//! `profile`, `catalog` and `addresses`: what a network publishes, from the first line to the signature.
//!
//! | you look for | it lives in |
//! |---|---|
//! | keys of a network, and the next root | `keys` |
//! | a file as it was written, or as it was signed | `file` |
//! | how a profile is shown | `profile` |
//! | how a catalog is shown | `catalog` |
//! | how addresses are shown and found | `addresses` |
//! | addresses from a spreadsheet | `csv` |

mod addresses;
mod catalog;
mod csv;
mod file;
mod keys;
mod profile;

use std::path::Path;

use pinpoint_domain::publication::Publication;
use pinpoint_domain::wire::{Signed, to_json};
use pinpoint_engine::platform::files;

use crate::args::SignArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output;
use crate::ui::Words;

use file::{Content, Readable, SignedBy};

pub(super) use addresses::run as addresses;
pub(super) use catalog::run as catalog;
pub(super) use profile::run as profile;

/// Writes a file that is not there yet, or to standard output.
fn write_new(out: Option<&Path>, text: &str, context: &Context) -> Result<Exit, CliError> {
    let Some(path) = out else {
        output::bytes(text.as_bytes())?;
        return Ok(Exit::Done);
    };
    let path = std::path::absolute(path).map_err(CliError::file(path))?;
    if path.exists() {
        return Err(CliError::FileThere { path });
    }
    files::write_file(&path, text.as_bytes()).map_err(CliError::file(&path))?;
    written(&path, context)
}

/// Signs what somebody wrote, once it is well written.
fn sign_written<T: Readable>(args: &SignArgs, context: &Context) -> Result<Exit, CliError> {
    match file::read::<T>(&args.file, None)? {
        Ok(Content { document, signed: None, .. }) => sign(&document, args, context),
        Ok(_) => Err(CliError::SignedAlready { path: args.file.clone() }),
        Err(broken) => broken.show(context),
    }
}

/// Signs a document and writes it out. Whoever signs again replaces what was signed before.
fn sign<T: Publication>(document: &T, args: &SignArgs, context: &Context) -> Result<Exit, CliError> {
    let key = keys::RootKey::read(&args.key)?;
    let signed: Signed<T> = key.sign(document);
    let text = to_json(&signed) + "\n";
    let Some(path) = &args.out else {
        output::bytes(text.as_bytes())?;
        return Ok(Exit::Done);
    };
    let path = std::path::absolute(path).map_err(CliError::file(path))?;
    files::write_file(&path, text.as_bytes()).map_err(CliError::file(&path))?;
    written(&path, context)
}

/// Who signed a document, as its page says it.
fn signer(signed: Option<&SignedBy>, words: &Words) -> String {
    signed.map_or_else(|| words.plain("network-not-signed"), |signed| signed.root.clone())
}

fn written(path: &Path, context: &Context) -> Result<Exit, CliError> {
    let path = path.display().to_string();
    let sentence = context.words.say("network-written", [("path", &path)]);
    context.output.done(&serde_json::json!({ "written": path }), &sentence)?;
    Ok(Exit::Done)
}
