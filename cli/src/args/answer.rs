//! The options of `job do`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use pinpoint_domain::connectivity::{ConnectionState, EthernetHardware, LinkState};
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::work::identity::Claim;

/// What was done at a step. All optional here; the step decides which belong together.
#[derive(Debug, Default, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option that a person types; none excludes another"
)]
pub(crate) struct AnswerArgs {
    /// Every open item of a checklist at once; never of a lockout
    #[arg(long, help_heading = "Checklists")]
    pub(crate) all_items: bool,
    /// The meter's reading in volts
    #[arg(long, value_name = "V", help_heading = "Checklists")]
    pub(crate) volts: Option<String>,

    /// The picture
    #[arg(long, value_name = "FILE", help_heading = "Photos")]
    pub(crate) photo: Option<PathBuf>,

    /// A position in decimal degrees: where this device is, or the exact parking space
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true, value_parser = Coordinate::parse, help_heading = "Location and pin")]
    pub(crate) at: Option<Coordinate>,
    /// How exact the position is, in metres
    #[arg(long, value_name = "M", help_heading = "Location and pin")]
    pub(crate) accuracy: Option<u32>,
    /// The position comes from a mock provider, such as an external receiver
    #[arg(long, help_heading = "Location and pin")]
    pub(crate) mock: bool,
    /// No position is known here; the pin is set by hand
    #[arg(long, help_heading = "Location and pin")]
    pub(crate) no_fix: bool,

    /// Manufacturer, as on the type plate
    #[arg(long, value_name = "NAME", help_heading = "Station")]
    pub(crate) manufacturer: Option<String>,
    /// Model, as on the type plate
    #[arg(long, value_name = "NAME", help_heading = "Station")]
    pub(crate) model: Option<String>,
    /// Whether the station has a screen, where the catalog does not know the model
    #[arg(long, value_name = "yes|no", value_parser = yes_or_no, help_heading = "Station")]
    pub(crate) screen: Option<bool>,
    /// What the station is to the network
    #[arg(long, value_enum, value_name = "WORD", help_heading = "Station")]
    pub(crate) claim: Option<ClaimWord>,
    /// For a replacement, the serial number of the station that is gone
    #[arg(long, value_name = "TEXT", help_heading = "Station")]
    pub(crate) old_serial: Option<String>,
    /// The MAC on the station's screen
    #[arg(long, value_name = "MAC", help_heading = "Station")]
    pub(crate) shown: Option<String>,

    /// The number on a SIM card
    #[arg(long, value_name = "NUMBER", help_heading = "SIM cards")]
    pub(crate) iccid: Option<String>,

    /// Where the station's Ethernet hardware comes from
    #[arg(long, value_enum, value_name = "SOURCE", help_heading = "Ethernet and VPN")]
    pub(crate) hardware: Option<Hardware>,
    /// Whether it looks as it should
    #[arg(long, value_name = "yes|no", value_parser = yes_or_no, help_heading = "Ethernet and VPN")]
    pub(crate) good: Option<bool>,
    /// What the command printed, from a file
    #[arg(long, value_name = "FILE", conflicts_with = "good", help_heading = "Ethernet and VPN")]
    pub(crate) paste: Option<PathBuf>,
    /// The firmware version on the station's screen
    #[arg(long, value_name = "VERSION", help_heading = "Ethernet and VPN")]
    pub(crate) firmware: Option<String>,
    /// State of the link on the station's screen: up, down or unknown
    #[arg(long, value_name = "STATE", value_parser = clap::value_parser!(LinkState), help_heading = "Ethernet and VPN")]
    pub(crate) link: Option<LinkState>,
    /// VPN on the station's screen: connected, disconnected or unknown
    #[arg(long, value_name = "STATE", value_parser = clap::value_parser!(ConnectionState), help_heading = "Ethernet and VPN")]
    pub(crate) vpn: Option<ConnectionState>,
    /// State of the connection on the station's screen: connected, disconnected or unknown
    #[arg(long, value_name = "STATE", value_parser = clap::value_parser!(ConnectionState), help_heading = "Ethernet and VPN")]
    pub(crate) cloud: Option<ConnectionState>,

    /// First entry of the serial number, as a scanner read it
    #[arg(long, value_name = "TEXT", help_heading = "Serial number")]
    pub(crate) scanned: Option<String>,
    /// First entry of the serial number, from the barcode in a picture of the type plate
    #[arg(long, value_name = "IMAGE", help_heading = "Serial number")]
    pub(crate) scan_plate: Option<PathBuf>,
    /// First entry of the serial number, typed
    #[arg(long, value_name = "TEXT", help_heading = "Serial number")]
    pub(crate) typed: Option<String>,
    /// Second entry: in full, or after a scan the last four characters
    #[arg(long, value_name = "TEXT", help_heading = "Serial number")]
    pub(crate) again: Option<String>,

    /// Street and number
    #[arg(long, help_heading = "Address")]
    pub(crate) address: Option<String>,
    /// City
    #[arg(long, help_heading = "Address")]
    pub(crate) city: Option<String>,
    /// Postal code
    #[arg(long, help_heading = "Address")]
    pub(crate) postal_code: Option<String>,
    /// State or province
    #[arg(long, help_heading = "Address")]
    pub(crate) state: Option<String>,
    /// Country, three letters of ISO 3166-1
    #[arg(long, value_name = "CODE", help_heading = "Address")]
    pub(crate) country: Option<String>,
    /// The address was written, not chosen from a list
    #[arg(long, help_heading = "Address")]
    pub(crate) not_from_list: bool,

    /// Name of the car park
    #[arg(long, value_name = "NAME", help_heading = "Details for drivers")]
    pub(crate) car_park: Option<String>,
    /// Name of the building
    #[arg(long, value_name = "NAME", help_heading = "Details for drivers")]
    pub(crate) building: Option<String>,
    /// Floor, as in the lift
    #[arg(long, allow_hyphen_values = true, help_heading = "Details for drivers")]
    pub(crate) floor: Option<String>,
    /// Bay, as painted on the ground
    #[arg(long, help_heading = "Details for drivers")]
    pub(crate) bay: Option<String>,
    /// Parking restrictions
    #[arg(long, value_name = "TEXT", help_heading = "Details for drivers")]
    pub(crate) restrictions: Option<String>,
}

impl AnswerArgs {
    /// The options that were typed.
    pub(crate) fn given(&self) -> impl Iterator<Item = &'static str> + use<> {
        [
            ("--all-items", self.all_items),
            ("--volts", self.volts.is_some()),
            ("--photo", self.photo.is_some()),
            ("--at", self.at.is_some()),
            ("--accuracy", self.accuracy.is_some()),
            ("--mock", self.mock),
            ("--no-fix", self.no_fix),
            ("--manufacturer", self.manufacturer.is_some()),
            ("--model", self.model.is_some()),
            ("--screen", self.screen.is_some()),
            ("--shown", self.shown.is_some()),
            ("--claim", self.claim.is_some()),
            ("--old-serial", self.old_serial.is_some()),
            ("--iccid", self.iccid.is_some()),
            ("--hardware", self.hardware.is_some()),
            ("--good", self.good.is_some()),
            ("--paste", self.paste.is_some()),
            ("--firmware", self.firmware.is_some()),
            ("--link", self.link.is_some()),
            ("--vpn", self.vpn.is_some()),
            ("--cloud", self.cloud.is_some()),
            ("--scanned", self.scanned.is_some()),
            ("--scan-plate", self.scan_plate.is_some()),
            ("--typed", self.typed.is_some()),
            ("--again", self.again.is_some()),
            ("--address", self.address.is_some()),
            ("--city", self.city.is_some()),
            ("--postal-code", self.postal_code.is_some()),
            ("--state", self.state.is_some()),
            ("--country", self.country.is_some()),
            ("--not-from-list", self.not_from_list),
            ("--car-park", self.car_park.is_some()),
            ("--building", self.building.is_some()),
            ("--floor", self.floor.is_some()),
            ("--bay", self.bay.is_some()),
            ("--restrictions", self.restrictions.is_some()),
        ]
        .into_iter()
        .filter_map(|(name, given)| given.then_some(name))
    }
}

/// Where the station's Ethernet hardware comes from.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Hardware {
    /// Bought with the station
    New,
    /// Added with the network's extraordinary approval
    Approved,
    /// An existing station, and nobody approved
    Existing,
}

impl From<Hardware> for EthernetHardware {
    fn from(hardware: Hardware) -> Self {
        match hardware {
            Hardware::New => Self::New,
            Hardware::Approved => Self::Approved,
            Hardware::Existing => Self::Existing,
        }
    }
}

/// What a station is to the network.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ClaimWord {
    /// The network never had it
    New,
    /// The same station under another label
    Renetworked,
    /// It stands where another station stood, which is gone
    Replacement,
    /// Something was misread: read it again
    Mistake,
}

impl From<ClaimWord> for Claim {
    fn from(word: ClaimWord) -> Self {
        match word {
            ClaimWord::New => Self::New,
            ClaimWord::Renetworked => Self::Renetworked,
            ClaimWord::Replacement => Self::Replacement,
            ClaimWord::Mistake => Self::Mistake,
        }
    }
}

fn yes_or_no(text: &str) -> Result<bool, &'static str> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("yes or no"),
    }
}
