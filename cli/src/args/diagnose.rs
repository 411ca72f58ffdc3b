//! Arguments of `diagnose`.

use std::path::PathBuf;

use clap::Args;
use pinpoint_domain::connectivity::{ConnectionState, LinkState};

use super::answer::Hardware;

/// What was seen at the station, or what a laptop on its cable printed.
#[derive(Debug, Args)]
#[group(id = "seen", required = true, multiple = true)]
#[command(
    after_help = "Exit code: 0 the diagnosis was made, whatever it says; 2 an option was not understood.\n\
                        With --json and --paste: verdict, addresses, gateway, resolved, and what was seen beside them. \
                        What comes from the guide has its sentences in `from`; an empty `from` is ours."
)]
pub(crate) struct DiagnoseArgs {
    /// State of the link on the page Network signal: up, down or unknown
    #[arg(long, value_name = "STATE")]
    pub(crate) link: Option<LinkState>,
    /// VPN on that page: connected, disconnected or unknown
    #[arg(long, value_name = "STATE")]
    pub(crate) vpn: Option<ConnectionState>,
    /// State of the connection on that page: connected, disconnected or unknown
    #[arg(long, value_name = "STATE")]
    pub(crate) cloud: Option<ConnectionState>,
    /// The station's model, as on its type plate
    #[arg(long, value_name = "NAME")]
    pub(crate) model: Option<String>,
    /// The station's firmware, as on its page About
    #[arg(long, value_name = "VERSION")]
    pub(crate) firmware: Option<String>,
    /// Where the station's Ethernet hardware comes from
    #[arg(long, value_enum, value_name = "ORIGIN")]
    pub(crate) hardware: Option<Hardware>,
    /// What ipconfig, nslookup or their like printed, in a file; `-` reads standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["link", "vpn", "cloud", "model", "firmware", "hardware"])]
    pub(crate) paste: Option<PathBuf>,
    /// The region whose VPN server counts, for example US or CA
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<String>,
}
