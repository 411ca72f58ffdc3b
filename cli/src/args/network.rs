//! Arguments of `profile`, `catalog` and `addresses`: what a network publishes.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::ids::NetworkId;

/// What to do with a network's profile.
#[derive(Debug, Subcommand)]
pub(crate) enum ProfileCommand {
    /// Write a profile to begin with: every field with an example
    New(NewProfileArgs),
    /// Make a network's keys: the root that signs, and the keys of its server
    NewKeys(NewKeysArgs),
    /// Say which root signs from now on, under the one that signs so far
    Succeed(SucceedArgs),
    /// Check a profile, written or signed: all that is wrong, with its place
    Check(CheckArgs),
    /// Sign a profile with the root's key
    Sign(SignProfileArgs),
    /// Show what a profile says, and who signed it
    Show(ShowArgs),
}

/// What to do with a catalog.
#[derive(Debug, Subcommand)]
pub(crate) enum CatalogCommand {
    /// Write a catalog to begin with: every field with an example
    New(NewArgs),
    /// Check a catalog, written or signed: all that is wrong, with its place
    Check(CheckArgs),
    /// Sign a catalog with the root's key
    Sign(SignArgs),
    /// Show what a catalog says, and who signed it
    Show(ShowArgs),
}

/// What to do with addresses.
#[derive(Debug, Subcommand)]
pub(crate) enum AddressesCommand {
    /// Write a list of addresses to begin with: every field with an example
    New(NewArgs),
    /// Make a list of addresses from a spreadsheet's table (CSV)
    Import(ImportAddressesArgs),
    /// Check a list of addresses, written or signed: all that is wrong, with its place
    Check(CheckArgs),
    /// Sign a list of addresses with the root's key
    Sign(SignArgs),
    /// Show what a list of addresses says, and who signed it
    Show(ShowArgs),
    /// Find an address that the network knows from its beginning, as an installer does
    Find(FindAddressArgs),
}

/// A new profile.
#[derive(Debug, Args)]
pub(crate) struct NewProfileArgs {
    /// The network's short name, for example nordwand
    #[arg(value_name = "NAME")]
    pub(crate) name: NetworkId,
    /// The file to write, never overwritten [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// A new document.
#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// The file to write, never overwritten [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// Addresses from a table.
#[derive(Debug, Args)]
pub(crate) struct ImportAddressesArgs {
    /// The table: its first line names the columns `address`, `city`, `country`, and if they are known `postal_code`,
    /// `state`, `latitude`, `longitude`
    pub(crate) file: PathBuf,
    /// The list's name for people
    #[arg(long, value_name = "NAME", default_value = "Addresses")]
    pub(crate) name: String,
    /// What is published by now: the new list has the next version
    #[arg(long, value_name = "FILE")]
    pub(crate) kept: Option<PathBuf>,
    /// The public key of the root that signed what is published [default: the demo network's]
    #[arg(long, value_name = "FILE")]
    pub(crate) root: Option<PathBuf>,
    /// The file to write, never overwritten [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// Finding an address.
#[derive(Debug, Args)]
pub(crate) struct FindAddressArgs {
    /// Words of the address, the last one as it begins; without any, the nearest are found
    #[arg(value_name = "WORD")]
    pub(crate) query: Vec<String>,
    /// Where this device is, in decimal degrees: the nearest come first
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true, value_parser = Coordinate::parse)]
    pub(crate) near: Option<Coordinate>,
}

/// New keys.
#[derive(Debug, Args)]
pub(crate) struct NewKeysArgs {
    /// The network's short name, for example nordwand
    #[arg(value_name = "NAME")]
    pub(crate) name: NetworkId,
    /// The folder for the keys; no file in it is overwritten
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Counts up with each root of the network
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) number: u32,
}

/// A new root.
#[derive(Debug, Args)]
pub(crate) struct SucceedArgs {
    /// The network's short name
    #[arg(value_name = "NAME")]
    pub(crate) name: NetworkId,
    /// The secret key of the root that signs so far
    #[arg(long, value_name = "FILE")]
    pub(crate) key: PathBuf,
    /// The public key of the root that signs from now on
    #[arg(long, value_name = "FILE")]
    pub(crate) next: PathBuf,
}

/// Checking.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// The JSON file, as it was written or as it was signed
    pub(crate) file: PathBuf,
    /// The public key of the root that is trusted [default: the demo network's]
    #[arg(long, value_name = "FILE")]
    pub(crate) root: Option<PathBuf>,
    /// What is published by now: an older version is refused
    #[arg(long, value_name = "FILE")]
    pub(crate) kept: Option<PathBuf>,
}

/// Showing.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The JSON file, as it was written or as it was signed
    pub(crate) file: PathBuf,
    /// The public key of the root that is trusted [default: the demo network's]
    #[arg(long, value_name = "FILE")]
    pub(crate) root: Option<PathBuf>,
}

/// Signing.
#[derive(Debug, Args)]
pub(crate) struct SignArgs {
    /// The JSON file, as it was written
    pub(crate) file: PathBuf,
    /// The secret key of the root
    #[arg(long, value_name = "FILE")]
    pub(crate) key: PathBuf,
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// Signing a profile.
#[derive(Debug, Args)]
pub(crate) struct SignProfileArgs {
    #[command(flatten)]
    pub(crate) sign: SignArgs,
    /// The public keys of the network's server, where the profile does not hold them
    #[arg(long, value_name = "FILE")]
    pub(crate) keys: Option<PathBuf>,
}
