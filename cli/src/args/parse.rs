//! Arguments of `parse`.

use std::ffi::OsString;

use clap::{Args, ValueEnum};

/// Texts to read.
#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 0 every text is valid, 1 one is not, 2 an option was not understood.\n\
                        With --json each text gives one object: input, valid, and canonical with warnings, or code \
                        with position (counted in characters from 1) and fields.")]
pub(crate) struct ParseArgs {
    /// What the text is meant to be
    #[arg(value_enum, value_name = "KIND")]
    pub(crate) kind: Kind,
    /// The text; without one, or with `-`, each line of standard input is a text
    #[arg(allow_hyphen_values = true, value_name = "TEXT")]
    pub(crate) text: Option<OsString>,
    /// The station's manufacturer, as on its type plate: warns of a serial number that its stations do not have
    #[arg(long, value_name = "NAME")]
    pub(crate) manufacturer: Option<String>,
    /// The station's model, as on its type plate
    #[arg(long, value_name = "NAME")]
    pub(crate) model: Option<String>,
    /// Show activation passwords instead of dots
    #[arg(long)]
    pub(crate) reveal: bool,
}

/// What can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// A MAC address, EUI-48 or EUI-64
    Mac,
    /// An activation label: its link, or its captions and values
    Label,
    /// A serial number
    Serial,
    /// The number of a SIM card
    Iccid,
    /// The id of a charging point (OICP 2.3)
    Evse,
    /// A firmware version
    Firmware,
    /// A position
    Coordinate,
    /// A phone number that works from any country
    Phone,
}
