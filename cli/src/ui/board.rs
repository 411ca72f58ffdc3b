//! Visits on a terminal. The signs are those of a job: `✓` done, `●` under way, `○` can begin, `·` waits.

use anstyle::Style;
use pinpoint_domain::code::fields;
use pinpoint_domain::ids::VisitId;
use pinpoint_domain::work::Board;
use pinpoint_domain::work::board::{BoardNext, BoardRow, Cell, CellState, CircuitView};
use pinpoint_engine::{UnreadableVisit, VisitLine};
use serde::Serialize;

use super::{Page, Words, clock, short_id, style, wire_name};
use crate::output::Shown;
use crate::outside::harmless;

/// A board with the visit's name.
#[derive(Serialize)]
pub(crate) struct BoardPage {
    pub(crate) visit: VisitId,
    #[serde(flatten)]
    pub(crate) board: Board,
}

impl Shown for BoardPage {
    fn write(&self, page: &mut Page) {
        let (board, words) = (&self.board, page.words());
        for (number, row) in (1..).zip(&board.stations) {
            write_row(number, row, page);
        }
        page.gap();
        for (number, phase) in (1..).zip(&board.phases) {
            let title = words.plain(&format!("phase-{}", wire_name(phase)));
            page.line(format_args!("  {number}  {}", harmless(&title)));
        }
        let states =
            [CellState::Done, CellState::Open, CellState::NotBegun, CellState::Blocked, CellState::NotAsked];
        let legend = states
            .map(|state| format!("{} {}", sign(state), words.plain(&format!("board-{}", wire_name(&state)))));
        page.paragraph("  ", &legend.join("   "), style::DIM);
        page.gap();
        for circuit in &board.circuits {
            write_circuit(circuit, page);
        }
        if let Some(next) = &board.next {
            page.gap();
            write_next(board, next, page);
        }
    }
}

/// A station on two lines: what it is, and where it stands in each phase.
fn write_row(number: usize, row: &BoardRow, page: &mut Page) {
    let (title, warning) = (style::TITLE, style::WARNING);
    let named = [row.bay.clone(), row.model.clone(), row.serial.as_ref().map(ToString::to_string)];
    let named: Vec<String> = named.into_iter().flatten().collect();
    let named = if named.is_empty() { row.mac.to_string() } else { named.join(" · ") };
    let head = format!("{title}{number}  {} · {}{title:#}", harmless(row.circuit.as_str()), harmless(&named));
    page.pair(&head, &short_id(&row.job));
    let words = page.words();
    let cells: Vec<String> =
        (1..).zip(&row.cells).map(|(number, cell)| write_cell(number, cell, &words)).collect();
    page.line(format_args!("   {}", cells.join("  ")));
    for each in &row.warnings {
        let sentence = page.words().text(&format!("warning-{}", each.code), &each.fields);
        page.paragraph(&format!("   {warning}!{warning:#} "), &sentence, warning);
    }
}

fn write_cell(number: usize, cell: &Cell, words: &Words) -> String {
    let (look, sign) = (look(cell.state), sign(cell.state));
    let count = match cell.state {
        CellState::Open => format!("{}/{}", cell.done, cell.asked),
        CellState::Blocked if cell.missing > 0 => cell.missing.to_string(),
        CellState::Stop => words.plain("board-stop"),
        _ => String::new(),
    };
    format!("{number} {look}{sign}{count}{look:#}")
}

const fn sign(state: CellState) -> &'static str {
    match state {
        CellState::Done => "✓",
        CellState::Open => "●",
        CellState::NotBegun => "○",
        CellState::Blocked => "·",
        CellState::NotAsked => "–",
        CellState::Stop => "",
    }
}

const fn look(state: CellState) -> Style {
    match state {
        CellState::Stop => style::BAD,
        CellState::Open => style::TITLE,
        CellState::Blocked | CellState::NotAsked => style::DIM,
        CellState::Done | CellState::NotBegun => Style::new(),
    }
}

/// The first promise, for each person who made it.
fn write_circuit(circuit: &CircuitView, page: &mut Page) {
    let words = page.words();
    let name = || ("circuit", circuit.circuit.as_str().to_owned());
    if circuit.lockouts.is_empty() {
        page.paragraph("", &words.text("board-nobody", &fields([name()])), style::DIM);
    }
    for lockout in &circuit.lockouts {
        let whole = lockout.missing.is_empty();
        let code = match (lockout.mine, whole) {
            (true, true) => "board-safe-for-you",
            (true, false) => "board-lacking-for-you",
            (false, true) => "board-safe-for-another",
            (false, false) => "board-lacking-for-another",
        };
        let missing: Vec<_> = lockout.missing.iter().map(ToString::to_string).collect();
        let said = fields([name(), ("missing", missing.join(" "))]);
        let look = if whole { style::MADE_SAFE } else { style::WARNING };
        page.paragraph("", &words.text(code, &said), look);
    }
    if circuit.open_cabinets > 0 {
        let said = fields([name(), ("open", circuit.open_cabinets.to_string())]);
        page.paragraph("", &words.text("board-cabinets-open", &said), style::WARNING);
    }
}

fn write_next(board: &Board, next: &BoardNext, page: &mut Page) {
    let (words, typed) = (page.words(), style::TYPED);
    let title = words.title(&next.step, next.item.as_ref());
    let row = board.stations.iter().position(|row| row.job == next.job).map_or(0, |place| place + 1);
    page.paragraph(&format!("{row}  "), &title, style::TITLE);
    let item = next.item.as_ref().map(|item| format!(" {item}")).unwrap_or_default();
    let (step, job) = (&next.step, short_id(&next.job));
    page.line(format_args!("   {typed}pinpoint job do {step}{item} --job {job}{typed:#}"));
}

impl Shown for VisitLine {
    fn write(&self, page: &mut Page) {
        let circuits: Vec<_> = self.circuits.iter().map(|circuit| harmless(circuit.as_str())).collect();
        let (bad, words) = (style::BAD, page.words());
        let counted = fields([("count", self.jobs.to_string()), ("done", self.sealed.to_string())]);
        let counted = words.text("visit-jobs", &counted);
        let stop =
            if self.stop { format!("  {bad}{}{bad:#}", words.plain("board-stop")) } else { String::new() };
        let left = format!("{}  {}  {counted}{stop}", clock(self.began_at), circuits.join(", "));
        page.pair(&left, &short_id(&self.visit));
    }
}

impl Shown for UnreadableVisit {
    fn write(&self, page: &mut Page) {
        let sentence = page.words().text(&self.code, &self.fields);
        page.paragraph(&format!("{}  ", short_id(&self.visit)), &sentence, style::WARNING);
    }
}
