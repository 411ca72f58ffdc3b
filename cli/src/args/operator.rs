//! Arguments of `server`, `backup`, `user` and `labels`.

use std::net::{AddrParseError, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Subcommand};
use jiff::civil::Date;
use pinpoint_domain::ids::{DeviceId, PhotoId, PinpointId};

/// Running a server.
#[derive(Debug, Args)]
pub(crate) struct ServerArgs {
    /// Where to listen; port 0 takes a free one [default: as the settings say, or else 127.0.0.1:8750]
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) listen: Option<SocketAddr>,
    /// Say what would be used, and whether a server could run so; nothing is changed
    #[arg(long)]
    pub(crate) check: bool,
    /// Serve the web installer to phones in the same network, too: over https, by a certificate that is made here
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, default_missing_value = "")]
    pub(crate) lan: Option<LanListen>,
    /// End when standard input does: with whoever started this
    #[arg(long, hide = true)]
    pub(crate) until_stdin_closes: bool,
    #[command(subcommand)]
    pub(crate) task: Option<ServerTask>,
}

/// What to do on a server's data instead of serving it.
#[derive(Debug, Subcommand)]
pub(crate) enum ServerTask {
    /// Delete what is older than the settings say; a running server does so every hour
    Retention(RetentionArgs),
    /// Say what is wrong, or soon will be: what a start needs, files, backups, verdicts, disk; nothing is changed
    Doctor,
    /// Write down for whoever helps how the server is set up and how it does; without secrets and records
    Support(ServerSupportArgs),
    /// Erase annex or photos of a record, here and on its company's phones; the sealed record and its receipts stay
    Erase(EraseArgs),
}

/// Writing a server's report.
#[derive(Debug, Args)]
pub(crate) struct ServerSupportArgs {
    /// The file to write [default: standard output]
    pub(crate) file: Option<PathBuf>,
    /// What the server wrote to standard error, to take its newest lines along; - reads standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) log: Option<PathBuf>,
}

/// Deleting what is out of time.
#[derive(Debug, Args)]
pub(crate) struct RetentionArgs {
    /// Only count it
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Erasing from beside a record.
#[derive(Debug, Args)]
pub(crate) struct EraseArgs {
    /// The record's id
    #[arg(value_name = "PINPOINT_ID")]
    pub(crate) pinpoint: PinpointId,
    #[command(flatten)]
    pub(crate) what: EraseWhat,
    /// Why: it stays in the audit for ever and goes nowhere else, so name nobody
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    /// Who orders it: the e-mail address of a back-office account
    #[arg(long, value_name = "EMAIL")]
    pub(crate) by: String,
}

/// What goes; something has to.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct EraseWhat {
    /// Its annex: where the phone was, and when each step was done
    #[arg(long)]
    pub(crate) annex: bool,
    /// A photo, by the id of either of its two files; both go. May be given several times
    #[arg(long, value_name = "PHOTO_ID")]
    pub(crate) photo: Vec<PhotoId>,
    /// All its photos
    #[arg(long)]
    pub(crate) photos: bool,
}

/// Where to listen for phones in the same network; none: at this machine's own address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LanListen(pub(crate) Option<SocketAddr>);

impl FromStr for LanListen {
    type Err = AddrParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() { Ok(Self(None)) } else { text.parse().map(|at| Self(Some(at))) }
    }
}

/// What to do about backups.
#[derive(Debug, Subcommand)]
pub(crate) enum BackupCommand {
    /// Copy the server's folder while it serves: database, photos, keys. Phones hear what is in it
    Make(BackupArgs),
    /// Go back to a backup, in a folder without a database. Phones offer again what was lost
    Restore(BackupArgs),
    /// Say how far the books are, before they are copied by other means
    Mark,
    /// Note that a copy that was made by other means holds everything up to a mark
    Note(NoteArgs),
    /// The database was brought back by other means: phones offer again what was lost. The server must not be running
    Restored,
}

/// A backup's folder.
#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    /// The folder; on another disk, and as well kept as the server's own: the keys are in it
    pub(crate) folder: PathBuf,
}

/// Noting a backup.
#[derive(Debug, Args)]
pub(crate) struct NoteArgs {
    /// What `backup mark` said before the copy began
    #[arg(value_name = "MARK")]
    pub(crate) through: u64,
}

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Show accounts with their devices
    List(ListUsersArgs),
    /// Add an installer; the company is made when it is new
    Add(AddUserArgs),
    /// Say until when an installer is certified
    Certify(CertifyArgs),
    /// End a lost device: its sign-in and its right to sign; what it queued stays exportable on it
    RevokeDevice(RevokeDeviceArgs),
    /// End the account of somebody who left, on all devices and for good
    Revoke(RevokeArgs),
    /// Set another password; what was signed in with the old one has to sign in again
    Password(PasswordArgs),
}

/// Showing accounts.
#[derive(Debug, Args)]
pub(crate) struct ListUsersArgs {
    /// E-mail address of one account [default: all]
    pub(crate) email: Option<String>,
}

/// Adding an installer.
#[derive(Debug, Args)]
pub(crate) struct AddUserArgs {
    /// E-mail address, the name to sign in with
    pub(crate) email: String,
    /// The company that the installer works for
    #[arg(long)]
    pub(crate) company: String,
    /// The installer's name
    #[arg(long)]
    pub(crate) name: String,
    /// Last day of the certification, as 2027-06-30 [default: not certified]
    #[arg(long, value_name = "DAY")]
    pub(crate) certified_until: Option<Date>,
    /// Works in the network's back office and may see original photos
    #[arg(long)]
    pub(crate) back_office: bool,
    /// Read the password from standard input [default: one is made and shown once]
    #[arg(long)]
    pub(crate) password_stdin: bool,
}

/// Certifying.
#[derive(Debug, Args)]
pub(crate) struct CertifyArgs {
    /// E-mail address of the account
    pub(crate) email: String,
    /// Last day of the certification, as 2027-06-30
    #[arg(long, value_name = "DAY", required_unless_present = "revoke")]
    pub(crate) until: Option<Date>,
    /// The account may no longer pinpoint
    #[arg(long, conflicts_with = "until")]
    pub(crate) revoke: bool,
}

/// Revoking a device.
#[derive(Debug, Args)]
pub(crate) struct RevokeDeviceArgs {
    /// The device's id
    pub(crate) device: DeviceId,
    /// Why, for the audit
    #[arg(long)]
    pub(crate) reason: String,
}

/// Revoking an account.
#[derive(Debug, Args)]
pub(crate) struct RevokeArgs {
    /// E-mail address of the account
    pub(crate) email: String,
    /// Why, for the audit
    #[arg(long)]
    pub(crate) reason: String,
}

/// Setting a password.
#[derive(Debug, Args)]
pub(crate) struct PasswordArgs {
    /// E-mail address of the account
    pub(crate) email: String,
    /// Read the password from standard input [default: one is made and shown once]
    #[arg(long)]
    pub(crate) password_stdin: bool,
}

/// What to do with labels.
#[derive(Debug, Subcommand)]
pub(crate) enum LabelsCommand {
    /// Make new labels; the server keeps no password, so the list is the only copy
    Issue(IssueArgs),
    /// Take over labels that exist: lines of `mac,password`
    Import(ImportArgs),
    /// Draw labels on A4 sheets
    Print(PrintArgs),
    /// Note which serial number a station said when it came online under a label; phones compare it
    Booted(BootedArgs),
}

/// Issuing.
#[derive(Debug, Args)]
pub(crate) struct IssueArgs {
    /// How many
    #[arg(long, value_name = "N")]
    pub(crate) count: usize,
    /// The list to write; never overwritten
    #[arg(long, value_name = "FILE", default_value = "labels.csv")]
    pub(crate) out: PathBuf,
}

/// Importing.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The list
    pub(crate) file: PathBuf,
}

/// What a station said.
#[derive(Debug, Args)]
pub(crate) struct BootedArgs {
    /// The MAC of the label that it answers under
    pub(crate) mac: String,
    /// The serial number that it said
    pub(crate) serial: String,
}

/// Printing.
#[derive(Debug, Args)]
pub(crate) struct PrintArgs {
    /// The list that `labels issue` wrote
    pub(crate) file: PathBuf,
    /// Folder for the sheets, SVG files of fourteen labels
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(crate) out: PathBuf,
}
