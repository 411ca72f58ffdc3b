//! What is said, what is done next and by whom, and what is measured: codes with fields, each with its source.

use serde::Serialize;

use super::requirements::Connectivity;
use crate::code::{Coded, Fields, fields};

/// Sentences of the guide, by their ids; none means that it is ours.
pub(super) type Source = &'static [&'static str];

/// What we add to the guide.
pub(super) const OURS: Source = &[];

/// Something that is so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct Statement {
    /// Its code.
    pub code: String,
    /// What its sentence mentions.
    #[cfg_attr(feature = "typescript", tsify(type = "Record<string, string>"))]
    pub fields: Fields,
    /// The guide's sentences; empty: ours.
    pub from: Vec<String>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct Advice {
    /// Its code.
    pub code: String,
    /// What its sentence mentions.
    #[cfg_attr(feature = "typescript", tsify(type = "Record<string, string>"))]
    pub fields: Fields,
    /// Who acts; of two, the first begins.
    pub who: Vec<Who>,
    /// The guide's sentences; empty: ours.
    pub from: Vec<String>,
}

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Whoever stands at the station.
    Installer,
    /// The site's network administrator.
    SiteIt,
    /// The network's customer service.
    NetworkSupport,
}

/// What can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Look for loose or damaged cabling, with the administrator (B17).
    CheckCabling,
    /// Switch the station off by its breaker, and on again (B17).
    RestartByBreaker,
    /// Go through the checks again (B17).
    RepeatChecks,
    /// Resolve the name of the VPN server from the laptop (B08, B18).
    ResolveName,
    /// Ask whether a rule of the firewall blocks the station (B18).
    AskFirewall,
    /// Let the station reach these ports of the public network (B18).
    AllowPorts {
        /// `TCP 443, UDP 123`.
        ports: String,
    },
    /// The same while the profile does not name the ports.
    AskForPorts,
    /// See the site qualification form (B18).
    SeeSiteForm,
    /// The same, where there is a link.
    OpenSiteForm {
        /// The form.
        url: String,
    },
    /// Contact customer service (B12, B19).
    CallSupport,
    /// Contact customer service if there is still trouble (B19).
    CallSupportIfTrouble,
    /// To the network administrator (B07, B10).
    TellAdministrator,
    /// New hardware, or an extraordinary approval, first (B02).
    GetApproval,
    /// Read the page for the first time (B13).
    ReadPage,
    /// Read the page again: its lines may be of different moments.
    ReadPageAgain,
    /// The station needs some minutes after its tunnel stands.
    WaitForCloud,
    /// Without the right time no secure connection comes about.
    AskForTime {
        /// `UDP 123`.
        port: String,
    },
    /// The SIM stays: it may be what keeps the station online.
    KeepOtherWay,
    /// Ask the network over which way the station came.
    AskWhichWay,
    /// Nothing is left to do here.
    NothingToDo,
    /// Plug the station's cable into the laptop (B05).
    PlugIntoLaptop,
    /// Press the plugs in, and look for a lamp.
    PressPlugs,
    /// Try another cable, or another port of the router.
    TryOtherCable,
    /// Ask for an address again.
    RenewAddress,
    /// Ask for another address: two devices have this one.
    AskForAddress,
    /// Ask for an IPv4 address.
    AskForIpv4,
    /// Ask for the way out.
    AskForGateway,
    /// Ask about the resolver.
    AskForResolver,
    /// Ask who answers for this name.
    AskWhoAnswers,
    /// Ask for the right name.
    AskRightName,
    /// Read the page on the station (B13).
    GoToStation,
    /// Paste what `ipconfig` and `nslookup` print.
    PasteAgain,
}

/// What can be measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// The page *Network signal* (B13).
    Page,
    /// The firmware, on the page *About* (B11).
    Firmware,
    /// The laptop's addresses, on the station's cable (B05, B06).
    Addresses,
    /// Whether the name resolves (B08).
    Name {
        /// The region's VPN server.
        host: String,
        /// The region.
        region: String,
    },
    /// Whether the VPN's ports are open from here.
    Port {
        /// The region's VPN server.
        host: String,
        /// The port.
        port: String,
    },
}

impl Statement {
    pub(super) fn new(coded: &impl Coded, from: Source) -> Self {
        Self { code: coded.code().to_owned(), fields: coded.fields(), from: owned(from) }
    }
}

impl Advice {
    pub(super) fn new(step: &Step, who: &[Who], from: Source) -> Self {
        Self { code: step.code().to_owned(), fields: step.fields(), who: who.to_vec(), from: owned(from) }
    }

    /// To the person at the station.
    pub(super) fn installer(step: &Step, from: Source) -> Self {
        Self::new(step, &[Who::Installer], from)
    }

    /// To the site's network administrator.
    pub(super) fn site_it(step: &Step, from: Source) -> Self {
        Self::new(step, &[Who::SiteIt], from)
    }

    /// To the network.
    pub(super) fn support(step: &Step, from: Source) -> Self {
        Self::new(step, &[Who::NetworkSupport], from)
    }
}

impl Step {
    /// The ports to open, as far as the network says which.
    pub(super) fn ports(needs: &Connectivity) -> Self {
        if needs.ports.is_empty() {
            return Self::AskForPorts;
        }
        let ports: Vec<_> = needs.ports.iter().map(ToString::to_string).collect();
        Self::AllowPorts { ports: ports.join(", ") }
    }

    /// The site's form, by its link where there is one.
    pub(super) fn form(needs: &Connectivity) -> Self {
        needs.site_form_url.clone().map_or(Self::SeeSiteForm, |url| Self::OpenSiteForm { url })
    }
}

impl Measure {
    /// The name of each host that the region asks for (B08).
    pub(super) fn names(needs: &Connectivity, region: Option<&str>) -> Vec<Statement> {
        let name =
            |(region, host): (&str, &str)| Self::Name { host: host.to_owned(), region: region.to_owned() };
        needs.hosts(region).map(|host| name(host).stated()).collect()
    }

    /// The VPN's ports. What a laptop cannot ask over TCP is left out.
    pub(super) fn ports(needs: &Connectivity, region: Option<&str>) -> Vec<Statement> {
        let tcp = |port: &&super::NeededPort| {
            port.protocol == super::Protocol::Tcp && port.purpose.eq_ignore_ascii_case("vpn")
        };
        let of_host = |host: &str| -> Vec<Statement> {
            let port =
                |port: &super::NeededPort| Self::Port { host: host.to_owned(), port: port.port.to_string() };
            needs.ports.iter().filter(tcp).map(|it| port(it).stated()).collect()
        };
        needs.hosts(region).flat_map(|(_, host)| of_host(host)).collect()
    }

    /// With the sentences of the guide that ask for it.
    pub(super) fn stated(&self) -> Statement {
        let from: Source = match self {
            Self::Page => &["B13"],
            Self::Firmware => &["B11"],
            Self::Addresses => &["B05", "B06"],
            Self::Name { .. } => &["B08"],
            Self::Port { .. } => OURS,
        };
        Statement::new(self, from)
    }
}

fn owned(from: Source) -> Vec<String> {
    from.iter().map(|&id| id.to_owned()).collect()
}

impl Coded for Step {
    fn code(&self) -> &'static str {
        match self {
            Self::CheckCabling => "advice-check-cabling",
            Self::RestartByBreaker => "advice-restart-by-breaker",
            Self::RepeatChecks => "advice-repeat-checks",
            Self::ResolveName => "advice-resolve-name",
            Self::AskFirewall => "advice-ask-firewall",
            Self::AllowPorts { .. } => "advice-allow-ports",
            Self::AskForPorts => "advice-ask-for-ports",
            Self::SeeSiteForm => "advice-see-site-form",
            Self::OpenSiteForm { .. } => "advice-open-site-form",
            Self::CallSupport => "advice-call-support",
            Self::CallSupportIfTrouble => "advice-call-support-if-trouble",
            Self::TellAdministrator => "advice-tell-administrator",
            Self::GetApproval => "advice-get-approval",
            Self::ReadPage => "advice-read-page",
            Self::ReadPageAgain => "advice-read-page-again",
            Self::WaitForCloud => "advice-wait-for-cloud",
            Self::AskForTime { .. } => "advice-ask-for-time",
            Self::KeepOtherWay => "advice-keep-other-way",
            Self::AskWhichWay => "advice-ask-which-way",
            Self::NothingToDo => "advice-nothing-to-do",
            Self::PlugIntoLaptop => "advice-plug-into-laptop",
            Self::PressPlugs => "advice-press-plugs",
            Self::TryOtherCable => "advice-try-other-cable",
            Self::RenewAddress => "advice-renew-address",
            Self::AskForAddress => "advice-ask-for-address",
            Self::AskForIpv4 => "advice-ask-for-ipv4",
            Self::AskForGateway => "advice-ask-for-gateway",
            Self::AskForResolver => "advice-ask-for-resolver",
            Self::AskWhoAnswers => "advice-ask-who-answers",
            Self::AskRightName => "advice-ask-right-name",
            Self::GoToStation => "advice-go-to-station",
            Self::PasteAgain => "advice-paste-again",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::AllowPorts { ports } => fields([("ports", ports.clone())]),
            Self::OpenSiteForm { url } => fields([("url", url.clone())]),
            Self::AskForTime { port } => fields([("port", port.clone())]),
            _ => Fields::new(),
        }
    }
}

impl Coded for Measure {
    fn code(&self) -> &'static str {
        match self {
            Self::Page => "measure-page",
            Self::Firmware => "measure-firmware",
            Self::Addresses => "measure-addresses",
            Self::Name { .. } => "measure-name",
            Self::Port { .. } => "measure-port",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Name { host, region } => fields([("host", host.clone()), ("region", region.clone())]),
            Self::Port { host, port } => fields([("host", host.clone()), ("port", port.clone())]),
            Self::Page | Self::Firmware | Self::Addresses => Fields::new(),
        }
    }
}
