//! Commands that were copied along with what they printed.

use super::line::{Line, address};

/// A command that a person typed, behind a prompt or alone on its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Command {
    /// Asks a resolver for a name.
    Lookup {
        /// What asks.
        program: Program,
        /// The name, unless it was left out or is an address.
        host: Option<String>,
        /// `dig +short`: nothing but answers follows.
        short: bool,
    },
    /// Shows the addresses of a service on macOS.
    Service {
        /// Its name.
        name: String,
    },
    /// Anything else: what was before it is over.
    Other,
}

/// A program that asks, by what its answers look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Program {
    /// `nslookup`, and `host`, which speaks like it.
    Nslookup,
    /// `dig` and its kin, and `Resolve-DnsName`: records.
    Dig,
}

impl Program {
    fn named(name: &str) -> Option<Self> {
        match name {
            "nslookup" | "host" => Some(Self::Nslookup),
            "dig" | "kdig" | "drill" | "resolve-dnsname" => Some(Self::Dig),
            _ => None,
        }
    }
}

/// What is known without a prompt before it. Words that also begin a sentence or a caption are not among them.
const OTHERS: &[&str] = &[
    "ipconfig",
    "ifconfig",
    "ip",
    "netsh",
    "netstat",
    "ping",
    "tracert",
    "traceroute",
    "arp",
    "get-netipaddress",
    "get-netipconfiguration",
    "gip",
    "test-netconnection",
    "tnc",
    "nmcli",
    "resolvectl",
];

impl Command {
    /// The command of a line.
    pub(super) fn of(line: &Line<'_>) -> Option<Self> {
        if line.led().is_some() {
            return None;
        }
        let text = line.text();
        // A prompt ends with one of these; the rest of the line is what was typed.
        let typed = text.find(['>', '$', '%', '#', '❯', '➜', '»', '«']).and_then(|at| {
            let (prompt, rest) = text.split_at(at);
            let typed = rest.trim_start_matches(|found: char| !found.is_alphanumeric());
            is_prompt(prompt, rest).then_some(typed)
        });
        match typed {
            Some("") => Some(Self::Other),
            Some(typed) => Self::typed(typed).or(Some(Self::Other)),
            None => Self::typed(text),
        }
    }

    fn typed(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace().filter(|word| *word != "sudo");
        let first = words.next()?.trim_matches(['"', '\'', '`']);
        // `Host` and `IP` begin what a program says.
        let is_typed = first.contains(['-', '\\'])
            || !first.chars().any(|it| it.is_ascii_uppercase())
            || is_shouted(first);
        let first = first.to_ascii_lowercase();
        let first = first.rsplit(['\\', '/']).next().unwrap_or_default();
        let name = first.strip_suffix(".exe").unwrap_or(first);
        if !is_typed {
            return None;
        }
        if name == "networksetup" {
            return Some(service(text));
        }
        if OTHERS.contains(&name) {
            return Some(Self::Other);
        }
        let program = Program::named(name)?;
        // PowerShell begins an error with the command that made it.
        if text.split_whitespace().nth(1) == Some(":") {
            return None;
        }
        let mut short = false;
        let mut host = None;
        for word in words {
            short |= word == "+short";
            if host.is_none() {
                host = host_name(word);
            }
        }
        // A sentence begins with such a word, too: only a name, an option or nothing follows a command.
        let plain = text.split_whitespace().nth(1).is_none_or(|next| {
            host.is_some() || next.starts_with(['-', '/', '+', '@']) || address(next).is_some()
        });
        plain.then_some(Self::Lookup { program, host, short })
    }
}

/// `IPCONFIG`, but not `IP`.
fn is_shouted(word: &str) -> bool {
    word.len() > 4 && !word.chars().any(|found| found.is_ascii_lowercase())
}

/// `networksetup -getinfo "USB 10/100/1000 LAN"`
fn service(text: &str) -> Command {
    let quoted = text.split('"').nth(1);
    let name = quoted.or_else(|| text.split_whitespace().nth(2)).unwrap_or_default();
    Command::Service { name: name.to_owned() }
}

/// A name with a dot that could be a host's, without the dot at its end.
pub(super) fn host_name(word: &str) -> Option<String> {
    let bare = word.trim_matches(|found: char| !found.is_alphanumeric());
    let mut labels = bare.split('.');
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.chars().all(|found| found.is_ascii_alphanumeric() || found == '-' || found == '_')
    };
    let is_host = bare.len() <= 253 && bare.contains('.') && labels.clone().all(label);
    let ends_in_letters =
        labels.next_back().is_some_and(|last| last.chars().any(|found| found.is_ascii_alphabetic()));
    let is_host =
        is_host && ends_in_letters && address(bare).is_none() && !word.starts_with(['-', '/', '+', '@']);
    is_host.then(|| bare.to_ascii_lowercase())
}

/// `C:\Users\Loaner`, `PS C:\>`, `noor@laptop ~ %`, `$`; what is typed follows at once or after a space.
fn is_prompt(prompt: &str, rest: &str) -> bool {
    let mut letters = prompt.chars();
    let drive =
        letters.next().is_some_and(|found| found.is_ascii_alphabetic()) && letters.next() == Some(':');
    let sign = rest.chars().next().unwrap_or_default();
    let alone = rest.chars().nth(1).is_none_or(|after| after == ' ') || sign == '>';
    drive
        || prompt.starts_with("PS ")
        || prompt.starts_with("\\\\")
        || (alone
            && sign != '>'
            && (prompt.trim().is_empty() || prompt.contains('@') || prompt.contains('~')))
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn command(text: &str) -> Option<Command> {
        Command::of(&lines(text)[0])
    }

    fn asked(text: &str) -> Option<String> {
        match command(text) {
            Some(Command::Lookup { host, .. }) => host,
            _ => None,
        }
    }

    #[test]
    fn a_name_is_asked_behind_any_prompt() {
        for text in [
            "nslookup vpn.ca.example",
            "C:\\Users\\Loaner>nslookup vpn.ca.example",
            "C:\\Users\\Loaner> nslookup.exe -type=A vpn.ca.example. 8.8.8.8",
            "C:\\>C:\\Windows\\System32\\nslookup vpn.ca.example",
            "PS C:\\Users\\noor> nslookup VPN.ca.example",
            "PS C:\\Users\\noor> Resolve-DnsName vpn.ca.example",
            "@CP-US-JJX5R7GQQ2 ~ % nslookup vpn.ca.example",
            "noor@laptop:~$ dig +short vpn.ca.example",
            "[root@laptop ~]# host vpn.ca.example",
            "$ sudo dig @8.8.8.8 vpn.ca.example A",
            "# dig vpn.ca.example",
            "❯ nslookup vpn.ca.example",
            "« nslookup vpn.ca.example ».",
            "NSLOOKUP VPN.CA.EXAMPLE",
            "C:\\>nslookup vpn.ca.example > result.txt",
        ] {
            assert_eq!(asked(text).as_deref(), Some("vpn.ca.example"), "{text}");
        }
        assert_eq!(
            command("$ dig +short a.example").unwrap(),
            Command::Lookup { program: Program::Dig, host: Some("a.example".into()), short: true }
        );
        assert_eq!(asked("nslookup 8.8.8.8"), None, "an address is no name");
    }

    #[test]
    fn other_commands_end_what_was_before_and_answers_are_no_commands() {
        for text in [
            "C:\\>ipconfig /all",
            "ipconfig",
            "C:\\Users\\x>",
            "PS C:\\> Get-NetIPAddress",
            "$ ip addr",
            "C:\\>ver",
        ] {
            assert_eq!(command(text), Some(Command::Other), "{text}");
        }
        for text in [
            "Server:  dns.google",
            "IP Address. . . . . . . . . . . . : 10.0.0.5",
            "IP address: 10.0.0.5",
            "Host vpn.ca.example not found: 3(NXDOMAIN)",
            "Resolve-DnsName : vpn.ca.example : DNS name does not exist",
            "nslookup fails for me here",
            "vpn.ca.example. 60 IN A 104.18.20.81",
            "en0: flags=8863<UP,BROADCAST> mtu 1500",
            "2: eth0: <BROADCAST,MULTICAST,UP> mtu 1500",
            ";; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 7",
            "; <<>> DiG 9.10.6 <<>> vpn.ca.example",
            "Address: 2001:558:feed::1#53",
            "inet 127.0.0.1 --> 127.0.0.1 netmask 0xff000000",
            "Link-local IPv6 Address . . . . . : fe80::4397:bee8:a29e:b2dd%74",
        ] {
            assert_eq!(command(text), None, "{text}");
        }
        assert_eq!(
            command("networksetup -getinfo \"USB 10/100 LAN\"").unwrap(),
            Command::Service { name: "USB 10/100 LAN".into() }
        );
    }

    #[test]
    fn a_host_has_a_dot_and_is_no_address_and_no_number() {
        assert_eq!(host_name("VPN.na.prod.example.").unwrap(), "vpn.na.prod.example");
        for no in ["localhost", "8.8.8.8", "2024.03.00.428", "-type=a.b", "a..b", "", "...", "é.example"] {
            assert_eq!(host_name(no), None, "{no}");
        }
    }
}
