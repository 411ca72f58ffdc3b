//! From bytes to facts: each line goes to the reader that knows it, in whatever order commands were typed and copied.

use super::adapter::Adapter;
use super::command::{Command, Program};
use super::dig::Dig;
use super::ipconfig::Ipconfig;
use super::line::lines;
use super::lookup::Lookup;
use super::nslookup::Nslookup;
use super::settings::Settings;
use super::text::decode;
use super::unix::Unix;

/// The facts of a paste.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) adapters: Vec<Adapter>,
    pub(super) lookups: Vec<Lookup>,
}

/// Whose text it is, for lines that do not say so themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Nobody,
    Ipconfig,
    Unix,
    Settings,
    Dig,
    Nslookup,
}

/// Reads everything that is known in these bytes, and passes over the rest.
pub(super) fn read(bytes: &[u8]) -> Facts {
    let text = decode(bytes);
    let lines = lines(&text);
    let (mut ipconfig, mut unix, mut settings) = (Ipconfig::default(), Unix::default(), Settings::default());
    let (mut dig, mut nslookup) = (Dig::default(), Nslookup::default());
    let mut owner = Owner::Nobody;
    for (at, line) in lines.iter().enumerate() {
        owner = match Command::of(line) {
            Some(Command::Lookup { program: Program::Nslookup, host, .. }) => {
                nslookup.asks(host);
                Owner::Nslookup
            }
            Some(Command::Lookup { program: Program::Dig, host, short }) => {
                dig.asks(host, short);
                Owner::Dig
            }
            Some(Command::Service { name }) => {
                settings.asked(name);
                Owner::Settings
            }
            Some(Command::Other) => Owner::Nobody,
            // The forms that are told from all others come first.
            None if ipconfig.read(&lines, at, owner == Owner::Ipconfig) => Owner::Ipconfig,
            None if unix.read(line, owner == Owner::Unix) => Owner::Unix,
            None if settings.read(line, owner == Owner::Settings) => Owner::Settings,
            None if dig.read(line, owner == Owner::Dig) => Owner::Dig,
            None if nslookup.read(line, owner == Owner::Nslookup) => Owner::Nslookup,
            // Captions and values that somebody typed, or copied out of a window.
            None if owner == Owner::Nobody && ipconfig.begins_undotted(line) => Owner::Ipconfig,
            None => owner,
        };
    }
    let adapters = [ipconfig.into_adapters(), unix.into_adapters(), settings.into_adapters()];
    Facts {
        adapters: adapters.concat(),
        lookups: nslookup.into_lookups().chain(dig.into_lookups()).collect(),
    }
}
