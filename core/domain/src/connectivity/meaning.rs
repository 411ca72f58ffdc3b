//! What the lines of the page mean together: link and VPN by the guide's table, the cloud by our own reasoning.

use super::advice::{OURS, Source, Statement};
use super::signal::{ConnectionState, LinkState, NetworkSignal};
use crate::code::Coded;

/// What link and VPN mean together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Down, not connected: the station has no physical connection to the router (B17).
    Cable,
    /// Up, disconnected: the station's VPN client does not reach the VPN server (B18).
    VpnBlocked,
    /// Up, connected: Ethernet stands, and the VPN client has its server (B19).
    Through,
    /// Down, connected: the guide has no such row. A tunnel needs a way, so the line of the link is old, or the tunnel
    /// runs over another interface.
    VpnWithoutLink,
    /// Down, the VPN not read (B14).
    LinkDown,
    /// Up, the VPN not read (B14).
    LinkUp,
    /// Connected, the link not read (B15).
    VpnUp,
    /// Disconnected, the link not read (B15).
    VpnDown,
    /// Neither was read (B13).
    Unread,
}

/// What the line of the cloud adds. The guide says what the line means (B16), and nothing about it beside the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloudMeaning {
    /// Connected although the link is down: over another way, such as the mobile modem, or an old line.
    WithoutLink,
    /// Connected although the VPN is not: the same.
    WithoutVpn,
    /// Connected by VPN, but not by this cable.
    ByAnotherWay,
    /// Connected, link and VPN too: all stands.
    AllStands,
    /// Connected, the rest not read (B16).
    Connected,
    /// Disconnected: it waits for the link.
    WaitsForLink,
    /// Disconnected: it waits for the VPN.
    WaitsForVpn,
    /// Disconnected behind a standing tunnel: not the site's cabling nor its firewall for the VPN.
    BehindVpn,
    /// Down, connected, disconnected: lines of different moments; the tunnel is about to fall.
    Contradicts,
    /// Disconnected, the rest not read (B16).
    Disconnected,
}

impl Meaning {
    /// The row of the table.
    pub const fn of(link: LinkState, vpn: ConnectionState) -> Self {
        use {ConnectionState as Vpn, LinkState as Link};
        match (link, vpn) {
            (Link::Down, Vpn::Disconnected) => Self::Cable,
            (Link::Up, Vpn::Disconnected) => Self::VpnBlocked,
            (Link::Up, Vpn::Connected) => Self::Through,
            (Link::Down, Vpn::Connected) => Self::VpnWithoutLink,
            (Link::Down, Vpn::Unknown) => Self::LinkDown,
            (Link::Up, Vpn::Unknown) => Self::LinkUp,
            (Link::Unknown, Vpn::Connected) => Self::VpnUp,
            (Link::Unknown, Vpn::Disconnected) => Self::VpnDown,
            (Link::Unknown, Vpn::Unknown) => Self::Unread,
        }
    }

    pub(super) fn stated(self) -> Statement {
        let from: Source = match self {
            Self::Cable => &["B14", "B15", "B17"],
            Self::VpnBlocked => &["B14", "B15", "B18"],
            Self::Through => &["B14", "B15", "B19"],
            Self::VpnWithoutLink => OURS,
            Self::LinkDown | Self::LinkUp => &["B14"],
            Self::VpnUp | Self::VpnDown => &["B15"],
            Self::Unread => &["B13"],
        };
        Statement::new(&self, from)
    }
}

impl CloudMeaning {
    /// What the cloud's line adds to the others; nothing while it was not read.
    pub const fn of(signal: NetworkSignal) -> Option<Self> {
        let meaning = Meaning::of(signal.link, signal.vpn);
        match signal.cloud {
            ConnectionState::Unknown => None,
            ConnectionState::Connected => Some(match meaning {
                Meaning::Cable | Meaning::LinkDown => Self::WithoutLink,
                Meaning::VpnBlocked | Meaning::VpnDown => Self::WithoutVpn,
                Meaning::VpnWithoutLink => Self::ByAnotherWay,
                Meaning::Through => Self::AllStands,
                Meaning::LinkUp | Meaning::VpnUp | Meaning::Unread => Self::Connected,
            }),
            ConnectionState::Disconnected => Some(match meaning {
                Meaning::Cable | Meaning::LinkDown => Self::WaitsForLink,
                Meaning::VpnBlocked | Meaning::VpnDown => Self::WaitsForVpn,
                Meaning::Through | Meaning::VpnUp => Self::BehindVpn,
                Meaning::VpnWithoutLink => Self::Contradicts,
                Meaning::LinkUp | Meaning::Unread => Self::Disconnected,
            }),
        }
    }

    pub(super) fn stated(self) -> Statement {
        let from: Source = match self {
            Self::Connected | Self::Disconnected => &["B16"],
            _ => OURS,
        };
        Statement::new(&self, from)
    }
}

impl Coded for Meaning {
    fn code(&self) -> &'static str {
        match self {
            Self::Cable => "signal-cable",
            Self::VpnBlocked => "signal-vpn-blocked",
            Self::Through => "signal-through",
            Self::VpnWithoutLink => "signal-vpn-without-link",
            Self::LinkDown => "signal-link-down",
            Self::LinkUp => "signal-link-up",
            Self::VpnUp => "signal-vpn-up",
            Self::VpnDown => "signal-vpn-down",
            Self::Unread => "signal-unread",
        }
    }
}

impl Coded for CloudMeaning {
    fn code(&self) -> &'static str {
        match self {
            Self::WithoutLink => "cloud-without-link",
            Self::WithoutVpn => "cloud-without-vpn",
            Self::ByAnotherWay => "cloud-by-another-way",
            Self::AllStands => "cloud-all-stands",
            Self::Connected => "cloud-connected",
            Self::WaitsForLink => "cloud-waits-for-link",
            Self::WaitsForVpn => "cloud-waits-for-vpn",
            Self::BehindVpn => "cloud-behind-vpn",
            Self::Contradicts => "cloud-contradicts",
            Self::Disconnected => "cloud-disconnected",
        }
    }
}
