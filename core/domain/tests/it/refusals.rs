//! What the workflow refuses, why, and that a refusal changes nothing: each test is a mistake of an installer's day.

use crate::support::{
    self, MAC, Phone, SERIAL, address, again, at, fix, item, job, maker, photo, picture, ready_to_seal,
    refused, refused_answer, relabelled, scanned, sealed, started, step, typed, with_screen,
};
use pinpoint_domain::Coded as _;
use pinpoint_domain::wire::{Address, Digest, DriverDetails};
use pinpoint_domain::work::{Answer, Command, Event, Refusal, SealConfirmation, never_changes, seal};

#[test]
fn a_serial_typed_twice_but_not_alike_says_where_it_differs() {
    let (mut phone, job) = Phone::with_a_job();
    phone.answer(job, "station", with_screen()).unwrap();
    phone.answer(job, "serial", typed("172841008201")).unwrap();
    let refusal = refused_answer(&mut phone, "serial", again("172841008210"));
    assert_eq!((refusal.code(), refusal.fields()["at"].as_str()), ("serial-entries-differ", "11"));
    assert_eq!(refused_answer(&mut phone, "serial", again("8201")).code(), "serial-type-twice");
    phone.answer(job, "serial", again("172841008201")).unwrap();
}

#[test]
fn the_last_four_typed_after_a_scan_must_be_those_of_the_plate() {
    let (mut phone, job) = Phone::with_a_job();
    phone.answer(job, "station", with_screen()).unwrap();
    assert_eq!(refused_answer(&mut phone, "serial", again("0421")), Refusal::SerialFirstMissing);
    phone.answer(job, "serial", scanned(SERIAL)).unwrap();
    assert_eq!(refused_answer(&mut phone, "serial", again("0412")).code(), "serial-last-four-differ");
    phone.answer(job, "serial", again("0421")).unwrap();
    let late = refused_answer(&mut phone, "serial", again("0412"));
    assert_eq!(late.code(), "serial-last-four-differ", "an agreed serial is not shaken by a late slip");
}

#[test]
fn a_meter_that_shows_voltage_is_never_a_measurement_of_off() {
    let (mut phone, job) = Phone::with_a_job();
    phone.look_around(job);
    for line in ["disconnected", "locked", "tagged"] {
        phone.tick(job, "lockout", line).unwrap();
    }
    let measured = |millivolts| Answer::Item { item: item("measured"), millivolts };
    assert_eq!(refused_answer(&mut phone, "lockout", measured(None)).code(), "reading-missing");
    let refusal = refused_answer(&mut phone, "lockout", measured(Some(10_050)));
    assert_eq!(refusal.code(), "voltage-present");
    assert_eq!((&*refusal.fields()["volts"], &*refusal.fields()["limit"]), ("10.05", "10.0"));
    phone.measure(job, 10_000).unwrap();
}

#[test]
fn voltage_measured_after_a_good_reading_takes_it_back_and_means_stop() {
    let (mut phone, job) = Phone::with_a_job();
    phone.open(job);
    let events = phone.measure(job, 230_000).unwrap();
    assert!(
        matches!(&events[..], [Event::LockoutItemTakenBack { items, .. }] if *items == [item("measured"), item("stays-off")])
    );
    assert_eq!(phone.view(job).stop, [item("measured"), item("stays-off")]);
    assert_eq!(refused_answer(&mut phone, "replace-sim", Answer::Confirmed).code(), "stop");
}

#[test]
fn nobody_measures_before_switching_off() {
    let (mut phone, job) = Phone::with_a_job();
    phone.look_around(job);
    let refusal =
        refused_answer(&mut phone, "lockout", Answer::Item { item: item("tagged"), millivolts: None });
    assert_eq!(refusal, Refusal::LockoutOrder { item: item("tagged"), first: item("disconnected") });
}

#[test]
fn the_cabinet_stays_shut_without_the_lockout_and_is_not_opened_twice() {
    let (mut phone, job) = Phone::with_a_job();
    let early = refused_answer(&mut phone, "open-cabinet", Answer::Confirmed);
    assert_eq!(early.fields()["missing"], "condition network-checklist");
    phone.look_around(job);
    let unsafe_still = refused_answer(&mut phone, "open-cabinet", Answer::Confirmed);
    assert_eq!(unsafe_still.fields()["missing"], "disconnected locked tagged measured stays-off");
    phone.make_safe(job);
    phone.confirm(job, "open-cabinet").unwrap();
    phone.hand_to(2);
    assert_eq!(refused_answer(&mut phone, "open-cabinet", Answer::Confirmed), Refusal::CabinetAlreadyOpen);
    phone.hand_to(1);
    phone.confirm(job, "close-cabinet").unwrap();
    assert_eq!(refused_answer(&mut phone, "replace-sim", Answer::Confirmed), Refusal::CabinetNotOpen);
}

#[test]
fn taking_a_lock_off_an_open_cabinet_stops_everything_until_it_is_back_or_the_cabinet_closed() {
    let (mut phone, job) = Phone::with_a_job();
    phone.open(job);
    phone.undo(job, "lockout", Some("locked")).unwrap();
    let open_items = [item("locked"), item("tagged"), item("measured"), item("stays-off")];
    assert_eq!(phone.view(job).stop, open_items, "what was measured behind an open lock is worth nothing");
    assert_eq!(phone.next(job), "lockout");
    for id in ["open-cabinet", "replace-sim"] {
        assert_eq!(
            refused_answer(&mut phone, id, Answer::Confirmed),
            Refusal::Stop { missing: open_items.to_vec() }
        );
    }
    assert_eq!(refused_answer(&mut phone, "re-energise", Answer::Confirmed).code(), "step-locked");
    for line in ["locked", "tagged"] {
        phone.tick(job, "lockout", line).unwrap();
    }
    phone.measure(job, 0).unwrap();
    phone.tick(job, "lockout", "stays-off").unwrap();
    assert_eq!(phone.view(job).stop, []);
    phone.confirm(job, "replace-sim").unwrap();
    phone.undo(job, "lockout", None).unwrap();
    phone.confirm(job, "close-cabinet").unwrap();
    assert_eq!(phone.view(job).stop, []);
}

#[test]
fn power_stays_off_while_a_neighbours_cabinet_on_the_circuit_is_open() {
    let (mut phone, first) = Phone::with_a_job();
    let second = phone.start(2, "f12");
    phone.open(first);
    phone.look_around(second);
    phone.confirm(second, "open-cabinet").unwrap();
    phone.confirm(first, "close-cabinet").unwrap();
    let refusal = refused_answer(&mut phone, "re-energise", Answer::Confirmed);
    assert_eq!(refusal, Refusal::CabinetOpenOnCircuit { circuit: "F12".into(), open: 1 });
    phone.confirm(second, "close-cabinet").unwrap();
    phone.confirm(first, "re-energise").unwrap();
}

#[test]
fn nobody_takes_off_another_persons_lock_and_nobody_works_behind_it() {
    let (mut phone, job) = Phone::with_a_job();
    phone.open(job);
    phone.hand_to(2);
    assert_eq!(refused_answer(&mut phone, "replace-sim", Answer::Confirmed).code(), "lockout-incomplete");
    phone.make_safe(job);
    phone.confirm(job, "replace-sim").unwrap();
    phone.confirm(job, "close-cabinet").unwrap();
    let refusal = refused_answer(&mut phone, "re-energise", Answer::Confirmed);
    assert_eq!(refusal, Refusal::LockoutOfOthers { circuit: "F12".into(), others: 1 });
    phone.hand_to(1);
    phone.undo(job, "lockout", None).unwrap();
    phone.hand_to(2);
    phone.confirm(job, "re-energise").unwrap();
}

#[test]
fn a_lockout_is_not_inherited_by_the_next_circuit() {
    let (mut phone, first) = Phone::with_a_job();
    phone.open(first);
    let next_row = phone.start(2, "F13");
    phone.look_around(next_row);
    assert_eq!(phone.confirm(next_row, "open-cabinet").unwrap_err().code(), "lockout-incomplete");
}

#[test]
fn a_mac_on_the_screen_that_is_not_the_labels_means_swapped_labels() {
    let mut phone = ready_to_seal();
    let job = job(1);
    phone.confirm(job, "close-cabinet").unwrap();
    phone.confirm(job, "re-energise").unwrap();
    let shown = |text: &str| Answer::Mac { text: text.into() };
    let refusal = refused_answer(&mut phone, "mac-on-screen", shown("0024B10000029F82"));
    assert_eq!(refusal, Refusal::MacDiffers { shown: "0024:B100:0002:9F82".into(), label: MAC.into() });
    assert_eq!(refused_answer(&mut phone, "mac-on-screen", shown("0024B1000002")).code(), "mac-differs");
    assert_eq!(refused_answer(&mut phone, "mac-on-screen", shown("0024B10000029")).code(), "mac-length");
    phone.answer(job, "mac-on-screen", shown(MAC)).unwrap();

    phone.answer(job, "label", Answer::Confirmed).unwrap();

    phone.give(&relabelled(job, "0024:B100:0002:9F82")).unwrap();
    let view = phone.view(job);
    assert_eq!(
        view.step("mac-on-screen").unwrap().answer,
        None,
        "the screen is compared with the new label again"
    );
    assert_eq!(view.step("label").unwrap().answer, None, "and so is what was read");
}

#[test]
fn a_photo_for_drivers_is_taken_in_landscape() {
    let (mut phone, job) = Phone::with_a_job();
    for (width, height) in [(1920, 2560), (2000, 2000)] {
        let refusal = refused_answer(&mut phone, "photo-station", picture(1, width, height));
        assert_eq!(refusal, Refusal::PhotoNotLandscape { width_px: width, height_px: height });
    }
    phone.answer(job, "photo-before", picture(1, 1920, 2560)).unwrap();
}

#[test]
fn a_stale_screen_seals_nothing() {
    let phone = ready_to_seal();
    let shown = phone.shown(job(1)).unwrap();
    let try_to = |confirmation: SealConfirmation| {
        seal(&phone.visit, job(1), &confirmation, &maker(), &phone.context()).unwrap_err()
    };
    let stale = try_to(SealConfirmation { serial: "NL50-2024-T-0420".into(), ..shown.clone() });
    assert_eq!(
        (stale.code(), stale.fields()["actual"].as_str()),
        ("seal-shown-differs", SERIAL),
        "the screen showed an older serial"
    );
    let stale = try_to(SealConfirmation { mac: "0024:B100:0002:9F82".into(), ..shown.clone() });
    assert_eq!(stale.fields()["actual"], MAC);
    assert_eq!(try_to(SealConfirmation { mac: String::new(), ..shown }).code(), "mac-length");
}

#[test]
fn a_seal_names_what_is_missing_and_cannot_be_had_by_a_bare_command() {
    let (mut phone, job) = Phone::with_a_job();
    let command = Command::Seal { job, digest: Digest::of(b"not a record"), sequence: 1 };
    let refusal = refused(&mut phone, &command);
    assert_eq!(
        refusal.fields()["missing"],
        "photo-before label location station serial address pin photo-station"
    );
}

#[test]
fn after_the_seal_no_fact_changes_and_none_is_taken_back() {
    let (mut phone, made) = sealed();
    let facts = [
        ("photo-before", photo(3)),
        ("label", Answer::Confirmed),
        ("location", Answer::NoLocation),
        ("station", with_screen()),
        ("serial", typed("172841008201")),
        ("serial", again("0421")),
        ("address", Answer::Address(address())),
        ("pin", Answer::Pin(at("1,1"))),
        ("details", Answer::Details(DriverDetails::default())),
        ("photo-station", photo(4)),
    ];
    for (id, answer) in facts {
        assert_eq!(refused_answer(&mut phone, id, answer), Refusal::Sealed { step: step(id) });
        let undo = Command::Undo { job: job(1), step: step(id), item: None };
        assert_eq!(refused(&mut phone, &undo), Refusal::Sealed { step: step(id) });
    }
    let digest = made.bytes.digest();
    let again = Command::Seal { job: job(1), digest: Digest::of(b"other bytes"), sequence: 8 };
    assert_eq!(refused(&mut phone, &again), Refusal::SealedAlready { digest });
    assert_eq!(
        phone.give(&Command::Seal { job: job(1), digest, sequence: 7 }).unwrap(),
        [],
        "a repeat is fine"
    );
    let late = never_changes(&phone.visit, job(1), &phone.context()).unwrap_err();
    assert_eq!(late, Refusal::SealedAlready { digest });
}

#[test]
fn after_the_seal_only_the_sealed_label_is_read_again_and_only_its_password_is_mended() {
    let (mut phone, _) = sealed();
    let before = phone.visit.clone();
    let other = relabelled(job(1), "0024:B100:0002:9F82");
    let refusal = refused(&mut phone, &other);
    assert_eq!(refusal, Refusal::LabelOfAnother { sealed: MAC.into(), label: "0024:B100:0002:9F82".into() });

    let again = phone.give(&relabelled(job(1), "0024b10000029f81")).unwrap();
    assert_eq!(again, [Event::CapsuleReplaced { job: job(1) }]);
    assert_eq!(phone.visit, before, "what is sealed stays, down to how the MAC was printed");
}

#[test]
fn what_happened_at_the_cabinet_and_the_breaker_is_not_taken_back_by_a_tap() {
    let (mut phone, job) = Phone::with_a_job();
    phone.open(job);
    phone.confirm(job, "close-cabinet").unwrap();
    phone.confirm(job, "re-energise").unwrap();
    for id in ["open-cabinet", "close-cabinet", "re-energise"] {
        let undo = Command::Undo { job, step: step(id), item: None };
        assert_eq!(refused(&mut phone, &undo), Refusal::Physical { step: step(id) });
    }
}

#[test]
fn steps_are_taken_back_in_any_order_and_what_rests_on_them_locks_again() {
    let mut phone = ready_to_seal();
    let job = job(1);
    phone.undo(job, "location", None).unwrap();
    phone.undo(job, "photo-before", None).unwrap();
    phone.undo(job, "station", None).unwrap();
    let missing = never_changes(&phone.visit, job, &phone.context()).unwrap_err().fields()["missing"].clone();
    assert_eq!(
        missing, "photo-before location station serial pin",
        "serial and pin rest on what was taken back"
    );
    phone.answer(job, "photo-before", photo(1)).unwrap();
    phone.answer(job, "station", with_screen()).unwrap();
    phone.answer(job, "location", Answer::Location(fix())).unwrap();
    assert!(phone.shown(job).is_ok(), "serial, address and pin were never lost");

    phone.undo(job, "condition", Some("model")).unwrap();
    let unknown = Command::Undo { job, step: step("condition"), item: Some(item("colour")) };
    let refusal = refused(&mut phone, &unknown);
    assert_eq!(refusal, Refusal::ItemUnknown { step: step("condition"), item: item("colour") });
}

#[test]
fn a_job_is_never_begun_twice_with_another_label_or_circuit() {
    let (mut phone, job) = Phone::with_a_job();
    assert_eq!(phone.give(&started(job, "F12", MAC)).unwrap(), [], "the same start again is the same job");
    for (circuit, mac) in [("F13", MAC), ("F12", "0024:B100:0002:9F82")] {
        assert_eq!(refused(&mut phone, &started(job, circuit, mac)), Refusal::JobExists { job });
    }
    let stranger = Command::Undo { job: support::job(9), step: step("pin"), item: None };
    assert_eq!(refused(&mut phone, &stranger).code(), "job-unknown");
}

#[test]
fn a_model_that_the_catalog_does_not_know_asks_whether_it_has_a_screen() {
    let (mut phone, job) = Phone::with_a_job();
    let unknown = |has_screen| Answer::Station {
        manufacturer: " Petit Atelier ".into(),
        model: "PA 1".into(),
        has_screen,
    };
    let refusal = refused_answer(&mut phone, "station", unknown(None));
    assert_eq!(
        refusal,
        Refusal::ScreenUnknown { manufacturer: "Petit Atelier".into(), model: "PA 1".into() }
    );
    phone.answer(job, "station", unknown(Some(false))).unwrap();
    assert_eq!(refused_answer(&mut phone, "logo", Answer::Confirmed).code(), "step-not-for-station");
}

#[test]
fn a_country_has_three_letters() {
    let (mut phone, job) = Phone::with_a_job();
    for country in ["CA", "Canada", "", "C4N", "ÇAN"] {
        let wrong = Answer::Address(Address { country: country.into(), ..address() });
        assert_eq!(refused_answer(&mut phone, "address", wrong).code(), "country", "{country}");
    }
    phone.answer(job, "address", Answer::Address(Address { country: " can ".into(), ..address() })).unwrap();
}

/// Makes an answer around one text.
type Fill = fn(String) -> Answer;

#[test]
fn texts_have_a_length_and_no_hidden_characters() {
    let (mut phone, job) = Phone::with_a_job();
    let limits: [(&str, usize, Fill); 5] = [
        ("address", 100, |text| Answer::Address(Address { address: text, ..address() })),
        ("city", 60, |text| Answer::Address(Address { city: text, ..address() })),
        ("postal_code", 10, |text| Answer::Address(Address { postal_code: Some(text), ..address() })),
        ("floor", 4, |text| Answer::Details(DriverDetails { floor: Some(text), ..DriverDetails::default() })),
        ("parking_restrictions", 200, |text| {
            Answer::Details(DriverDetails { parking_restrictions: Some(text), ..DriverDetails::default() })
        }),
    ];
    for (field, limit, answer) in limits {
        let id = if matches!(answer(String::new()), Answer::Address(_)) { "address" } else { "details" };
        phone.answer(job, id, answer("é".repeat(limit))).unwrap();
        for text in ["é".repeat(limit + 1), "a\u{7}b".into()] {
            assert_eq!(refused_answer(&mut phone, id, answer(text)), Refusal::Text { field, limit });
        }
    }
    let nameless = Answer::Address(Address { city: "  ".into(), ..address() });
    assert_eq!(refused_answer(&mut phone, "address", nameless).code(), "text-length");
}

#[test]
fn a_step_takes_its_own_kind_of_answer_and_unknown_names_are_named() {
    let (mut phone, _) = Phone::with_a_job();
    for (id, answer) in
        [("photo-before", Answer::Confirmed), ("location", photo(1)), ("label", Answer::NoLocation)]
    {
        assert_eq!(refused_answer(&mut phone, id, answer), Refusal::AnswerKind { step: step(id) });
    }
    assert_eq!(refused_answer(&mut phone, "coffee", Answer::Confirmed).code(), "step-unknown");
    let odd = Answer::Item { item: item("coffee"), millivolts: None };
    assert_eq!(refused_answer(&mut phone, "kit", odd).code(), "item-unknown");
}
