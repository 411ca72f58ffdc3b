//! What a person or a script hands in: secrets, answers, pictures.

use std::io::{self, BufRead as _, IsTerminal as _};
use std::path::{Path, PathBuf};

use pinpoint_decode::read_picture;
use pinpoint_domain::label::{ActivationLabel, LabelForm, LabelReading, Secrets, interpret_text};
use pinpoint_engine::platform::files;
use zeroize::Zeroizing;

use crate::args::LabelArgs;
use crate::error::CliError;
use crate::ui::Words;

/// A secret: the first line of standard input, or typed unseen on a terminal.
pub(crate) fn secret(
    what: &'static str,
    from_stdin: bool,
    words: &Words,
) -> Result<Zeroizing<String>, CliError> {
    if from_stdin {
        return first_line();
    }
    if !io::stdin().is_terminal() {
        return Err(CliError::NoTerminal { what, option: "--password-stdin" });
    }
    let prompt = words.say("ask", [("what", &what)]);
    rpassword::prompt_password(format!("{prompt} ")).map(Zeroizing::new).map_err(CliError::file("tty"))
}

/// An answer that is typed visibly on a terminal.
pub(crate) fn answer(prompt: &str, what: &'static str, option: &'static str) -> Result<String, CliError> {
    if !io::stdin().is_terminal() {
        return Err(CliError::NoTerminal { what, option });
    }
    drop(io::Write::write_all(&mut anstream::stderr().lock(), format!("{prompt} ").as_bytes()));
    Ok(first_line()?.trim().to_owned())
}

/// More than any camera or label list; what is longer (a device that never ends, say) is not read to its end.
const MOST_MEGABYTES: u64 = 64;

/// The bytes of a list.
pub(crate) fn list(path: &Path) -> Result<Vec<u8>, CliError> {
    let too_long = || CliError::ListTooLong { path: path.to_owned(), megabytes: MOST_MEGABYTES };
    file(path)?.ok_or_else(too_long)
}

/// The bytes of a file, unless there are too many.
fn file(path: &Path) -> Result<Option<Vec<u8>>, CliError> {
    files::read_at_most(path, MOST_MEGABYTES << 20).map_err(CliError::file(path))
}

/// What a picture says, passwords masked.
pub(crate) fn picture(path: &Path, forms: &[LabelForm]) -> Result<LabelReading, CliError> {
    picture_with(path, forms, Secrets::Masked)
}

/// What a picture says.
pub(crate) fn picture_with(
    path: &Path,
    forms: &[LabelForm],
    secrets: Secrets,
) -> Result<LabelReading, CliError> {
    let too_long = || CliError::PhotoTooLong { path: path.to_owned(), megabytes: MOST_MEGABYTES };
    read_picture(&file(path)?.ok_or_else(too_long)?, forms, secrets)
        .map_err(|error| CliError::Picture { path: path.to_owned(), error })
}

/// A label, from its picture or as typed.
pub(crate) fn label(
    args: &LabelArgs,
    forms: &[LabelForm],
    words: &Words,
) -> Result<ActivationLabel, CliError> {
    if args.link_stdin {
        return Ok(interpret_text(&[first_line()?.to_string()], forms).into_label()?);
    }
    match (&args.image, &args.mac) {
        (Some(path), _) => picture(path, forms)?.into_label().map_err(|error| no_label(path.clone(), error)),
        (None, mac) => {
            let password = secret("activation-password", args.password_stdin, words)?;
            Ok(ActivationLabel::typed(mac.as_deref().unwrap_or_default(), &password)?)
        }
    }
}

fn no_label(path: PathBuf, error: pinpoint_domain::label::LabelError) -> CliError {
    CliError::NoLabel { path, error }
}

/// Without its line ending; a password may end with a space.
fn first_line() -> Result<Zeroizing<String>, CliError> {
    let mut line = Zeroizing::new(String::new());
    io::stdin().lock().read_line(&mut line).map_err(CliError::file("stdin"))?;
    let length = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(length);
    Ok(line)
}
