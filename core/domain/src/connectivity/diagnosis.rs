//! The diagnosis: from what the station's page shows to what is done next, in order, and by whom.

use serde::{Deserialize, Serialize};

use super::advice::{Advice, Measure, OURS, Statement, Step, Who};
use super::gate::{EthernetHardware, Gate, GateState};
use super::meaning::{CloudMeaning, Meaning};
use super::requirements::{Connectivity, NeededPort};
use super::signal::{ConnectionState, LinkState, NetworkSignal};
use crate::firmware::FirmwareVersion;

/// What was seen at the station.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Observed {
    /// What its page *Network signal* shows.
    #[serde(default)]
    pub signal: NetworkSignal,
    /// Its model, as on the type plate.
    #[serde(default)]
    pub model: Option<String>,
    /// What its page *About* shows (B11).
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub firmware: Option<FirmwareVersion>,
    /// Where its Ethernet hardware comes from (B02).
    #[serde(default)]
    pub hardware: EthernetHardware,
    /// The region whose VPN server it wants, as the profile names it (B08).
    #[serde(default)]
    pub region: Option<String>,
}

/// What that means and what comes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Diagnosis {
    /// What was read.
    pub signal: NetworkSignal,
    /// What comes before any cable: the approval, then the firmware.
    pub gates: Vec<GateState>,
    /// What link and VPN mean.
    pub meaning: Statement,
    /// What the cloud's line adds; none while it was not read.
    pub cloud: Option<Statement>,
    /// What to do, in this order.
    pub steps: Vec<Advice>,
    /// What to measure next.
    pub measure: Vec<Statement>,
}

impl Diagnosis {
    /// The diagnosis of what was seen, with what the network needs.
    pub fn of(observed: &Observed, needs: &Connectivity) -> Self {
        let signal = observed.signal;
        let meaning = Meaning::of(signal.link, signal.vpn);
        let firmware = Gate::firmware(observed.model.as_deref(), observed.firmware.as_ref(), needs);
        let gates = [Gate::hardware(observed.hardware), firmware];
        let mut steps: Vec<Advice> = gates.iter().filter_map(Gate::advice).collect();
        for step in steps_for(meaning, signal.cloud, needs) {
            // Who calls support about the firmware asks about the rest as well.
            if steps.iter().all(|known| known.code != step.code) {
                steps.push(step);
            }
        }
        Self {
            signal,
            measure: measure(meaning, observed, needs),
            gates: gates.iter().map(Gate::state).collect(),
            meaning: meaning.stated(),
            cloud: CloudMeaning::of(signal).map(CloudMeaning::stated),
            steps,
        }
    }
}

/// The guide's steps stand in the guide's order; ours come before them where a line of the page may be old, else after.
fn steps_for(meaning: Meaning, cloud: ConnectionState, needs: &Connectivity) -> Vec<Advice> {
    let online = cloud == ConnectionState::Connected;
    let mut steps = Vec::new();
    let again = Advice::installer(&Step::ReadPageAgain, OURS);
    match meaning {
        Meaning::Cable => {
            if online {
                steps.push(again);
            }
            steps.extend(mend_cable(&["B17"]));
            if online {
                steps.extend(another_way());
            }
        }
        Meaning::VpnBlocked => {
            if online {
                steps.push(again);
            }
            steps.extend(open_the_way(needs));
            if online {
                steps.extend(another_way());
            } else {
                steps.push(Advice::support(&Step::CallSupport, OURS));
            }
        }
        Meaning::Through => steps.extend(through(cloud, needs)),
        Meaning::VpnWithoutLink => {
            steps.push(again);
            steps.extend(mend_cable(OURS));
            steps.extend(another_way());
        }
        // The tunnel or the link is the one line that is missing: it decides between the rows.
        Meaning::LinkDown => {
            steps.push(Advice::installer(&Step::ReadPage, &["B13"]));
            steps.extend(mend_cable(OURS));
        }
        Meaning::LinkUp | Meaning::VpnUp | Meaning::VpnDown | Meaning::Unread => {
            steps.push(Advice::installer(&Step::ReadPage, &["B13"]));
            steps.push(Advice::installer(&Step::PlugIntoLaptop, &["B05"]));
        }
    }
    steps
}

/// B17.
fn mend_cable(from: super::advice::Source) -> [Advice; 3] {
    [
        Advice::new(&Step::CheckCabling, &[Who::Installer, Who::SiteIt], from),
        Advice::installer(&Step::RestartByBreaker, from),
        Advice::installer(&Step::RepeatChecks, from),
    ]
}

/// B18: the name, the firewall, the public network.
fn open_the_way(needs: &Connectivity) -> [Advice; 4] {
    [
        Advice::installer(&Step::ResolveName, &["B08", "B18"]),
        Advice::site_it(&Step::AskFirewall, &["B18"]),
        Advice::site_it(&Step::ports(needs), &["B18"]),
        Advice::new(&Step::form(needs), &[Who::Installer, Who::SiteIt], &["B18"]),
    ]
}

/// B19, and what the cloud's line adds to it.
fn through(cloud: ConnectionState, needs: &Connectivity) -> Vec<Advice> {
    match cloud {
        ConnectionState::Connected => vec![
            Advice::installer(&Step::NothingToDo, OURS),
            Advice::support(&Step::CallSupportIfTrouble, &["B19"]),
        ],
        ConnectionState::Disconnected => {
            let mut steps = vec![Advice::installer(&Step::WaitForCloud, OURS)];
            let time = |port: &&NeededPort| port.purpose.eq_ignore_ascii_case("ntp");
            if let Some(port) = needs.ports.iter().find(time) {
                steps.push(Advice::site_it(&Step::AskForTime { port: port.to_string() }, OURS));
            }
            steps.push(Advice::support(&Step::CallSupport, &["B19"]));
            steps
        }
        ConnectionState::Unknown => vec![
            Advice::installer(&Step::ReadPage, &["B13"]),
            Advice::support(&Step::CallSupportIfTrouble, &["B19"]),
        ],
    }
}

/// The station talks, but not over this cable.
fn another_way() -> [Advice; 2] {
    [Advice::installer(&Step::KeepOtherWay, OURS), Advice::support(&Step::AskWhichWay, OURS)]
}

/// What decides next: first what was not read, then the laptop on the station's cable, from the cable outwards.
fn measure(meaning: Meaning, observed: &Observed, needs: &Connectivity) -> Vec<Statement> {
    let signal = observed.signal;
    let region = observed.region.as_deref();
    let unread = signal.link == LinkState::Unknown
        || signal.vpn == ConnectionState::Unknown
        || signal.cloud == ConnectionState::Unknown;
    let mut measure = Vec::new();
    if unread {
        measure.push(Measure::Page.stated());
    }
    if observed.firmware.is_none() {
        measure.push(Measure::Firmware.stated());
    }
    match meaning {
        Meaning::Cable | Meaning::LinkDown | Meaning::VpnWithoutLink => {
            measure.push(Measure::Addresses.stated());
        }
        Meaning::VpnBlocked | Meaning::VpnDown => {
            measure.push(Measure::Addresses.stated());
            measure.extend(Measure::names(needs, region));
            measure.extend(Measure::ports(needs, region));
        }
        Meaning::LinkUp | Meaning::Unread => {
            measure.push(Measure::Addresses.stated());
            measure.extend(Measure::names(needs, region));
        }
        Meaning::Through | Meaning::VpnUp => {}
    }
    if !unread {
        measure.push(Measure::Page.stated());
    }
    measure
}
