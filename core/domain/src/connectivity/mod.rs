//! Why a station is not connected, and who does what about it: the pure part, which asks nobody and measures nothing.
//!
//! | you look for | it lives in |
//! |---|---|
//! | what the station's page *Network signal* shows | [`NetworkSignal`] |
//! | what it means, what to do in which order, who does it | [`Diagnosis`] |
//! | what comes before all of it: approval and firmware | [`Gate`] |
//! | hosts, ports and firmware minima of a network | [`Connectivity`] |
//! | what a pasted `ipconfig` or `nslookup` says | [`paste`] |
//!
//! The guide has three of the four rows of link and VPN and no column for the cloud. All else is ours and says so: what
//! the guide says carries the ids of its sentences in `from`, what we add carries none.

mod advice;
mod diagnosis;
mod gate;
mod meaning;
pub mod paste;
mod requirements;
mod signal;

pub use advice::{Advice, Measure, Statement, Step, Who};
pub use diagnosis::{Diagnosis, Observed};
pub use gate::{EthernetHardware, Gate, GateStanding, GateState};
pub use meaning::{CloudMeaning, Meaning};
pub use paste::{PasteReading, read_paste};
pub use requirements::{Connectivity, FirmwareMinimum, NeededPort, Protocol, RegionUnknown};
pub use signal::{ConnectionState, LinkState, NetworkSignal, SignalError};
