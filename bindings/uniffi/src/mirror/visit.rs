//! Visits: several stations, several people, one board.

use pinpoint_domain::Timestamp;
use pinpoint_domain::code::{Fields, Notice};
use pinpoint_domain::ids::{CircuitId, InstallerId, ItemId, PinpointId, StepId, VisitId};
use pinpoint_domain::label::MacAddress;
use pinpoint_domain::serial::SerialNumber;
use pinpoint_domain::work::board::{BoardNext, BoardRow, Cell, CellState, CircuitView, LockoutView};
use pinpoint_domain::work::playbook::Phase;
use pinpoint_domain::work::{Board, JobKind};
use pinpoint_engine::{UnreadableVisit, VisitLine, VisitList};

/// Visits, and those that this version cannot read.
#[uniffi::remote(Record)]
pub struct VisitList {
    /// The newest first.
    pub visits: Vec<VisitLine>,
    /// Kept as they are; the code says why they cannot be shown.
    pub unreadable: Vec<UnreadableVisit>,
}

/// One visit in a list.
#[uniffi::remote(Record)]
pub struct VisitLine {
    /// Its name, for `Installer.board` and for starting another job in it.
    pub visit: VisitId,
    /// When its first job began.
    pub began_at: Timestamp,
    /// Its circuits.
    pub circuits: Vec<CircuitId>,
    /// How many jobs it has.
    pub jobs: u32,
    /// How many of them are sealed.
    pub sealed: u32,
    /// Whether somebody must STOP.
    pub stop: bool,
}

/// A visit whose journal this version cannot read.
#[uniffi::remote(Record)]
pub struct UnreadableVisit {
    /// Its name.
    pub visit: VisitId,
    /// Why.
    pub code: String,
    /// What the code's sentence needs.
    pub fields: Fields,
}

/// A visit at a glance, for the person who looks at it.
#[uniffi::remote(Record)]
pub struct Board {
    /// The columns: the parts of the visit that any of its jobs has, in order.
    pub phases: Vec<Phase>,
    /// The rows, in the order in which the jobs began.
    pub stations: Vec<BoardRow>,
    /// What each breaker switches, and who has it locked out.
    pub circuits: Vec<CircuitView>,
    /// What this person does best next; none when nothing can be done.
    pub next: Option<BoardNext>,
    /// Jobs whose playbook is not at hand. They are kept; a later version shows them.
    pub unreadable: Vec<PinpointId>,
}

/// One station's piece of work.
#[uniffi::remote(Record)]
pub struct BoardRow {
    /// The job.
    pub job: PinpointId,
    /// Its kind.
    pub kind: JobKind,
    /// The label's MAC.
    pub mac: MacAddress,
    /// Its circuit.
    pub circuit: CircuitId,
    /// The model, once chosen.
    pub model: Option<String>,
    /// The serial, once two entries agree.
    pub serial: Option<SerialNumber>,
    /// The bay, once written down.
    pub bay: Option<String>,
    /// Whether the cabinet is open.
    pub cabinet_open: bool,
    /// Whether the record is sealed.
    pub sealed: bool,
    /// What to look at before going on; their words are `warning-<code>`.
    pub warnings: Vec<Notice>,
    /// One a column.
    pub cells: Vec<Cell>,
}

/// How far a station is in a phase.
#[uniffi::remote(Record)]
pub struct Cell {
    /// The phase.
    pub phase: Phase,
    /// How far.
    pub state: CellState,
    /// How many of its steps are done.
    pub done: u32,
    /// How many it asks for.
    pub asked: u32,
    /// How much must happen elsewhere before it can go on; 0 unless it is blocked.
    pub missing: u32,
}

/// Where a station stands in a phase; the words are `board-<state>`.
#[uniffi::remote(Enum)]
pub enum CellState {
    /// The phase asks nothing of this station.
    NotAsked,
    /// Can begin, and nothing is done.
    NotBegun,
    /// Under way, and can go on.
    Open,
    /// Something elsewhere comes first.
    Blocked,
    /// All done.
    Done,
    /// STOP: the cabinet is open and the circuit is not safe.
    Stop,
}

/// What one breaker switches.
#[uniffi::remote(Record)]
pub struct CircuitView {
    /// What the breaker is called.
    pub circuit: CircuitId,
    /// Cabinets that are open behind it: power stays off.
    pub open_cabinets: u32,
    /// The lockouts in force. Each counts for its own person alone.
    pub lockouts: Vec<LockoutView>,
}

/// One person's lockout of one circuit.
#[uniffi::remote(Record)]
pub struct LockoutView {
    /// Who.
    pub person: InstallerId,
    /// Whether it is the person who looks at the board.
    pub mine: bool,
    /// What is not confirmed yet, in order; empty: this person may open and work.
    pub missing: Vec<ItemId>,
}

/// The next best action.
#[uniffi::remote(Record)]
pub struct BoardNext {
    /// At which station.
    pub job: PinpointId,
    /// The step.
    pub step: StepId,
    /// The item, for a checklist.
    pub item: Option<ItemId>,
}
