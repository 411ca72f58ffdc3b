//! What the diagnosis of a connection may say.

use std::collections::BTreeMap;

use pinpoint_domain::code::Fields;
use pinpoint_domain::connectivity::paste::{Finding, PasteNote};
use pinpoint_domain::connectivity::{
    CloudMeaning, Connectivity, Gate, Meaning, Measure, RegionUnknown, SignalError, Step, Who,
};

use super::samples::{every, said};

/// Every code of the diagnosis, with its fields.
pub(super) fn coded() -> BTreeMap<String, Fields> {
    let mut coded: BTreeMap<String, Fields> = said("", meanings()).collect();
    coded.extend(said("", clouds()));
    coded.extend(said("", words()));
    coded.extend(said("", regions()));
    coded.extend(said("", gates()));
    coded.extend(said("", steps()));
    coded.extend(said("", measures()));
    coded.extend(said("", Finding::ALL.to_vec()));
    coded.extend(said("", notes()));
    coded.extend(actors().into_iter().map(|name| (name.to_owned(), Fields::new())));
    coded
}

fn meanings() -> Vec<Meaning> {
    every!(Meaning:
        Meaning::Cable => Meaning::Cable,
        Meaning::VpnBlocked => Meaning::VpnBlocked,
        Meaning::Through => Meaning::Through,
        Meaning::VpnWithoutLink => Meaning::VpnWithoutLink,
        Meaning::LinkDown => Meaning::LinkDown,
        Meaning::LinkUp => Meaning::LinkUp,
        Meaning::VpnUp => Meaning::VpnUp,
        Meaning::VpnDown => Meaning::VpnDown,
        Meaning::Unread => Meaning::Unread,
    )
}

fn clouds() -> Vec<CloudMeaning> {
    every!(CloudMeaning:
        CloudMeaning::WithoutLink => CloudMeaning::WithoutLink,
        CloudMeaning::WithoutVpn => CloudMeaning::WithoutVpn,
        CloudMeaning::ByAnotherWay => CloudMeaning::ByAnotherWay,
        CloudMeaning::AllStands => CloudMeaning::AllStands,
        CloudMeaning::Connected => CloudMeaning::Connected,
        CloudMeaning::WaitsForLink => CloudMeaning::WaitsForLink,
        CloudMeaning::WaitsForVpn => CloudMeaning::WaitsForVpn,
        CloudMeaning::BehindVpn => CloudMeaning::BehindVpn,
        CloudMeaning::Contradicts => CloudMeaning::Contradicts,
        CloudMeaning::Disconnected => CloudMeaning::Disconnected,
    )
}

fn words() -> Vec<SignalError> {
    let text = || "blinking".to_owned();
    every!(SignalError:
        SignalError::Link { .. } => SignalError::Link { text: text() },
        SignalError::Connection { .. } => SignalError::Connection { text: text() },
    )
}

fn regions() -> Vec<RegionUnknown> {
    vec![Connectivity::default().region("Atlantis").unwrap_err()]
}

fn gates() -> Vec<Gate> {
    let (version, minimum) = (|| "2024.03.00.427".to_owned(), || "2024.03.00.428".to_owned());
    let known_as = || "CP6000".to_owned();
    every!(Gate:
        Gate::HardwareNew => Gate::HardwareNew,
        Gate::HardwareApproved => Gate::HardwareApproved,
        Gate::HardwareExisting => Gate::HardwareExisting,
        Gate::HardwareUnknown => Gate::HardwareUnknown,
        Gate::FirmwareSufficient { .. } =>
            Gate::FirmwareSufficient { version: version(), minimum: minimum(), known_as: known_as() },
        Gate::FirmwareBelowMinimum { .. } =>
            Gate::FirmwareBelowMinimum { version: version(), minimum: minimum(), known_as: known_as() },
        Gate::FirmwareUnread { .. } => Gate::FirmwareUnread { minimum: minimum(), known_as: known_as() },
        Gate::FirmwareModelUnknown { .. } => Gate::FirmwareModelUnknown { model: "CP4000".into() },
        Gate::FirmwareAndModelUnread => Gate::FirmwareAndModelUnread,
    )
}

fn steps() -> Vec<Step> {
    every!(Step:
        Step::CheckCabling => Step::CheckCabling,
        Step::RestartByBreaker => Step::RestartByBreaker,
        Step::RepeatChecks => Step::RepeatChecks,
        Step::ResolveName => Step::ResolveName,
        Step::AskFirewall => Step::AskFirewall,
        Step::AllowPorts { .. } => Step::AllowPorts { ports: "TCP 443".into() },
        Step::AskForPorts => Step::AskForPorts,
        Step::SeeSiteForm => Step::SeeSiteForm,
        Step::OpenSiteForm { .. } => Step::OpenSiteForm { url: "https://demo.pinpoint.example/form".into() },
        Step::CallSupport => Step::CallSupport,
        Step::CallSupportIfTrouble => Step::CallSupportIfTrouble,
        Step::TellAdministrator => Step::TellAdministrator,
        Step::GetApproval => Step::GetApproval,
        Step::ReadPage => Step::ReadPage,
        Step::ReadPageAgain => Step::ReadPageAgain,
        Step::WaitForCloud => Step::WaitForCloud,
        Step::AskForTime { .. } => Step::AskForTime { port: "UDP 123".into() },
        Step::KeepOtherWay => Step::KeepOtherWay,
        Step::AskWhichWay => Step::AskWhichWay,
        Step::NothingToDo => Step::NothingToDo,
        Step::PlugIntoLaptop => Step::PlugIntoLaptop,
        Step::PressPlugs => Step::PressPlugs,
        Step::TryOtherCable => Step::TryOtherCable,
        Step::RenewAddress => Step::RenewAddress,
        Step::AskForAddress => Step::AskForAddress,
        Step::AskForIpv4 => Step::AskForIpv4,
        Step::AskForGateway => Step::AskForGateway,
        Step::AskForResolver => Step::AskForResolver,
        Step::AskWhoAnswers => Step::AskWhoAnswers,
        Step::AskRightName => Step::AskRightName,
        Step::GoToStation => Step::GoToStation,
        Step::PasteAgain => Step::PasteAgain,
    )
}

fn measures() -> Vec<Measure> {
    let host = || "vpn.ca.prod.chargepointnetwork.net".to_owned();
    every!(Measure:
        Measure::Page => Measure::Page,
        Measure::Firmware => Measure::Firmware,
        Measure::Addresses => Measure::Addresses,
        Measure::Name { .. } => Measure::Name { host: host(), region: "CA".into() },
        Measure::Port { .. } => Measure::Port { host: host(), port: "52007".into() },
    )
}

fn notes() -> Vec<PasteNote> {
    let (asked, landed) = (|| "vpn.eu.example".to_owned(), || "cdn.example".to_owned());
    every!(PasteNote:
        PasteNote::OtherHost { .. } => PasteNote::OtherHost { asked: asked() },
        PasteNote::Landed { .. } => PasteNote::Landed { asked: asked(), landed: landed() },
        PasteNote::AnsweredInside { .. } => PasteNote::AnsweredInside { address: "10.5.0.1".into() },
        PasteNote::OtherAdapter { .. } => PasteNote::OtherAdapter { name: "Wi-Fi".into() },
    )
}

/// Those who act are named like their place on the wire.
fn actors() -> Vec<&'static str> {
    let name = |who: &Who| match who {
        Who::Installer => "who-installer",
        Who::SiteIt => "who-site-it",
        Who::NetworkSupport => "who-network-support",
    };
    [Who::Installer, Who::SiteIt, Who::NetworkSupport].iter().map(name).collect()
}
