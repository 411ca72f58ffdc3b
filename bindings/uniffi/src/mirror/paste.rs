//! What a laptop on the station's cable printed.

use core::net::IpAddr;

use pinpoint_domain::connectivity::paste::{
    AdapterKind, AddressStanding, Finding, Lookup, LookupFailure, SeenAddress,
};

/// One thing that a paste proves, in the order of the ladder from the cable to the name: of several, the first one is the
/// verdict. The words are `paste-<name>`.
#[uniffi::remote(Enum)]
pub enum Finding {
    /// There are adapters, and none is for a cable.
    NoEthernetAdapter,
    /// The medium is disconnected.
    CableUnplugged,
    /// The cable is in, and there is no address.
    NoAddress,
    /// Only an address that the laptop gave itself, 169.254.0.0/16.
    SelfAssigned,
    /// Another device has the address, too.
    AddressDuplicate,
    /// An address of IPv6 and none of IPv4, which the station needs.
    Ipv6Only,
    /// An address, and no way out.
    NoGateway,
    /// The resolver did not answer.
    ResolverSilent,
    /// The resolver answered that it cannot or will not say.
    ResolverFailed,
    /// There is no such name.
    NameNotResolved,
    /// The text shows who was asked and ends before the answer.
    AnswerMissing,
    /// The name resolves to somebody else's host, or to an address inside the site: no proof.
    ResolvedElsewhere,
    /// Another name was asked for than the network's VPN server: no proof.
    OtherHostAsked,
    /// The name of the VPN server resolves.
    NameResolved,
    /// The adapter has an address, so the router is reached.
    RouterReached,
    /// Nothing in it is known.
    NothingRecognised,
}

/// What an adapter is.
#[uniffi::remote(Enum)]
pub enum AdapterKind {
    /// Bluetooth.
    Bluetooth,
    /// The laptop itself.
    Loopback,
    /// Wi-Fi, which answers for the cable if one lets it.
    Wireless,
    /// A VPN, a tunnel, or a hypervisor's switch.
    Virtual,
    /// A mobile network, or a phone that shares one.
    Mobile,
    /// A port for a cable.
    Ethernet,
    /// The paste does not say.
    Unknown,
}

/// An address of an adapter.
#[uniffi::remote(Record)]
pub struct SeenAddress {
    /// The address.
    pub address: IpAddr,
    /// What it is worth.
    pub standing: AddressStanding,
}

/// What an address is worth.
#[uniffi::remote(Enum)]
pub enum AddressStanding {
    /// A router gave it, or a person.
    Usable,
    /// 169.254.0.0/16: nobody answered, so the laptop gave itself one.
    SelfAssigned,
    /// `fe80::/10`: every port has one, plugged in or not.
    LinkLocal,
    /// The laptop itself.
    Loopback,
    /// 0.0.0.0 or ::, no address at all.
    Unspecified,
    /// Multicast, broadcast, or reserved: nobody's address.
    Reserved,
    /// Another device has it too.
    Duplicate,
}

/// One question to a resolver.
#[uniffi::remote(Record)]
pub struct Lookup {
    /// The name that was asked for, in lower case.
    pub asked: Option<String>,
    /// Who was asked. Its address is no answer.
    pub resolver: Vec<IpAddr>,
    /// The names that the answer goes by, in lower case; the last one has the addresses.
    pub names: Vec<String>,
    /// The addresses of the answer.
    pub addresses: Vec<IpAddr>,
    /// Why there is none.
    pub failure: Option<LookupFailure>,
}

/// Why a name has no address.
#[uniffi::remote(Enum)]
pub enum LookupFailure {
    /// Nobody answered in time.
    Silent,
    /// The name is there, and has no address.
    NoAddress,
    /// The resolver could not find out (SERVFAIL).
    ServerFailed,
    /// The resolver would not say (REFUSED).
    Refused,
    /// There is no such name (NXDOMAIN).
    NoSuchName,
}
