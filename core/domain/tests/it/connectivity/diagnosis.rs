//! All eight combinations of link, VPN and cloud, and those where a line was not read.

use std::collections::BTreeSet;

use pinpoint_domain::connectivity::{
    Advice, ConnectionState, Connectivity, Diagnosis, LinkState, NetworkSignal, Observed, Who,
};

use super::needs;

const LINKS: [LinkState; 3] = [LinkState::Up, LinkState::Down, LinkState::Unknown];
const STATES: [ConnectionState; 3] =
    [ConnectionState::Connected, ConnectionState::Disconnected, ConnectionState::Unknown];

fn signal(words: &str) -> NetworkSignal {
    let [link, vpn, cloud] = words.split_whitespace().collect::<Vec<_>>().try_into().unwrap();
    NetworkSignal { link: link.parse().unwrap(), vpn: vpn.parse().unwrap(), cloud: cloud.parse().unwrap() }
}

fn diagnosed(words: &str) -> Diagnosis {
    let observed = Observed { signal: signal(words), region: Some("CA".into()), ..Observed::default() };
    Diagnosis::of(&observed, &needs())
}

fn codes(steps: &[Advice]) -> Vec<&str> {
    steps.iter().map(|step| step.code.trim_start_matches("advice-")).collect()
}

fn every_signal() -> impl Iterator<Item = NetworkSignal> {
    LINKS.into_iter().flat_map(|link| {
        STATES
            .into_iter()
            .flat_map(move |vpn| STATES.into_iter().map(move |cloud| NetworkSignal { link, vpn, cloud }))
    })
}

#[test]
fn each_of_the_eight_has_its_meaning_and_its_steps_in_order() {
    let table: [(&str, &str, &str, &[&str]); 8] = [
        (
            "down disconnected disconnected",
            "signal-cable",
            "cloud-waits-for-link",
            &["check-cabling", "restart-by-breaker", "repeat-checks"],
        ),
        (
            "down disconnected connected",
            "signal-cable",
            "cloud-without-link",
            &[
                "read-page-again",
                "check-cabling",
                "restart-by-breaker",
                "repeat-checks",
                "keep-other-way",
                "ask-which-way",
            ],
        ),
        (
            "up disconnected disconnected",
            "signal-vpn-blocked",
            "cloud-waits-for-vpn",
            &["resolve-name", "ask-firewall", "allow-ports", "see-site-form", "call-support"],
        ),
        (
            "up disconnected connected",
            "signal-vpn-blocked",
            "cloud-without-vpn",
            &[
                "read-page-again",
                "resolve-name",
                "ask-firewall",
                "allow-ports",
                "see-site-form",
                "keep-other-way",
                "ask-which-way",
            ],
        ),
        (
            "up connected connected",
            "signal-through",
            "cloud-all-stands",
            &["nothing-to-do", "call-support-if-trouble"],
        ),
        (
            "up connected disconnected",
            "signal-through",
            "cloud-behind-vpn",
            &["wait-for-cloud", "ask-for-time", "call-support"],
        ),
        (
            "down connected connected",
            "signal-vpn-without-link",
            "cloud-by-another-way",
            &[
                "read-page-again",
                "check-cabling",
                "restart-by-breaker",
                "repeat-checks",
                "keep-other-way",
                "ask-which-way",
            ],
        ),
        (
            "down connected disconnected",
            "signal-vpn-without-link",
            "cloud-contradicts",
            &[
                "read-page-again",
                "check-cabling",
                "restart-by-breaker",
                "repeat-checks",
                "keep-other-way",
                "ask-which-way",
            ],
        ),
    ];
    for (words, meaning, cloud, steps) in table {
        let diagnosis = diagnosed(words);
        assert_eq!(diagnosis.meaning.code, meaning, "{words}");
        assert_eq!(diagnosis.cloud.unwrap().code, cloud, "{words}");
        assert_eq!(codes(&diagnosis.steps), steps, "{words}");
    }
}

#[test]
fn no_two_of_the_eight_say_the_same() {
    let known = every_signal().filter(|it| {
        it.link != LinkState::Unknown
            && it.vpn != ConnectionState::Unknown
            && it.cloud != ConnectionState::Unknown
    });
    let said: BTreeSet<_> = known
        .map(|signal| Diagnosis::of(&Observed { signal, ..Observed::default() }, &needs()))
        .map(|it| (it.meaning.code, it.cloud.unwrap().code))
        .collect();
    assert_eq!(said.len(), 8);
}

#[test]
fn the_guides_three_rows_are_the_guides_and_the_fourth_is_ours() {
    let from = |words: &str| diagnosed(words).meaning.from;
    assert!(from("down disconnected unknown").contains(&"B17".to_owned()));
    assert!(from("up disconnected unknown").contains(&"B18".to_owned()));
    assert!(from("up connected unknown").contains(&"B19".to_owned()));
    assert!(from("down connected unknown").is_empty());
    for words in ["down disconnected disconnected", "up connected disconnected", "down connected connected"] {
        assert!(
            diagnosed(words).cloud.unwrap().from.is_empty(),
            "the guide says nothing of the cloud beside {words}"
        );
    }
}

#[test]
fn on_a_row_of_the_guide_its_steps_stand_in_its_order_and_ours_are_marked() {
    for (words, sentence, guides) in [
        ("down disconnected connected", "B17", vec!["check-cabling", "restart-by-breaker", "repeat-checks"]),
        (
            "up disconnected connected",
            "B18",
            vec!["resolve-name", "ask-firewall", "allow-ports", "see-site-form"],
        ),
        ("up connected disconnected", "B19", vec!["call-support"]),
    ] {
        let steps = diagnosed(words).steps;
        let (of_guide, ours): (Vec<_>, Vec<_>) = steps.into_iter().partition(|step| !step.from.is_empty());
        assert_eq!(codes(&of_guide), guides, "{words}");
        assert!(of_guide.iter().all(|step| step.from.contains(&sentence.to_owned())), "{words}");
        assert!(!ours.is_empty(), "{words}");
    }
    let fourth = diagnosed("down connected disconnected").steps;
    assert!(fourth.iter().all(|step| step.from.is_empty()), "the guide has no such row");
}

#[test]
fn each_step_says_who_acts() {
    let who = |words: &str, code: &str| {
        let steps = diagnosed(words).steps;
        steps.into_iter().find(|step| step.code == format!("advice-{code}")).unwrap().who
    };
    let vpn = "up disconnected disconnected";
    assert_eq!(who(vpn, "resolve-name"), [Who::Installer]);
    assert_eq!(who(vpn, "ask-firewall"), [Who::SiteIt]);
    assert_eq!(who(vpn, "allow-ports"), [Who::SiteIt]);
    assert_eq!(who("down disconnected disconnected", "check-cabling"), [Who::Installer, Who::SiteIt]);
    assert_eq!(who("down disconnected disconnected", "restart-by-breaker"), [Who::Installer]);
    assert_eq!(who("up connected connected", "call-support-if-trouble"), [Who::NetworkSupport]);
}

#[test]
fn the_ports_and_the_name_are_the_networks_and_the_regions() {
    let diagnosis = diagnosed("up disconnected disconnected");
    let ports = diagnosis.steps.iter().find(|step| step.code == "advice-allow-ports").unwrap();
    assert_eq!(ports.fields["ports"], "TCP 443, UDP 123, TCP 52007, TCP 52017");
    let measured: Vec<_> = diagnosis
        .measure
        .iter()
        .map(|it| (it.code.as_str(), it.fields.get("host"), it.fields.get("port")))
        .collect();
    let host = "vpn.ca.prod.chargepointnetwork.net".to_owned();
    assert_eq!(
        measured,
        [
            ("measure-firmware", None, None),
            ("measure-addresses", None, None),
            ("measure-name", Some(&host), None),
            ("measure-port", Some(&host), Some(&"52007".to_owned())),
            ("measure-port", Some(&host), Some(&"52017".to_owned())),
            ("measure-page", None, None),
        ]
    );
}

#[test]
fn without_a_region_each_name_is_offered_and_without_a_network_none() {
    let observed = Observed { signal: signal("up disconnected disconnected"), ..Observed::default() };
    let names = |needs: &Connectivity| {
        let measure = Diagnosis::of(&observed, needs).measure;
        measure
            .into_iter()
            .filter(|it| it.code == "measure-name")
            .map(|it| it.fields["region"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&needs()), ["CA", "US"]);
    assert_eq!(names(&Connectivity::default()), Vec::<String>::new());
    let unknown = Diagnosis::of(&observed, &Connectivity::default());
    assert!(codes(&unknown.steps).contains(&"ask-for-ports"), "the network says which, nobody guesses");
}

#[test]
fn a_line_that_was_not_read_is_read_next() {
    for signal in every_signal() {
        let diagnosis = Diagnosis::of(&Observed { signal, ..Observed::default() }, &needs());
        let unread = signal.link == LinkState::Unknown
            || signal.vpn == ConnectionState::Unknown
            || signal.cloud == ConnectionState::Unknown;
        assert_eq!(diagnosis.measure[0].code == "measure-page", unread, "{signal:?}");
        assert_eq!(diagnosis.cloud.is_none(), signal.cloud == ConnectionState::Unknown, "{signal:?}");
        assert!(!diagnosis.steps.is_empty(), "{signal:?}");
        assert!(diagnosis.steps.iter().all(|step| !step.who.is_empty()), "{signal:?}");
        let distinct: BTreeSet<_> = diagnosis.steps.iter().map(|step| &step.code).collect();
        assert_eq!(distinct.len(), diagnosis.steps.len(), "{signal:?} says a step twice");
    }
    assert_eq!(codes(&diagnosed("unknown unknown unknown").steps), ["read-page", "plug-into-laptop"]);
}

#[test]
fn a_link_that_is_down_needs_its_cable_whatever_else_was_read() {
    for signal in every_signal().filter(|signal| signal.link == LinkState::Down) {
        let diagnosis = Diagnosis::of(&Observed { signal, ..Observed::default() }, &needs());
        assert!(codes(&diagnosis.steps).contains(&"check-cabling"), "{signal:?}");
    }
}
