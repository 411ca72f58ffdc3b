//! What the network decides on a stored pinpoint, by facts alone. Storing came first: a serial or a label that is
//! active elsewhere is a verdict, never a lost record.

use jiff::{SignedDuration, Timestamp};
use pinpoint_domain::code::fields;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::wire::{Decision, Reason, ReasonCode};
use pinpoint_domain::work::JobKind;
use pinpoint_domain::{Coded as _, Fields};

/// A station that was re-networked stands where it stood. Two fixes in a car park may each be some tens of metres off,
/// and the installer drags the pin by hand; beyond this it is another station, or a typo in the serial.
pub const SAME_PLACE_M: u32 = 250;

/// Two pins this near stand in one parking space. The next bay begins some two and a half metres away.
pub(crate) const SAME_SPACE_M: u32 = 2;

/// Nobody changes the SIM of a station twice in a month; a second label for the same serial so soon is most often a
/// serial read from the neighbour's plate.
pub const SETTLED: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Wrong passwords an account may offer within [`ATTEMPTS_WITHIN`]. Far beyond honest typing on a long day, far below
/// what guessing needs.
pub const ATTEMPTS: u64 = 20;

/// The time that [`ATTEMPTS`] counts in.
pub const ATTEMPTS_WITHIN: SignedDuration = SignedDuration::from_hours(1);

/// Wrong passwords offered for one label within [`ATTEMPTS_WITHIN`], by anybody, that the audit is told of. The label
/// itself stays open: strangers must not be able to lock it.
pub const ALERT_AFTER: u64 = 10;

/// What the capsule proves about the label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelProof {
    /// There is no capsule.
    Missing,
    /// The capsule does not open for this pinpoint and MAC.
    Shut,
    /// Not looked at: the account has offered too many wrong passwords lately.
    Throttled,
    /// No such label, or another password: the same answer for both.
    NotProved,
    /// Somebody stood before this label. Its state is told from here on only.
    Proved {
        /// Another label took its place before.
        retired: bool,
    },
}

/// The pinpoint that a station is active under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivePinpoint {
    /// Whether the same company pinned it.
    pub same_company: bool,
    /// Whether it carries the same MAC as the new one.
    pub same_mac: bool,
    /// Whether the same device sealed it.
    pub same_device: bool,
    /// Where it says the station is.
    pub pin: Coordinate,
    /// When it was accepted.
    pub accepted_at: Timestamp,
}

/// What the network knows of the station that a record says it replaces (A21).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OldStation {
    /// None was named, or it is active nowhere: there is nothing to end.
    #[default]
    Nowhere,
    /// Active under one record of the same company at the same place. That record ends when the new one is accepted.
    Here,
    /// Active at another place, under another company, or more than once: whoever names it must not end it.
    Elsewhere,
}

/// All that a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// What the capsule proves.
    pub proof: LabelProof,
    /// What the installer came to do.
    pub kind: JobKind,
    /// Where the installer says the station is.
    pub pin: Coordinate,
    /// What (maker, serial) is active under, if another pinpoint.
    pub active: Option<ActivePinpoint>,
    /// Whether the MAC is active on another station.
    pub mac_active_elsewhere: bool,
    /// What is known of the station that this one replaces.
    pub old_station: OldStation,
    /// The server's clock.
    pub now: Timestamp,
}

/// The decision and its reasons; no reason when accepted.
pub fn decide_verdict(facts: &Facts) -> (Decision, Vec<Reason>) {
    let alone = |decision, code| (decision, vec![Reason { code, fields: Fields::new() }]);
    match facts.proof {
        LabelProof::Missing => return alone(Decision::Rejected, ReasonCode::CapsuleMissing),
        LabelProof::Shut => return alone(Decision::Rejected, ReasonCode::CapsuleShut),
        LabelProof::NotProved => return alone(Decision::Rejected, ReasonCode::LabelNotProved),
        LabelProof::Throttled => return alone(Decision::InReview, ReasonCode::AttemptsThrottled),
        LabelProof::Proved { .. } => {}
    }
    let mut reasons = Vec::new();
    if facts.mac_active_elsewhere {
        reasons.push(Reason { code: ReasonCode::MacActiveElsewhere, fields: Fields::new() });
    } else if facts.proof == (LabelProof::Proved { retired: true }) {
        // A label that another one replaced turns up again: peeled off and reused, or a copy.
        let fields = fields([("label", "retired".to_owned())]);
        reasons.push(Reason { code: ReasonCode::MacActiveElsewhere, fields });
    }
    if let Some(active) = &facts.active
        && !may_take_over(facts, active)
    {
        let twice = is_sealed_twice(facts, active);
        let code = if twice { ReasonCode::SealedTwice } else { ReasonCode::SerialActiveElsewhere };
        // Not how far away: with pins of one's choice, that would tell where another company's station stands.
        reasons.push(Reason { code, fields: Fields::new() });
    }
    if facts.old_station == OldStation::Elsewhere {
        reasons.push(Reason { code: ReasonCode::OldStationElsewhere, fields: Fields::new() });
    }
    if reasons.is_empty() { (Decision::Accepted, reasons) } else { (Decision::InReview, reasons) }
}

/// The audit's word for a verdict's reasons.
pub(crate) fn codes(reasons: &[Reason]) -> String {
    reasons.iter().map(Reason::code).collect::<Vec<_>>().join(" ")
}

/// Whether a new capsule can do away with the reason; every other one waits for a person.
pub(crate) const fn is_about_proof(code: &ReasonCode) -> bool {
    matches!(
        code,
        ReasonCode::CapsuleMissing
            | ReasonCode::CapsuleShut
            | ReasonCode::LabelNotProved
            | ReasonCode::AttemptsThrottled
    )
}

/// Re-networking the same station is the everyday case, not a conflict; but a company takes over from itself only, and
/// only where the station stands.
pub(crate) fn may_take_over(facts: &Facts, active: &ActivePinpoint) -> bool {
    let same_place = facts.pin.distance_m(&active.pin) <= SAME_PLACE_M;
    let again = active.same_mac && active.same_device;
    let kind = facts.kind == JobKind::Renetworking;
    kind && active.same_company && same_place && (again || is_settled(facts, active))
}

/// Two phones of one company that each sealed something about one station: a person compares them (docs/adr/0017).
fn is_sealed_twice(facts: &Facts, active: &ActivePinpoint) -> bool {
    active.same_company && active.same_mac && !active.same_device && !is_settled(facts, active)
}

fn is_settled(facts: &Facts, active: &ActivePinpoint) -> bool {
    facts.now.duration_since(active.accepted_at) >= SETTLED
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BAY: (i32, i32) = (488_583_701, 22_944_813);

    fn facts() -> Facts {
        Facts {
            proof: LabelProof::Proved { retired: false },
            kind: JobKind::Renetworking,
            pin: Coordinate::from_e7(BAY.0, BAY.1).unwrap(),
            active: None,
            mac_active_elsewhere: false,
            old_station: OldStation::Nowhere,
            now: Timestamp::from_second(1_790_000_000).unwrap(),
        }
    }

    fn active(days_ago: i64, north_e7: i32) -> ActivePinpoint {
        ActivePinpoint {
            same_company: true,
            same_mac: false,
            same_device: true,
            pin: Coordinate::from_e7(BAY.0 + north_e7, BAY.1).unwrap(),
            accepted_at: facts().now - SignedDuration::from_hours(24 * days_ago),
        }
    }

    fn reason(facts: &Facts) -> (Decision, String) {
        let (decision, reasons) = decide_verdict(facts);
        (decision, codes(&reasons))
    }

    #[test]
    fn a_proved_label_on_a_new_station_is_accepted() {
        assert_eq!(decide_verdict(&facts()), (Decision::Accepted, vec![]));
    }

    #[test]
    fn re_networking_at_the_same_place_is_accepted_once_the_station_is_settled() {
        let year_later = Facts { active: Some(active(365, 1_000)), ..facts() };
        assert_eq!(decide_verdict(&year_later).0, Decision::Accepted);
        let next_week = Facts { active: Some(active(7, 0)), ..facts() };
        let in_review = (Decision::InReview, "verdict-serial-active-elsewhere".to_owned());
        assert_eq!(reason(&next_week), in_review);
        let other_town = Facts { active: Some(active(365, 100_000)), ..facts() };
        assert_eq!(reason(&other_town), in_review);
    }

    #[test]
    fn the_same_label_on_the_same_station_may_be_pinned_again_the_same_day() {
        let again = Facts { active: Some(ActivePinpoint { same_mac: true, ..active(0, 0) }), ..facts() };
        assert_eq!(decide_verdict(&again).0, Decision::Accepted);
    }

    #[test]
    fn two_phones_that_each_sealed_the_same_station_meet_in_a_review() {
        let colleague = ActivePinpoint { same_mac: true, same_device: false, ..active(0, 0) };
        let told = |code: &str| (Decision::InReview, code.to_owned());
        let verdict = |active| reason(&Facts { active: Some(active), ..facts() });
        assert_eq!(verdict(colleague.clone()), told("verdict-sealed-twice"));
        let other_label = ActivePinpoint { same_mac: false, ..colleague.clone() };
        assert_eq!(verdict(other_label), told("verdict-serial-active-elsewhere"));
        let theirs = ActivePinpoint { same_company: false, ..colleague.clone() };
        assert_eq!(
            verdict(theirs),
            told("verdict-serial-active-elsewhere"),
            "nobody learns of another company"
        );
        let last_year = ActivePinpoint { accepted_at: active(365, 0).accepted_at, ..colleague };
        assert_eq!(verdict(last_year).0, Decision::Accepted);
    }

    #[test]
    fn whoever_replaces_a_station_ends_only_what_stands_here_under_the_same_company() {
        let replaces =
            |old_station| reason(&Facts { kind: JobKind::NewInstallation, old_station, ..facts() });
        let accepted = (Decision::Accepted, String::new());
        assert_eq!((replaces(OldStation::Nowhere), replaces(OldStation::Here)), (accepted.clone(), accepted));
        let in_review = (Decision::InReview, "verdict-old-station-elsewhere".to_owned());
        assert_eq!(replaces(OldStation::Elsewhere), in_review);
    }

    #[test]
    fn a_label_that_turns_up_in_another_town_or_another_company_goes_to_a_person() {
        let in_review = (Decision::InReview, "verdict-serial-active-elsewhere".to_owned());
        let moved = ActivePinpoint { same_mac: true, ..active(365, 100_000) };
        assert_eq!(reason(&Facts { active: Some(moved), ..facts() }), in_review);
        let theirs = ActivePinpoint { same_company: false, same_mac: true, ..active(365, 0) };
        assert_eq!(reason(&Facts { active: Some(theirs), ..facts() }), in_review);
    }

    #[test]
    fn a_cloned_label_and_a_reused_label_go_to_a_person() {
        let in_review = (Decision::InReview, "verdict-mac-active-elsewhere".to_owned());
        assert_eq!(reason(&Facts { mac_active_elsewhere: true, ..facts() }), in_review);
        assert_eq!(reason(&Facts { proof: LabelProof::Proved { retired: true }, ..facts() }), in_review);
    }

    proptest! {
        #[test]
        fn without_a_proof_nothing_about_the_label_or_the_serial_is_told(
            proof in prop::sample::select(vec![
                LabelProof::Missing, LabelProof::Shut, LabelProof::NotProved, LabelProof::Throttled,
            ]),
            days in 0_i64..1000, north in -100_000_i32..100_000, same_mac: bool, elsewhere: bool,
        ) {
            let bare = Facts { proof, ..facts() };
            let active = Some(ActivePinpoint { same_mac, ..active(days, north) });
            let full = Facts { active, mac_active_elsewhere: elsewhere, ..bare.clone() };
            prop_assert_eq!(decide_verdict(&full), decide_verdict(&bare));
            prop_assert_ne!(decide_verdict(&full).0, Decision::Accepted);
        }

        #[test]
        fn a_verdict_never_tells_how_far_away_the_other_station_stands(
            days in 0_i64..1000, near in -100_000_i32..100_000, far in -100_000_i32..100_000, same_mac: bool,
        ) {
            let told = |north| {
                let theirs = ActivePinpoint { same_company: false, same_mac, ..active(days, north) };
                decide_verdict(&Facts { active: Some(theirs), ..facts() })
            };
            prop_assert_eq!(told(near), told(far));
        }

        #[test]
        fn every_decision_but_accepted_has_a_reason(
            retired: bool, days in 0_i64..1000, north in -100_000_i32..100_000, same_mac: bool, elsewhere: bool,
        ) {
            let active = Some(ActivePinpoint { same_mac, ..active(days, north) });
            let proof = LabelProof::Proved { retired };
            let (decision, reasons) =
                decide_verdict(&Facts { proof, active, mac_active_elsewhere: elsewhere, ..facts() });
            prop_assert_eq!(decision == Decision::Accepted, reasons.is_empty());
        }
    }
}
