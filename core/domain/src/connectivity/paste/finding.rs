//! What a paste proves: the rungs of a ladder from the cable to the name, and which of them broke first.

use serde::Serialize;

use super::adapter::{Adapter, AddressStanding};
use super::lookup::{Lookup, LookupFailure};
use crate::code::Coded;
use crate::connectivity::advice::{Advice, OURS, Source, Step};

/// One thing that a paste proves. In the order of the ladder: of several, the first one is the verdict, because what comes
/// after it cannot be better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// There are adapters, and none is for a cable.
    NoEthernetAdapter,
    /// The medium is disconnected (B07).
    CableUnplugged,
    /// The cable is in, and there is no address (B07).
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
    /// There is no such name (B10).
    NameNotResolved,
    /// The text shows who was asked and ends before the answer.
    AnswerMissing,
    /// The name resolves to somebody else's host, or to an address inside the site: no proof.
    ResolvedElsewhere,
    /// Another name was asked for than the network's VPN server: no proof.
    OtherHostAsked,
    /// The name of the VPN server resolves (B09).
    NameResolved,
    /// The adapter has an address, so the router is reached (B06).
    RouterReached,
    /// Nothing in it is known.
    NothingRecognised,
}

impl Finding {
    /// Each of them, in order.
    pub const ALL: [Self; 16] = [
        Self::NoEthernetAdapter,
        Self::CableUnplugged,
        Self::NoAddress,
        Self::SelfAssigned,
        Self::AddressDuplicate,
        Self::Ipv6Only,
        Self::NoGateway,
        Self::ResolverSilent,
        Self::ResolverFailed,
        Self::NameNotResolved,
        Self::AnswerMissing,
        Self::ResolvedElsewhere,
        Self::OtherHostAsked,
        Self::NameResolved,
        Self::RouterReached,
        Self::NothingRecognised,
    ];

    /// Whether it is about the adapter and its addresses, and not about a name.
    pub const fn is_of_adapter(self) -> bool {
        matches!(
            self,
            Self::NoEthernetAdapter
                | Self::CableUnplugged
                | Self::NoAddress
                | Self::SelfAssigned
                | Self::AddressDuplicate
                | Self::Ipv6Only
                | Self::NoGateway
                | Self::RouterReached
        )
    }

    /// What the adapter with the cable proves.
    pub(super) fn of_adapter(adapter: &Adapter) -> Self {
        let usable = adapter.usable();
        let has_v4 = usable.first().is_some_and(core::net::IpAddr::is_ipv4);
        let leads_out = adapter.gateway.is_some_and(|gateway| gateway.is_ipv4());
        match () {
            () if adapter.unplugged => Self::CableUnplugged,
            () if has_v4 && adapter.gateway_shown && !leads_out => Self::NoGateway,
            () if has_v4 => Self::RouterReached,
            () if adapter.has(AddressStanding::Duplicate) => Self::AddressDuplicate,
            () if adapter.has(AddressStanding::SelfAssigned) => Self::SelfAssigned,
            () if !usable.is_empty() => Self::Ipv6Only,
            () => Self::NoAddress,
        }
    }

    /// What a question to a resolver proves, where `is_endpoint` says whether it was the right one.
    pub(super) fn of_lookup(lookup: &Lookup, is_endpoint: bool) -> Self {
        match lookup.failure {
            Some(LookupFailure::Silent) => Self::ResolverSilent,
            Some(LookupFailure::ServerFailed | LookupFailure::Refused) => Self::ResolverFailed,
            Some(LookupFailure::NoSuchName | LookupFailure::NoAddress) => Self::NameNotResolved,
            None if lookup.addresses.is_empty() => Self::AnswerMissing,
            None if lookup.landed_elsewhere().is_some() || lookup.answered_inside().is_some() => {
                Self::ResolvedElsewhere
            }
            None if is_endpoint => Self::NameResolved,
            None => Self::OtherHostAsked,
        }
    }

    /// The guide's sentences about it.
    pub(super) const fn source(self) -> Source {
        match self {
            Self::CableUnplugged | Self::NoAddress => &["B07"],
            Self::NameNotResolved => &["B10"],
            Self::NameResolved => &["B09"],
            Self::RouterReached => &["B06"],
            _ => OURS,
        }
    }

    /// What to do next, in order.
    pub(super) fn steps(self, asked_right: bool) -> Vec<Advice> {
        let installer = |step: Step, from| Advice::installer(&step, from);
        let site_it = |step: Step, from| Advice::site_it(&step, from);
        match self {
            Self::NoEthernetAdapter => vec![installer(Step::PlugIntoLaptop, &["B05"])],
            Self::CableUnplugged => vec![
                installer(Step::PressPlugs, OURS),
                installer(Step::TryOtherCable, OURS),
                site_it(Step::TellAdministrator, &["B07"]),
            ],
            Self::NoAddress | Self::SelfAssigned => {
                vec![installer(Step::RenewAddress, OURS), site_it(Step::TellAdministrator, &["B07"])]
            }
            Self::AddressDuplicate => vec![site_it(Step::AskForAddress, OURS)],
            Self::Ipv6Only => vec![site_it(Step::AskForIpv4, OURS)],
            Self::NoGateway => vec![site_it(Step::AskForGateway, OURS)],
            Self::ResolverSilent | Self::ResolverFailed => vec![site_it(Step::AskForResolver, OURS)],
            Self::NameNotResolved if asked_right => vec![site_it(Step::TellAdministrator, &["B10"])],
            Self::ResolvedElsewhere if asked_right => vec![site_it(Step::AskWhoAnswers, OURS)],
            Self::NameNotResolved | Self::ResolvedElsewhere | Self::OtherHostAsked => {
                vec![installer(Step::AskRightName, &["B08"])]
            }
            Self::NameResolved => vec![installer(Step::GoToStation, &["B13"])],
            Self::RouterReached => vec![installer(Step::ResolveName, &["B08"])],
            Self::AnswerMissing | Self::NothingRecognised => vec![installer(Step::PasteAgain, OURS)],
        }
    }
}

impl Coded for Finding {
    fn code(&self) -> &'static str {
        match self {
            Self::NoEthernetAdapter => "paste-no-ethernet-adapter",
            Self::CableUnplugged => "paste-cable-unplugged",
            Self::NoAddress => "paste-no-address",
            Self::SelfAssigned => "paste-self-assigned",
            Self::AddressDuplicate => "paste-address-duplicate",
            Self::Ipv6Only => "paste-ipv6-only",
            Self::NoGateway => "paste-no-gateway",
            Self::ResolverSilent => "paste-resolver-silent",
            Self::ResolverFailed => "paste-resolver-failed",
            Self::NameNotResolved => "paste-name-not-resolved",
            Self::AnswerMissing => "paste-answer-missing",
            Self::ResolvedElsewhere => "paste-resolved-elsewhere",
            Self::OtherHostAsked => "paste-other-host-asked",
            Self::NameResolved => "paste-name-resolved",
            Self::RouterReached => "paste-router-reached",
            Self::NothingRecognised => "paste-nothing-recognised",
        }
    }
}
