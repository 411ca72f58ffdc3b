//! What can be answered at a step.

use pinpoint_domain::connectivity::{EthernetHardware, NetworkSignal};
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::{ItemId, PhotoId};
use pinpoint_domain::serial::SerialSource;
use pinpoint_domain::wire::{Address, Digest, DriverDetails, Known, PhotoDigests};
use pinpoint_domain::work::identity::Claim;
use pinpoint_domain::work::{Answer, Fix, PhotoFacts};

/// What was done at a step.
#[uniffi::remote(Enum)]
pub enum Answer {
    /// One deliberate tap.
    Confirmed,
    /// One item of a checklist.
    Item {
        /// The item.
        item: ItemId,
        /// The meter's reading, where the item asks for one.
        millivolts: Option<u32>,
    },
    /// A picture. `Installer.attach` makes this answer; no app writes it.
    Photo(PhotoFacts),
    /// Where the phone says it is.
    Location(Fix),
    /// The phone knows no position; the pin is set by hand.
    NoLocation,
    /// What the type plate says, compared with the picture.
    Station {
        /// The manufacturer.
        manufacturer: String,
        /// The model.
        model: String,
        /// Whether the station has a screen, where the catalog does not know the model.
        has_screen: Option<bool>,
    },
    /// The serial number for the first time.
    Serial {
        /// As read or typed.
        text: String,
        /// By camera or by hand.
        source: SerialSource,
    },
    /// The serial number for the second time: typed, in full or its last four characters.
    SerialAgain {
        /// As typed.
        text: String,
    },
    /// The address.
    Address(Address),
    /// The exact parking space.
    Pin(Coordinate),
    /// What helps drivers.
    Details(DriverDetails),
    /// The MAC on the station's screen.
    Mac {
        /// As shown.
        text: String,
    },
    /// What the station is to the network.
    Identity {
        /// New, re-networked, a replacement, or something was misread.
        claim: Claim,
        /// For a replacement, the serial number of the station that is gone.
        old_serial: Option<String>,
        /// What the network knew when it was asked; none: it could not be.
        known: Option<Known>,
    },
    /// The number on a SIM card.
    Iccid {
        /// As printed.
        text: String,
    },
    /// Where the station's Ethernet hardware comes from.
    Hardware {
        /// Bought with the station, approved, or neither.
        hardware: EthernetHardware,
    },
    /// A check by eye.
    Looked {
        /// Whether it looks as it should.
        good: bool,
    },
    /// What a command printed.
    Pasted {
        /// As pasted.
        text: String,
    },
    /// The firmware on the station's screen.
    Firmware {
        /// As shown.
        text: String,
    },
    /// The station's network-signal page.
    NetworkSignal(NetworkSignal),
}

/// Where the phone says it is.
#[uniffi::remote(Record)]
pub struct Fix {
    /// The position.
    pub position: Coordinate,
    /// Radius of 68 % confidence in millimetres.
    pub accuracy_mm: u32,
    /// Whether a mock provider gave it: an external receiver, or a spoof.
    pub mock: bool,
}

/// A picture as the phone holds it.
#[uniffi::remote(Record)]
pub struct PhotoFacts {
    /// The copy for drivers.
    pub published: PhotoDigests,
    /// As it came from the camera.
    pub original: PhotoDigests,
    /// Width as shown, in pixels.
    pub width_px: u32,
    /// Height as shown, in pixels.
    pub height_px: u32,
}

/// One file of a photo.
#[uniffi::remote(Record)]
pub struct PhotoDigests {
    /// Its name for the upload.
    pub id: PhotoId,
    /// SHA-256 of the file.
    pub digest: Digest,
    /// Its length.
    pub bytes: u64,
}

/// How the first entry of a serial came to be.
#[uniffi::remote(Enum)]
pub enum SerialSource {
    /// Read by the camera from the type plate.
    Scanned,
    /// Typed by hand.
    Typed,
}

/// A postal address, field names as in OCPI.
#[uniffi::remote(Record)]
pub struct Address {
    /// Street and number.
    pub address: String,
    /// City.
    pub city: String,
    /// Postal code, where there is one.
    pub postal_code: Option<String>,
    /// State or province, where there is one.
    pub state: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// False when the installer wrote it because the list had none.
    pub from_list: bool,
}

/// What helps a driver. Published, so never about a person.
#[uniffi::remote(Record)]
pub struct DriverDetails {
    /// Name of the car park.
    pub car_park: Option<String>,
    /// Name of the building.
    pub building: Option<String>,
    /// The floor as the lift names it; at most 4 characters.
    pub floor: Option<String>,
    /// The bay's number.
    pub bay: Option<String>,
    /// Parking restrictions.
    pub parking_restrictions: Option<String>,
}
