//! Why a station is not connected: what was seen, what it means, and who does what next.

use pinpoint_domain::code::Fields;
use pinpoint_domain::connectivity::{
    Advice, ConnectionState, Connectivity, Diagnosis, EthernetHardware, FirmwareMinimum, GateStanding,
    GateState, LinkState, NeededPort, NetworkSignal, Observed, Protocol, Statement, Who,
};
use pinpoint_domain::firmware::FirmwareVersion;

/// What was seen at the station.
#[uniffi::remote(Record)]
pub struct Observed {
    /// What its network-signal page shows.
    pub signal: NetworkSignal,
    /// Its model, as on the type plate.
    #[uniffi(default = None)]
    pub model: Option<String>,
    /// What its About page shows.
    #[uniffi(default = None)]
    pub firmware: Option<FirmwareVersion>,
    /// Where its Ethernet hardware comes from.
    pub hardware: EthernetHardware,
    /// The region whose VPN server it wants, as the network's profile names it.
    #[uniffi(default = None)]
    pub region: Option<String>,
}

/// What that means and what comes next.
#[uniffi::remote(Record)]
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

/// Something that is so: its sentence is `Installer.text(code, fields, locale)`.
#[uniffi::remote(Record)]
pub struct Statement {
    /// Its code.
    pub code: String,
    /// What its sentence mentions.
    pub fields: Fields,
    /// The guide's sentences; empty: ours.
    pub from: Vec<String>,
}

/// Something to do: its sentence is `Installer.text(code, fields, locale)`.
#[uniffi::remote(Record)]
pub struct Advice {
    /// Its code.
    pub code: String,
    /// What its sentence mentions.
    pub fields: Fields,
    /// Who acts; of two, the first begins. The words are `who-<name>`.
    pub who: Vec<Who>,
    /// The guide's sentences; empty: ours.
    pub from: Vec<String>,
}

/// Who acts.
#[uniffi::remote(Enum)]
pub enum Who {
    /// Whoever stands at the station.
    Installer,
    /// The site's network administrator.
    SiteIt,
    /// The network's customer service.
    NetworkSupport,
}

/// A condition before the work: its sentence is `Installer.text(code, fields, locale)`.
#[uniffi::remote(Record)]
pub struct GateState {
    /// What is so, as a code.
    pub code: String,
    /// What its sentence mentions.
    pub fields: Fields,
    /// Whether it lets the work go on.
    pub standing: GateStanding,
    /// The guide's sentences; empty: ours.
    pub from: Vec<String>,
}

/// Whether a gate lets the work go on.
#[uniffi::remote(Enum)]
pub enum GateStanding {
    /// It does.
    Open,
    /// It does not.
    Shut,
    /// Something must be found out first.
    Unanswered,
}

/// Names, ports and firmware that Ethernet connectivity needs.
#[uniffi::remote(Record)]
pub struct Connectivity {
    /// The host of the VPN server by region, for example `US`.
    pub vpn_hosts: Fields,
    /// What the site's firewall lets through from the station, in the order in which a person reads it.
    pub ports: Vec<NeededPort>,
    /// The least firmware with which Ethernet can be activated, by model.
    pub firmware_minima: Vec<FirmwareMinimum>,
    /// Where the site qualification form is, if it can be reached by a link.
    pub site_form_url: Option<String>,
}

/// A port that a station reaches on the public network.
#[uniffi::remote(Record)]
pub struct NeededPort {
    /// What it is for, as the network's papers call it: `HTTPS`, `NTP`, `VPN`.
    pub purpose: String,
    /// What runs over it.
    pub protocol: Protocol,
    /// The port's number.
    pub port: u16,
}

/// A transport protocol.
#[uniffi::remote(Enum)]
pub enum Protocol {
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
}

/// The least firmware of a model.
#[uniffi::remote(Record)]
pub struct FirmwareMinimum {
    /// The model or family, as the guide names it.
    pub model: String,
    /// Other names that the same guide has for it.
    pub also: Vec<String>,
    /// This version or a later one.
    pub minimum: FirmwareVersion,
}

/// Where the station's Ethernet hardware comes from.
#[uniffi::remote(Enum)]
pub enum EthernetHardware {
    /// The station was bought with it.
    New,
    /// Added to an existing station with the network's extraordinary approval.
    Approved,
    /// An existing station, and nobody approved.
    Existing,
    /// Not asked yet.
    Unknown,
}

/// The three lines of the station's network-signal page.
#[uniffi::remote(Record)]
pub struct NetworkSignal {
    /// State of the link.
    pub link: LinkState,
    /// VPN.
    pub vpn: ConnectionState,
    /// State of the connection, which is the one to the cloud.
    pub cloud: ConnectionState,
}

/// Whether the Ethernet port has an address.
#[uniffi::remote(Enum)]
pub enum LinkState {
    /// `UP`.
    Up,
    /// `DOWN`.
    Down,
    /// Not read.
    Unknown,
}

/// Whether the station reaches something.
#[uniffi::remote(Enum)]
pub enum ConnectionState {
    /// `Connected`.
    Connected,
    /// `Disconnected`.
    Disconnected,
    /// Not read.
    Unknown,
}
