//! A day with a cable: the approval before leaving, the prechecks with a laptop, the module in the cabinet, the firmware,
//! and what the station's network-signal page says in the end (B01 to B19).

use crate::support::{Phone, refused, status, step};
use pinpoint_domain::Coded as _;
use pinpoint_domain::connectivity::{
    ConnectionState, Connectivity, EthernetHardware, FirmwareMinimum, LinkState, NetworkSignal,
};
use pinpoint_domain::firmware::FirmwareVersion;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::work::playbook::{Phase, StepKind};
use pinpoint_domain::work::{Answer, Cabinet, Command, Event, JobKind, StepStatus, never_changes};

/// A phone whose network says which firmware Ethernet needs, as the guide does.
fn phone() -> (Phone, PinpointId) {
    let mut phone = Phone::new();
    let minimum = |model: &str, minimum: &str| FirmwareMinimum {
        model: model.into(),
        also: Vec::new(),
        minimum: FirmwareVersion::parse(minimum).unwrap(),
    };
    phone.profile.connectivity = Some(Connectivity {
        firmware_minima: vec![
            minimum("CP6000", "2024.03.00.428"),
            minimum("Express Power Link", "2024.05.00.475"),
        ],
        ..Connectivity::default()
    });
    let job = phone.begin(1, JobKind::EthernetConnectivity);
    (phone, job)
}

fn hardware(hardware: EthernetHardware) -> Answer {
    Answer::Hardware { hardware }
}

fn model(model: &str) -> Answer {
    Answer::Station { manufacturer: "ChargePoint".into(), model: model.into(), has_screen: Some(true) }
}

fn firmware(text: &str) -> Answer {
    Answer::Firmware { text: text.into() }
}

fn looked(good: bool) -> Answer {
    Answer::Looked { good }
}

fn signal(link: LinkState, vpn: ConnectionState, cloud: ConnectionState) -> Answer {
    Answer::NetworkSignal(NetworkSignal { link, vpn, cloud })
}

fn online() -> Answer {
    signal(LinkState::Up, ConnectionState::Connected, ConnectionState::Connected)
}

fn cable_out() -> Answer {
    signal(LinkState::Down, ConnectionState::Disconnected, ConnectionState::Disconnected)
}

/// From the approval to the name of the VPN server.
fn precheck(phone: &mut Phone, job: PinpointId) {
    phone.answer(job, "hardware", hardware(EthernetHardware::New)).unwrap();
    phone.answer(job, "station", model("CP6000")).unwrap();
    phone.confirm(job, "cable").unwrap();
    phone.answer(job, "addresses", looked(true)).unwrap();
    phone.answer(job, "vpn-name", looked(true)).unwrap();
}

/// The module is in, the station is configured and has power.
fn configured() -> (Phone, PinpointId) {
    let (mut phone, job) = phone();
    precheck(&mut phone, job);
    phone.make_safe(job);
    for id in ["open-cabinet", "usb-module", "close-cabinet", "re-energise"] {
        phone.confirm(job, id).unwrap();
    }
    phone.answer(job, "firmware", firmware("2024.03.00.428")).unwrap();
    phone.confirm(job, "configure").unwrap();
    (phone, job)
}

#[test]
fn before_leaving_the_approval_is_asked_for_and_the_bag_is_packed() {
    let (mut phone, job) = phone();
    let view = phone.view(job);
    let before: Vec<&str> = view
        .steps
        .iter()
        .filter(|step| step.phase == Phase::BeforeYouGo)
        .map(|step| step.id.as_str())
        .collect();
    assert_eq!(before, ["hardware", "way", "documents", "access", "kit"]);
    let kit: Vec<&str> = view.step("kit").unwrap().items.iter().map(|item| item.id.as_str()).collect();
    assert!(kit.starts_with(&["laptop-rj45", "ethernet-cable"]), "{kit:?} (B03)");
    assert_eq!(phone.next(job), "hardware");
    for id in ["documents", "access", "kit"] {
        phone.tick_all(job, id);
        assert_eq!(status(&phone.view(job), id), StepStatus::Done);
    }
    phone.confirm(job, "way").unwrap();
}

#[test]
fn an_existing_station_without_approval_stays_as_it_is() {
    let (mut phone, job) = phone();
    for (answer, code) in [
        (EthernetHardware::Existing, "gate-hardware-existing"),
        (EthernetHardware::Unknown, "gate-hardware-unknown"),
    ] {
        let command = Command::Do { job, step: step("hardware"), answer: hardware(answer) };
        assert_eq!(refused(&mut phone, &command).code(), code);
    }
    for id in ["cable", "lockout", "open-cabinet"] {
        assert_eq!(status(&phone.view(job), id), StepStatus::Locked, "{id}");
    }
    phone.answer(job, "hardware", hardware(EthernetHardware::Approved)).unwrap();
    assert_eq!(status(&phone.view(job), "cable"), StepStatus::Open);
}

#[test]
fn with_the_laptop_on_the_cable_no_address_and_no_name_go_to_the_administrator() {
    let (mut phone, job) = phone();
    phone.answer(job, "hardware", hardware(EthernetHardware::New)).unwrap();
    phone.confirm(job, "cable").unwrap();
    assert_eq!(status(&phone.view(job), "vpn-name"), StepStatus::Locked, "an address first");
    let mut no = |id: &str| {
        let command = Command::Do { job, step: step(id), answer: looked(false) };
        let code = refused(&mut phone, &command).code().to_owned();
        phone.answer(job, id, looked(true)).unwrap();
        code
    };
    assert_eq!([no("addresses"), no("vpn-name")], ["paste-no-address", "paste-name-not-resolved"]);
    assert_eq!(phone.view(job).step("addresses").unwrap().kind, StepKind::Reading);
    assert_eq!(status(&phone.view(job), "lockout"), StepStatus::Open);
}

#[test]
fn what_the_laptop_printed_is_judged_and_only_the_addresses_are_kept() {
    let (mut phone, job) = phone();
    phone.profile.connectivity.as_mut().unwrap().vpn_hosts =
        [("CA".to_owned(), "vpn.example.net".to_owned())].into();
    phone.answer(job, "hardware", hardware(EthernetHardware::New)).unwrap();
    phone.confirm(job, "cable").unwrap();
    let pasted = |text: &str| Answer::Pasted { text: text.into() };
    let unplugged =
        "Ethernet adapter Ethernet 2:\n\n   Media State . . . . . . . . . . . : Media disconnected\n";
    assert_eq!(
        phone.answer(job, "addresses", pasted(unplugged)).unwrap_err().code(),
        "paste-cable-unplugged"
    );
    assert_eq!(
        phone.answer(job, "addresses", pasted("hello")).unwrap_err().code(),
        "paste-nothing-recognised"
    );
    let good = "C:\\Users\\Noor>ipconfig\n\nEthernet adapter Ethernet 2:\n\n   \
                Connection-specific DNS Suffix  . : noor.example\n   \
                IPv4 Address. . . . . . . . . . . : 172.16.98.88\n   \
                Subnet Mask . . . . . . . . . . . : 255.255.254.0\n   \
                Default Gateway . . . . . . . . . : 172.16.98.1\n";
    phone.answer(job, "addresses", pasted(good)).unwrap();
    let view = phone.view(job);
    assert_eq!(view.step("addresses").unwrap().answer, Some(pasted("172.16.98.88")), "nobody's name");

    let resolver = "Server:  dns.google\nAddress:  8.8.8.8\n\n";
    let none = format!("{resolver}*** dns.google can't find vpn.example.net: Non-existent domain\n");
    assert_eq!(phone.answer(job, "vpn-name", pasted(&none)).unwrap_err().code(), "paste-name-not-resolved");
    let answer =
        format!("{resolver}Non-authoritative answer:\nName:    vpn.example.net\nAddress:  203.0.113.7\n");
    phone.answer(job, "vpn-name", pasted(&answer)).unwrap();
    assert_eq!(phone.view(job).step("vpn-name").unwrap().answer, Some(pasted("203.0.113.7")));
}

#[test]
fn the_module_goes_in_through_the_same_lockout_as_everything_else() {
    let (mut phone, job) = phone();
    precheck(&mut phone, job);
    assert_eq!(phone.confirm(job, "open-cabinet").unwrap_err().code(), "lockout-incomplete");
    phone.make_safe(job);
    phone.confirm(job, "open-cabinet").unwrap();
    assert_eq!(phone.next(job), "usb-module");
    phone.confirm(job, "usb-module").unwrap();
    assert_eq!(phone.confirm(job, "re-energise").unwrap_err().code(), "step-locked");
    phone.confirm(job, "close-cabinet").unwrap();
    phone.confirm(job, "re-energise").unwrap();
    assert_eq!(phone.next(job), "firmware");
}

#[test]
fn the_gate_refuses_old_firmware_and_nothing_is_configured() {
    let (mut phone, job) = phone();
    phone.answer(job, "station", model("CP6000")).unwrap();
    for (shown, code) in [
        ("2024.03.00.427", "gate-firmware-below-minimum"),
        ("2023.12", "gate-firmware-below-minimum"),
        ("2024.03.OO.428", "character-look-alike"),
    ] {
        let command = Command::Do { job, step: step("firmware"), answer: firmware(shown) };
        let refusal = refused(&mut phone, &command);
        assert_eq!(refusal.code(), code, "{shown}");
    }
    assert_eq!(status(&phone.view(job), "configure"), StepStatus::Locked);
    phone.answer(job, "firmware", firmware("2024.3.0.1000")).unwrap();
    assert_eq!(status(&phone.view(job), "firmware"), StepStatus::Done);
}

#[test]
fn the_right_firmware_of_the_wrong_model_opens_the_question_again() {
    let (mut phone, job) = phone();
    phone.answer(job, "station", model("CP6000")).unwrap();
    phone.answer(job, "firmware", firmware("2024.04.00.001")).unwrap();
    phone.answer(job, "station", model("Express Power Link")).unwrap();
    assert_eq!(status(&phone.view(job), "firmware"), StepStatus::Open, "2024.05.00.475 is its least");
    phone.answer(job, "station", model("CPF50")).unwrap();
    let view = phone.view(job);
    assert_eq!(status(&view, "firmware"), StepStatus::Done);
    assert_eq!(view.warnings[0].code, "firmware-minimum-unknown", "said, and no reason to stop");
}

#[test]
fn a_page_with_something_down_is_kept_and_the_work_is_not_done() {
    let (mut phone, job) = configured();
    let half = signal(LinkState::Up, ConnectionState::Disconnected, ConnectionState::Disconnected);
    for shown in
        [half, cable_out(), signal(LinkState::Up, ConnectionState::Connected, ConnectionState::Unknown)]
    {
        phone.answer(job, "network-signal", shown.clone()).unwrap();
        let view = phone.view(job);
        assert_eq!(view.step("network-signal").unwrap().answer, Some(shown), "for the one who is asked");
        assert_eq!(status(&view, "network-signal"), StepStatus::Open);
        assert_eq!(view.warnings[0].code, "not-online");
    }
    assert_eq!(phone.view(job).warnings[0].fields["cloud"], "?");
    phone.answer(job, "network-signal", online()).unwrap();
    let view = phone.view(job);
    assert_eq!(view.warnings, []);
    assert_eq!((view.done, view.next()), (view.asked, None), "the job ends without a record");
}

#[test]
fn the_breaker_restart_goes_through_the_lockout_and_takes_half_a_minute() {
    let (mut phone, job) = configured();
    phone.answer(job, "network-signal", cable_out()).unwrap();
    let view = phone.view(job);
    assert_eq!(status(&view, "restart"), StepStatus::Locked);
    assert_eq!(view.step("restart").unwrap().missing, [step("lockout")]);
    assert_eq!(phone.confirm(job, "restart").unwrap_err().code(), "lockout-incomplete");

    phone.make_safe(job);
    assert_eq!(status(&phone.view(job), "restart"), StepStatus::Open);
    let events = phone.confirm(job, "restart").unwrap();
    assert!(matches!(events[0], Event::ReEnergised { .. }), "the lockout ends with the power");
    let view = phone.view(job);
    assert_eq!(status(&view, "network-signal"), StepStatus::Open, "the page is read again (B17)");
    assert_eq!(view.step("network-signal").unwrap().answer, None);
    assert_eq!(phone.confirm(job, "restart").unwrap_err().code(), "lockout-incomplete", "each time anew");
    assert_eq!(phone.undo(job, "restart", None).unwrap_err().code(), "undo-physical");
}

#[test]
fn a_hasty_restart_is_told_how_long_to_wait() {
    let (mut phone, job) = configured();
    phone.make_safe(job);
    // Five taps of a minute each lie behind; a hasty hand needs some seconds for all of them.
    let mut journal = phone.journal.clone();
    let first = journal.len() - 5;
    let off = journal[first].at;
    for (n, entry) in (0_i64..).zip(&mut journal[first..]) {
        entry.at = pinpoint_domain::Timestamp::from_second(off.as_second() + n).unwrap();
    }
    phone.visit = pinpoint_domain::work::Visit::replay(&journal);
    phone.now = pinpoint_domain::Timestamp::from_second(off.as_second() + 12 - 60).unwrap();
    let refusal = phone.confirm(job, "restart").unwrap_err();
    assert_eq!((refusal.code(), &*refusal.fields()["seconds"]), ("restart-too-soon", "18"));
    phone.now = pinpoint_domain::Timestamp::from_second(off.as_second() + 30 - 60).unwrap();
    phone.confirm(job, "restart").unwrap();
}

#[test]
fn a_breaker_behind_which_somebody_works_is_not_restarted() {
    let (mut phone, job) = configured();
    phone.make_safe(job);
    phone.hand_to(2);
    phone.tick(job, "lockout", "disconnected").unwrap();
    phone.hand_to(1);
    assert_eq!(phone.confirm(job, "restart").unwrap_err().code(), "lockout-of-others");

    let (mut phone, job) = configured();
    let neighbour = phone.start(2, "F12");
    phone.open(neighbour);
    assert_eq!(phone.visit.job(&neighbour).unwrap().cabinet(), Cabinet::Open { by: phone.actor });
    assert_eq!(phone.confirm(job, "restart").unwrap_err().code(), "cabinet-open-on-circuit");
}

#[test]
fn there_is_nothing_to_seal() {
    let (mut phone, job) = configured();
    phone.answer(job, "network-signal", online()).unwrap();
    assert_eq!(never_changes(&phone.visit, job, &phone.context()).unwrap_err().code(), "nothing-to-seal");
    let digest = pinpoint_domain::wire::Digest::of(b"");
    let command = Command::Seal { job, digest, sequence: 1 };
    assert_eq!(refused(&mut phone, &command).code(), "nothing-to-seal");
}
