//! Several stations, several people: the board of a visit, and whose lockout it is.

use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::work::board::{Board, BoardNext, BoardRow, CellState};
use pinpoint_domain::work::playbook::Phase;
use pinpoint_domain::work::{Answer, StepStatus};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{Phone, item, job, person, photo, started, with_screen};

/// Three stations: two in a row behind F12, one behind F13.
fn a_car_park() -> Phone {
    let mut phone = Phone::new();
    for (n, circuit) in [(1, "F12"), (2, "F12"), (3, "F13")] {
        phone.give(&started(job(n), circuit, &format!("0024:B100:0002:9F8{n}"))).unwrap();
    }
    phone
}

fn board(phone: &Phone) -> Board {
    Board::of(&phone.visit, &phone.context())
}

fn row(board: &Board, job: PinpointId) -> &BoardRow {
    board.stations.iter().find(|row| row.job == job).unwrap()
}

/// A column of the board, from the first station to the last.
fn column(phone: &Phone, phase: Phase) -> Vec<CellState> {
    let board = board(phone);
    let cell = |row: &BoardRow| row.cells.iter().find(|cell| cell.phase == phase).unwrap().state;
    board.stations.iter().map(cell).collect()
}

fn next(phone: &Phone) -> (PinpointId, String, Option<String>) {
    let BoardNext { job, step, item } = board(phone).next.unwrap();
    (job, step.to_string(), item.map(|item| item.to_string()))
}

#[test]
fn in_the_morning_the_board_shows_what_can_begin_and_what_waits() {
    let phone = a_car_park();
    let board = board(&phone);
    assert_eq!(board.stations.iter().map(|row| row.job).collect::<Vec<_>>(), [job(1), job(2), job(3)]);
    assert_eq!(board.phases.first(), Some(&Phase::BeforeYouGo));
    assert_eq!(column(&phone, Phase::BeforeYouGo), [CellState::NotBegun; 3], "the desk may be left out");
    assert_eq!(column(&phone, Phase::Arrive), [CellState::NotBegun; 3]);
    assert_eq!(column(&phone, Phase::MakeSafe), [CellState::Blocked; 3]);
    let make_safe = row(&board, job(1)).cells.iter().find(|cell| cell.phase == Phase::MakeSafe).unwrap();
    assert_eq!(make_safe.missing, 2, "the condition and the network's checklist come first");
    assert_eq!(next(&phone), (job(1), "photo-before".into(), None));
}

#[test]
fn a_crew_does_a_phase_at_all_stations_before_the_next_one() {
    let mut phone = a_car_park();
    phone.answer(job(1), "photo-before", photo(1)).unwrap();
    assert_eq!(column(&phone, Phase::Arrive), [CellState::Open, CellState::NotBegun, CellState::NotBegun]);
    assert_eq!(next(&phone), (job(1), "condition".into(), Some("model".into())));
    phone.look_around(job(1));
    assert_eq!(column(&phone, Phase::Arrive)[0], CellState::Done);
    assert_eq!(next(&phone).0, job(2), "the neighbour's photo before anybody touches a breaker");
    phone.look_around(job(2));
    phone.look_around(job(3));
    assert_eq!(next(&phone), (job(1), "lockout".into(), Some("disconnected".into())));
}

#[test]
fn one_lockout_serves_the_row_behind_its_breaker_and_that_row_is_finished_first() {
    let mut phone = a_car_park();
    for n in 1..=3 {
        phone.look_around(job(n));
    }
    phone.make_safe(job(1));
    assert_eq!(
        column(&phone, Phase::MakeSafe),
        [CellState::Done, CellState::Done, CellState::NotBegun],
        "F13 is another breaker"
    );
    let circuits = board(&phone).circuits;
    assert_eq!(circuits.iter().map(|each| each.circuit.as_str()).collect::<Vec<_>>(), ["F12", "F13"]);
    assert!(circuits[0].lockouts[0].mine && circuits[0].lockouts[0].missing.is_empty());
    assert!(circuits[1].lockouts.is_empty());
    assert_eq!(next(&phone), (job(1), "open-cabinet".into(), None), "F13 stays on until F12 is done");
}

#[test]
fn a_colleague_sees_whose_lockout_it_is_and_that_it_is_not_theirs() {
    let mut phone = a_car_park();
    phone.look_around(job(1));
    phone.make_safe(job(1));
    phone.hand_to(2);
    let there = board(&phone);
    let lockout = &there.circuits[0].lockouts[0];
    assert_eq!((lockout.person, lockout.mine), (person(1), false));
    assert_eq!(column(&phone, Phase::MakeSafe)[0], CellState::NotBegun, "for this person nothing is safe");
    phone.tick(job(1), "lockout", "disconnected").unwrap();
    let own = board(&phone).circuits[0].lockouts.iter().find(|each| each.mine).unwrap().missing.clone();
    assert_eq!(own, ["locked", "tagged", "measured", "stays-off"].map(item));
}

#[test]
fn stop_stands_in_its_cell_and_before_everything_else() {
    let mut phone = a_car_park();
    phone.open(job(1));
    phone.undo(job(1), "lockout", Some("tagged")).unwrap();
    assert_eq!(column(&phone, Phase::MakeSafe)[0], CellState::Stop);
    assert_eq!(next(&phone), (job(1), "lockout".into(), Some("tagged".into())));
    phone.hand_to(2);
    assert_eq!(next(&phone), (job(1), "close-cabinet".into(), None), "nobody puts on another's lock");
    assert!(phone.confirm(job(1), "close-cabinet").is_ok());
}

#[test]
fn power_waits_for_every_cabinet_behind_the_breaker_and_the_board_counts_them() {
    let mut phone = a_car_park();
    phone.look_around(job(2));
    phone.open(job(1));
    phone.confirm(job(2), "open-cabinet").unwrap();
    phone.confirm(job(1), "close-cabinet").unwrap();
    let there = board(&phone);
    assert_eq!((there.circuits[0].open_cabinets, row(&there, job(2)).cabinet_open), (1, true));
    let verify = row(&there, job(1)).cells.iter().find(|cell| cell.phase == Phase::Verify).unwrap();
    assert_eq!(verify.state, CellState::Blocked);
}

#[test]
fn a_job_whose_playbook_is_gone_is_named_and_hides_no_other() {
    let mut phone = a_car_park();
    phone.playbooks = pinpoint_domain::work::Playbooks::default();
    let board = board(&phone);
    assert_eq!((board.stations.len(), board.next), (0, None));
    assert_eq!(board.unreadable, [job(1), job(2), job(3)]);
}

#[test]
fn a_visit_without_jobs_has_an_empty_board() {
    let board = board(&Phone::new());
    assert_eq!((board.stations.len(), board.phases.len(), board.circuits.len()), (0, 0, 0));
}

#[derive(Debug, Clone)]
enum Tap {
    LookAround,
    MakeSafe,
    Confirm(&'static str),
    TakeBack(&'static str),
    WriteRecord,
}

fn any_tap() -> impl Strategy<Value = Tap> {
    let steps =
        vec!["open-cabinet", "replace-sim", "close-cabinet", "re-energise", "network-checklist", "label"];
    prop_oneof![
        1 => Just(Tap::LookAround),
        1 => Just(Tap::MakeSafe),
        1 => Just(Tap::WriteRecord),
        3 => select(steps).prop_map(Tap::Confirm),
        1 => select(vec!["lockout", "condition", "photo-before", "station"]).prop_map(Tap::TakeBack),
    ]
}

fn tap(phone: &mut Phone, job: PinpointId, tap: &Tap) {
    let answers: Vec<(&str, Answer)> = match tap {
        Tap::LookAround => {
            let mut answers = vec![("photo-before", photo(1)), ("network-checklist", Answer::Confirmed)];
            answers
                .extend(["model", "condition", "software-version"].map(|line| ("condition", ticked(line))));
            answers
        }
        Tap::MakeSafe => ["disconnected", "locked", "tagged", "measured", "stays-off"]
            .map(|line| ("lockout", ticked(line)))
            .into(),
        Tap::Confirm(id) => vec![(id, Answer::Confirmed)],
        Tap::WriteRecord => vec![("label", Answer::Confirmed), ("station", with_screen())],
        Tap::TakeBack(id) => {
            // Refusals are everyday here; only the board is looked at.
            let _ = phone.undo(job, id, None);
            Vec::new()
        }
    };
    for (id, answer) in answers {
        let _ = phone.answer(job, id, answer);
    }
}

fn ticked(line: &str) -> Answer {
    Answer::Item { item: item(line), millivolts: (line == "measured").then_some(0) }
}

proptest! {
    #[test]
    fn the_board_says_what_the_jobs_say(
        taps in prop::collection::vec((1_u8..=2, 1_u8..=3, any_tap()), 0..30),
    ) {
        let mut phone = a_car_park();
        for (who, at, done) in taps {
            phone.actor = person(who);
            tap(&mut phone, job(at), &done);
            let board = board(&phone);
            for row in &board.stations {
                let view = phone.view(row.job);
                prop_assert_eq!(row.cells.len(), board.phases.len());
                prop_assert_eq!(row.cells.iter().any(|cell| cell.state == CellState::Stop), !view.stop.is_empty());
                for cell in &row.cells {
                    prop_assert!(cell.done <= cell.asked);
                    prop_assert_eq!(cell.missing > 0, cell.state == CellState::Blocked, "{:?}", cell);
                    let all = cell.asked > 0 && cell.done == cell.asked;
                    prop_assert_eq!(cell.state == CellState::Done, all && cell.state != CellState::Stop);
                }
            }
            if let Some(next) = &board.next {
                let view = phone.view(next.job);
                let there = view.step(next.step.as_str()).unwrap();
                let way_out = !view.stop.is_empty();
                prop_assert!(way_out || there.status == StepStatus::Open, "{:?}", next);
                prop_assert!(next.item.as_ref().is_none_or(|item| there.items.iter().any(|one| one.id == *item)));
            }
        }
    }
}
