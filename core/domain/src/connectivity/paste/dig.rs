//! `dig`, which shows whole records, and `Resolve-DnsName` of PowerShell, which shows them in columns.

use super::command::host_name;
use super::line::{Line, address, has};
use super::lookup::{Lookup, LookupFailure};

/// Reads line after line.
#[derive(Debug, Default)]
pub(super) struct Dig {
    done: Vec<Lookup>,
    current: Lookup,
    section: Section,
}

/// Which records follow. Those of the name servers stand below the answer and are none.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Section {
    #[default]
    None,
    Question,
    Answer,
    Other,
    /// `dig +short`: nothing but values.
    Short,
}

const RECORDS: &[&str] =
    &["A", "AAAA", "CNAME", "DNAME", "HTTPS", "MX", "NS", "PTR", "SOA", "SRV", "SVCB", "TXT"];

impl Dig {
    /// A command asks; the next lines are what came of it.
    pub(super) fn asks(&mut self, host: Option<String>, short: bool) {
        self.done.push(std::mem::replace(&mut self.current, Lookup::of(host)));
        self.section = if short { Section::Short } else { Section::None };
    }

    /// Whether the line is of such a text.
    pub(super) fn read(&mut self, line: &Line<'_>, continues: bool) -> bool {
        let text = line.text();
        if let Some(banner) = text.strip_prefix("; <<>> DiG") {
            if self.current.is_answered() || !continues {
                self.asks(None, false);
            }
            let asked = banner.split_once("<<>>").map(|(_, options)| options).unwrap_or_default();
            self.ask(asked.split_whitespace().find_map(host_name));
            return true;
        }
        if let Some(remark) = text.strip_prefix(";;") {
            return self.remark(remark.trim(), continues);
        }
        if let Some(question) = text.strip_prefix(';') {
            if self.section == Section::Question {
                self.ask(question.split_whitespace().next().and_then(host_name));
            }
            return continues;
        }
        self.record(text) || self.missing(text) || (continues && self.short(text))
    }

    pub(super) fn into_lookups(self) -> impl Iterator<Item = Lookup> {
        let all = self.done.into_iter().chain([self.current]);
        all.filter(Lookup::says_something).map(Lookup::settled)
    }

    fn ask(&mut self, host: Option<String>) {
        if self.current.asked.is_none() {
            self.current.asked = host;
        }
    }

    fn remark(&mut self, remark: &str, continues: bool) -> bool {
        if let Some(section) = remark.strip_suffix(" SECTION:") {
            self.section = match section {
                "QUESTION" => Section::Question,
                "ANSWER" => Section::Answer,
                _ => Section::Other,
            };
            return true;
        }
        if let Some(status) = remark.split("status: ").nth(1) {
            let status = status.split(',').next().unwrap_or_default().trim();
            match status {
                "NXDOMAIN" => self.current.fail(LookupFailure::NoSuchName),
                "SERVFAIL" => self.current.fail(LookupFailure::ServerFailed),
                "REFUSED" => self.current.fail(LookupFailure::Refused),
                // Forgotten again if an address follows.
                "NOERROR" => self.current.fail(LookupFailure::NoAddress),
                _ => {}
            }
            return true;
        }
        if let Some(server) = remark.strip_prefix("SERVER: ") {
            self.current.resolver.extend(address(server.split_whitespace().next().unwrap_or_default()));
            return true;
        }
        if continues && has(remark, &["timed out", "no servers could be reached"]) {
            self.current.fail(LookupFailure::Silent);
        }
        continues
    }

    /// `name 60 IN A 203.0.113.5`, and without class in the columns of PowerShell: `name A 60 Answer 203.0.113.5`.
    fn record(&mut self, text: &str) -> bool {
        let words: Vec<&str> = text.split_whitespace().take(8).collect();
        let (Some(host), Some(value)) = (words.first().copied().and_then(host_name), words.last()) else {
            return false;
        };
        let of_zone = words.iter().position(|&word| word == "IN").and_then(|class| words.get(class + 1));
        let of_columns = || match words.as_slice() {
            [_, kind, ttl, _, _] if ttl.bytes().all(|digit| digit.is_ascii_digit()) => Some(kind),
            _ => None,
        };
        let kind = of_zone.or_else(of_columns).filter(|kind| RECORDS.contains(kind));
        let Some(&kind) = kind else { return false };
        let in_answer = match self.section {
            Section::Answer | Section::None => true,
            Section::Question | Section::Other | Section::Short => false,
        };
        match (kind, address(value)) {
            ("A" | "AAAA", Some(value)) if in_answer => {
                self.ask(Some(host.clone()));
                self.current.name(host);
                self.current.addresses.push(value);
            }
            ("CNAME", _) if in_answer => {
                self.ask(Some(host));
                if let Some(target) = host_name(value) {
                    self.current.name(target);
                }
            }
            _ => {}
        }
        true
    }

    /// `Resolve-DnsName : vpn.example.net : DNS name does not exist`
    fn missing(&mut self, text: &str) -> bool {
        let Some(said) = text.strip_prefix("Resolve-DnsName") else { return false };
        let lower = said.to_lowercase();
        self.ask(said.split_whitespace().find_map(host_name));
        let failure = match () {
            () if has(&lower, &["does not exist", "n'existe pas", "non-existent"]) => {
                LookupFailure::NoSuchName
            }
            () if has(&lower, &["refused", "refus"]) => LookupFailure::Refused,
            () if has(&lower, &["timeout", "timed out", "expir", "délai"]) => LookupFailure::Silent,
            () => LookupFailure::ServerFailed,
        };
        self.current.fail(failure);
        true
    }

    fn short(&mut self, text: &str) -> bool {
        if self.section != Section::Short || text.contains(' ') {
            return false;
        }
        match (address(text), host_name(text)) {
            (Some(found), _) => self.current.addresses.push(found),
            (None, Some(name)) => self.current.name(name),
            (None, None) => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn only(text: &str, short: Option<&str>) -> Lookup {
        let mut reader = Dig::default();
        let mut continues = false;
        if let Some(asked) = short {
            reader.asks(Some(asked.into()), true);
            continues = true;
        }
        for line in lines(text) {
            continues |= reader.read(&line, continues);
        }
        let [lookup] = reader.into_lookups().collect::<Vec<_>>().try_into().unwrap();
        lookup
    }

    #[test]
    fn only_the_answer_section_answers() {
        let lookup = only(
            "; <<>> DiG 9.10.6 <<>> vpn.example.net\n;; global options: +cmd\n;; Got answer:\n\
             ;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 7\n;; QUESTION SECTION:\n;vpn.example.net.\t\tIN\tA\n\n\
             ;; ANSWER SECTION:\nvpn.example.net.\t60\tIN\tCNAME\tgw.example.net.\ngw.example.net.\t60\tIN\tA\t203.0.113.5\n\n\
             ;; AUTHORITY SECTION:\nexample.net.\t60\tIN\tNS\tns1.example.net.\n\n\
             ;; ADDITIONAL SECTION:\nns1.example.net.\t60\tIN\tA\t198.51.100.1\n\n;; SERVER: 192.168.1.1#53(192.168.1.1)\n",
            None,
        );
        assert_eq!(lookup.addresses, ["203.0.113.5".parse::<core::net::IpAddr>().unwrap()]);
        assert_eq!(lookup.resolver, ["192.168.1.1".parse::<core::net::IpAddr>().unwrap()]);
        assert_eq!((lookup.asked.as_deref(), lookup.failure), (Some("vpn.example.net"), None));
        assert_eq!(lookup.landed_elsewhere(), None);
    }

    #[test]
    fn a_status_says_why_there_is_no_answer() {
        for (status, failure) in [
            ("NXDOMAIN", LookupFailure::NoSuchName),
            ("SERVFAIL", LookupFailure::ServerFailed),
            ("REFUSED", LookupFailure::Refused),
            ("NOERROR", LookupFailure::NoAddress),
        ] {
            let text = format!(
                "; <<>> DiG 9.18 <<>> vpn.example.net\n;; ->>HEADER<<- opcode: QUERY, status: {status}, id: 7\n"
            );
            assert_eq!(only(&text, None).failure, Some(failure), "{status}");
        }
        let silent =
            "; <<>> DiG 9.18 <<>> vpn.example.net\n;; connection timed out; no servers could be reached\n";
        assert_eq!(only(silent, None).failure, Some(LookupFailure::Silent));
    }

    #[test]
    fn the_short_form_is_nothing_but_names_and_addresses() {
        let lookup = only("gw.example.net.\n203.0.113.5\n203.0.113.6\n", Some("vpn.example.net"));
        assert_eq!(
            (lookup.addresses.len(), lookup.names.as_slice()),
            (2, ["gw.example.net".to_owned()].as_slice())
        );
    }

    #[test]
    fn powershell_answers_in_columns_or_with_an_error() {
        let lookup = only(
            "Name                 Type   TTL   Section    IPAddress\n----                 ----   ---   -------    ---------\n\
             vpn.example.net      A      60    Answer     203.0.113.5\n",
            None,
        );
        assert_eq!((lookup.addresses.len(), lookup.asked.as_deref()), (1, Some("vpn.example.net")));
        let lookup = only("Resolve-DnsName : vpn.example.net : DNS name does not exist\n", None);
        assert_eq!(
            (lookup.failure, lookup.asked.as_deref()),
            (Some(LookupFailure::NoSuchName), Some("vpn.example.net"))
        );
    }
}
