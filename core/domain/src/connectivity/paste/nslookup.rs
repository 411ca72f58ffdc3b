//! `nslookup` of Windows, macOS, Linux and `BusyBox`, `host`, and `resolvectl query`. First stands who was asked, with an address that is no answer; then
//! the answer, or why there is none (B08 to B10).

use super::command::host_name;
use super::line::{Line, address, addresses, has, key};
use super::lookup::{Lookup, LookupFailure};
use super::vocabulary::{Vocabulary, Words};

/// Reads line after line.
#[derive(Debug, Default)]
pub(super) struct Nslookup {
    done: Vec<Lookup>,
    /// The question that the lines are about.
    current: Lookup,
    place: Place,
    /// A line that says that the name was not found, and not yet why: the reason was broken off to the next line.
    reason_follows: bool,
}

/// What a line with nothing but a value belongs to.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Place {
    #[default]
    Nowhere,
    Resolver,
    Answer,
    Aliases,
}

impl Nslookup {
    /// A command asks; the next lines are what came of it.
    pub(super) fn asks(&mut self, host: Option<String>) {
        self.done.push(std::mem::replace(&mut self.current, Lookup::of(host)));
        self.place = Place::Nowhere;
    }

    /// Whether the line is of such a text.
    pub(super) fn read(&mut self, line: &Line<'_>, continues: bool) -> bool {
        let reason_follows = std::mem::take(&mut self.reason_follows);
        if self.refusal(line.text(), reason_follows && continues) || self.said_in_words(line.text()) {
            return true;
        }
        if let Some((caption, value)) = line.captioned() {
            return self.field(caption, value, continues);
        }
        continues && self.further(line)
    }

    pub(super) fn into_lookups(self) -> impl Iterator<Item = Lookup> {
        let all = self.done.into_iter().chain([self.current]);
        all.filter(Lookup::says_something).map(Lookup::settled)
    }

    fn field(&mut self, caption: &str, value: &str, continues: bool) -> bool {
        let caption = key(caption);
        if is_one_of(&caption, SERVER) {
            // A first try that timed out is the same question still.
            let silent = self.current.failure == Some(LookupFailure::Silent);
            if (self.current.is_answered() && !silent) || !self.current.resolver.is_empty() {
                self.asks(None);
            }
            self.place = Place::Resolver;
            self.resolver(value);
            return true;
        }
        // BusyBox counts them: `Address 2: 203.0.113.6`.
        if is_one_of(caption.trim_end_matches(|it: char| it.is_ascii_digit()), ADDRESS) {
            return self.address(value) || continues;
        }
        if has(&caption, ANSWER) && value.is_empty() && !has(&caption, &["canbefound"]) {
            self.place = Place::Answer;
            return true;
        }
        if is_one_of(&caption, NAME) {
            let host = host_name(value).or_else(|| one_label(value).filter(|_| continues));
            let Some(host) = host else { return false };
            self.place = Place::Answer;
            self.current.name(host);
            return true;
        }
        if is_one_of(&caption, ALIASES) {
            self.place = Place::Aliases;
            self.alias(value);
            return true;
        }
        // A language that we do not know: who was asked stands first, then what was asked for.
        let host = if continues { host_name(value) } else { None };
        let Some(host) = host else { return false };
        match self.place {
            Place::Nowhere => self.place = Place::Resolver,
            Place::Resolver => {
                self.place = Place::Answer;
                self.current.name(host);
            }
            Place::Answer | Place::Aliases => return false,
        }
        true
    }

    /// `8.8.8.8#53` has a port, as only a resolver's has. Without a name before it, an address is the resolver's, too.
    fn address(&mut self, value: &str) -> bool {
        let found: Vec<_> = addresses(value).collect();
        let some = !found.is_empty();
        if self.place == Place::Answer && !value.contains('#') {
            self.current.addresses.extend(found);
        } else if some {
            self.place = Place::Resolver;
            self.current.resolver.extend(found);
        }
        some
    }

    fn resolver(&mut self, value: &str) {
        self.current.resolver.extend(addresses(value));
    }

    /// An alias is a name that was asked for, or one on the way; the one that has the addresses was named before.
    fn alias(&mut self, value: &str) {
        if let Some(host) = host_name(value) {
            self.current.asked.get_or_insert(host);
        }
    }

    /// A value alone on its line, or a name that was typed at the prompt of `nslookup` itself.
    fn further(&mut self, line: &Line<'_>) -> bool {
        if let Some(found) = line.bare_addresses() {
            match self.place {
                Place::Answer => self.current.addresses.extend(found),
                Place::Resolver => self.current.resolver.extend(found),
                Place::Nowhere | Place::Aliases => return false,
            }
            return true;
        }
        if line.text().contains(' ') {
            return false;
        }
        let Some(host) = host_name(line.text()) else { return false };
        if self.place == Place::Aliases {
            self.alias(&host);
        } else {
            self.asks(Some(host));
        }
        true
    }

    /// Sentences of `nslookup` on Linux and macOS, and of `host`.
    fn said_in_words(&mut self, text: &str) -> bool {
        let Some((name, rest)) = text.split_once(' ') else { return false };
        let Some(host) = host_name(name) else { return false };
        let rest = rest.trim_start();
        // `resolvectl query`: `vpn.example.net: 203.0.113.5 -- link: eth0`
        let queried = rest.split_once(" -- link: ").and_then(|(value, _)| address(value.trim()));
        if let Some(found) = queried.filter(|_| name.ends_with(':')) {
            self.current.asked.get_or_insert_with(|| host.clone());
            self.current.name(host);
            self.current.addresses.push(found);
            return true;
        }
        if let Some(target) = ALIAS_OF.iter().find_map(|says| rest.strip_prefix(says)).and_then(host_name) {
            self.place = Place::Answer;
            self.current.asked.get_or_insert(host);
            self.current.name(target);
            return true;
        }
        let Some(value) = ADDRESS_OF.iter().find_map(|says| rest.strip_prefix(says)) else { return false };
        // What stands below the answer are the name servers' own addresses.
        if self.current.asked.is_none() || self.current.is_about(&host) {
            self.place = Place::Answer;
            self.current.asked.get_or_insert_with(|| host.clone());
            self.current.name(host);
            self.current.addresses.extend(addresses(value));
        }
        true
    }

    /// Why there is no answer.
    fn refusal(&mut self, text: &str, reason_follows: bool) -> bool {
        let starred = text.starts_with("**");
        let timed = text.starts_with("DNS ") || text.starts_with(";;");
        let (mut spoken, mut reason) = (false, None);
        for said in SAID.found_in(&key(text)) {
            match said {
                Said::OfTheResolver => return starred,
                Said::NotFound => spoken = true,
                Said::Because(failure) => reason = reason.max(Some(failure)),
            }
        }
        if timed {
            reason = reason.filter(|failure| *failure == LookupFailure::Silent);
        }
        if !spoken && (reason.is_none() || !(starred || timed || reason_follows)) {
            return false;
        }
        if spoken && let Some(host) = text.split_whitespace().filter_map(host_name).next_back() {
            self.current.asked.get_or_insert(host);
        }
        match reason {
            Some(failure) => self.current.fail(failure),
            None => self.reason_follows = true,
        }
        true
    }
}

const ALIAS_OF: &[&str] = &["canonical name = ", "is an alias for "];
const ADDRESS_OF: &[&str] = &[
    "has address ",
    "has IPv6 address ",
    "has AAAA address ",
    "internet address = ",
    "AAAA IPv6 address = ",
];
const SERVER: &[&str] = &[
    "server",
    "serveur",
    "servidor",
    "defaultserver",
    "serveurpardfaut",
    "serveurpardefaut",
    "servidorpredeterminado",
    "standardserver",
    "serverpredefinito",
    "servidorpadro",
    "servidorpadrao",
];
const ADDRESS: &[&str] =
    &["address", "addresses", "adresse", "adresses", "direccin", "direcciones", "indirizzo", "indirizzi"];
const NAME: &[&str] = &["name", "nom", "nombre", "nome", "naam", "nazwa"];
const ALIASES: &[&str] = &["aliases", "alias"];
const ANSWER: &[&str] = &[
    "answer",
    "rponsenefaisantpas",
    "reponsenefaisantpas",
    "rponsefaisant",
    "antwort",
    "respuesta",
    "risposta",
    "resposta",
];
/// What a sentence of a refusal says. The reasons stand in English in most languages of Windows.
static SAID: Vocabulary<Said> = Vocabulary(&[
    Words::of(
        Said::OfTheResolver,
        &["servernameforaddress", "nomdeserveurpour", "nomduserveurpour", "serveurpourladresse"],
    ),
    Words::of(
        Said::NotFound,
        &[
            "cantfind",
            "cantresolve",
            "cannotfind",
            "neparvientpas",
            "impossibledetrouver",
            "netrouvepas",
            "notfound",
        ],
    ),
    Words::of(
        Said::Because(LookupFailure::NoSuchName),
        &[
            "nonexist",
            "nxdomain",
            "inexistant",
            "nexistepas",
            "noexiste",
            "nichtvorhanden",
            "nameorservicenotknown",
            "resolvecallfailed",
        ],
    ),
    Words::of(Said::Because(LookupFailure::Refused), &["refus"]),
    Words::of(
        Said::Because(LookupFailure::ServerFailed),
        &["serverfail", "servfail", "checduserveur", "unspecifiederror", "formaterror", "notimplemented"],
    ),
    Words::of(
        Said::Because(LookupFailure::NoAddress),
        &["nointernaltype", "noanswer", "norecords", "aucuntypeinterne", "aucuneadresse"],
    ),
    Words::of(
        Said::Because(LookupFailure::Silent),
        &[
            "timedout",
            "timeout",
            "noresponse",
            "noservers",
            "unreachable",
            "notavailable",
            "aucunerponse",
            "aucunereponse",
            "pasderponse",
            "pasdereponse",
            "derponseduserveur",
            "dlai",
            "delai",
            "expir",
            "pasdisponible",
        ],
    ),
]);

/// What words of a refusal mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// It is about the resolver's own name, which nobody asked for.
    OfTheResolver,
    /// That there is no answer.
    NotFound,
    /// Why.
    Because(LookupFailure),
}

fn is_one_of(caption: &str, captions: &[&str]) -> bool {
    captions.contains(&caption)
}

/// A name of one label, as a router gives itself.
fn one_label(value: &str) -> Option<String> {
    let plain = |found: char| found.is_ascii_alphanumeric() || found == '-';
    (!value.is_empty() && value.len() <= 63 && value.chars().all(plain)).then(|| value.to_ascii_lowercase())
}

#[cfg(test)]
mod tests;
