//! What comes before any cable: the approval (B02) and the firmware (B11, B12).

use pinpoint_domain::connectivity::{
    ConnectionState, Diagnosis, EthernetHardware, GateStanding, GateState, LinkState, NetworkSignal, Observed,
};
use pinpoint_domain::firmware::FirmwareVersion;

use super::needs;

fn diagnosed(model: Option<&str>, firmware: Option<&str>, hardware: EthernetHardware) -> Diagnosis {
    let observed = Observed {
        model: model.map(Into::into),
        firmware: firmware.map(|text| FirmwareVersion::parse(text).unwrap()),
        hardware,
        ..Observed::default()
    };
    Diagnosis::of(&observed, &needs())
}

fn firmware(model: &str, version: &str) -> GateState {
    diagnosed(Some(model), Some(version), EthernetHardware::New).gates.remove(1)
}

#[test]
fn the_firmware_is_compared_number_by_number_with_the_models_minimum() {
    for (model, version, standing) in [
        ("CP6000", "2024.03.00.428", GateStanding::Open),
        ("CP6000", "2024.3.0.428", GateStanding::Open),
        ("cp6000", "2024.03.00.1000", GateStanding::Open),
        ("CP6000", "2024.10.00.001", GateStanding::Open),
        ("CP6000", "2025.01.00.001", GateStanding::Open),
        ("CP6000", "2024.03.00.427", GateStanding::Shut),
        ("CP6000", "2024.03.00.99", GateStanding::Shut),
        ("CP6000", "2023.12.00.999", GateStanding::Shut),
        ("Express Power Link", "2024.05.00.475", GateStanding::Open),
        ("Express Power Link", "2024.03.00.428", GateStanding::Shut),
        ("EXPRESS  POWER LINK", "2024.05.00.474", GateStanding::Shut),
    ] {
        let gate = firmware(model, version);
        assert_eq!(gate.standing, standing, "{model} {version}");
        assert_eq!(gate.from, ["B12"]);
    }
}

#[test]
fn the_name_in_the_guides_title_has_the_minimum_in_its_text() {
    let gate = firmware("Express Plus", "2024.05.00.474");
    assert_eq!(gate.standing, GateStanding::Shut);
    assert_eq!(gate.fields["known_as"], "Express Power Link");
    assert_eq!(gate.fields["minimum"], "2024.05.00.475");
}

#[test]
fn below_the_minimum_the_first_step_is_to_call_support() {
    let diagnosis = diagnosed(Some("CP6000"), Some("2024.03.00.427"), EthernetHardware::New);
    assert_eq!(diagnosis.gates[1].code, "gate-firmware-below-minimum");
    assert_eq!(
        (diagnosis.steps[0].code.as_str(), diagnosis.steps[0].from.as_slice()),
        ("advice-call-support", ["B12".to_owned()].as_slice())
    );
}

#[test]
fn a_model_without_a_minimum_is_said_to_be_unknown_and_never_passed() {
    for model in ["CP4000", "CP6000X", "Säule 22", "Express"] {
        let gate = firmware(model, "2099.01.00.001");
        assert_eq!(
            (gate.code.as_str(), gate.standing),
            ("gate-firmware-model-unknown", GateStanding::Unanswered),
            "{model}"
        );
        assert_eq!(gate.fields["model"], model);
    }
    let unread = diagnosed(Some("CP6000"), None, EthernetHardware::New);
    assert_eq!(unread.gates[1].fields["minimum"], "2024.03.00.428");
    assert_eq!(unread.gates[1].standing, GateStanding::Unanswered);
    for blank in [None, Some(""), Some("  ")] {
        assert_eq!(
            diagnosed(blank, None, EthernetHardware::New).gates[1].code,
            "gate-firmware-and-model-unread"
        );
    }
}

#[test]
fn an_existing_station_waits_for_new_hardware_or_an_approval() {
    let gate = |hardware| diagnosed(None, None, hardware).gates.remove(0);
    assert_eq!(gate(EthernetHardware::Existing).standing, GateStanding::Shut);
    assert_eq!(gate(EthernetHardware::Existing).from, ["B02"]);
    assert_eq!(gate(EthernetHardware::New).standing, GateStanding::Open);
    assert_eq!(gate(EthernetHardware::Approved).standing, GateStanding::Open);
    assert_eq!(gate(EthernetHardware::Unknown).standing, GateStanding::Unanswered);
    let observed = Observed {
        signal: NetworkSignal {
            link: LinkState::Up,
            vpn: ConnectionState::Connected,
            cloud: ConnectionState::Disconnected,
        },
        model: Some("CP6000".into()),
        firmware: Some(FirmwareVersion::parse("2023.01").unwrap()),
        hardware: EthernetHardware::Existing,
        region: None,
    };
    let both = Diagnosis::of(&observed, &needs()).steps;
    let calls = both.iter().filter(|step| step.code == "advice-call-support").count();
    assert_eq!(calls, 1, "support is called once about all of it");
    assert_eq!(
        [both[0].code.as_str(), both[1].code.as_str()],
        ["advice-get-approval", "advice-call-support"]
    );
}
