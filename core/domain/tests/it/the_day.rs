//! An installer's day at one station, from the photo before any change to the call after power is back.

use crate::support::{
    MAC, Phone, SERIAL, again, at, fix, item, photo, scanned, status, step, with_screen, without_screen,
};
use pinpoint_domain::Coded as _;
use pinpoint_domain::code::Notice;
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::wire::{EventBody, SealedRecord};
use pinpoint_domain::work::{
    Answer, Cabinet, Event, Fix, JournalEntry, Minutes, StepStatus, Visit, Warning, check_record,
    never_changes,
};

#[test]
fn in_the_morning_the_screen_asks_for_a_photo_before_any_change() {
    let (mut phone, job) = Phone::with_a_job();
    let view = phone.view(job);
    assert_eq!(
        (view.people, view.minutes),
        (1, Minutes { shortest: 30, longest: 60 }),
        "one person, 30 to 60 minutes (A01)"
    );
    assert_eq!((view.done, view.asked), (0, 24));
    assert_eq!(phone.next(job), "photo-before");
    assert_eq!(status(&view, "condition"), StepStatus::Locked);
    assert_eq!(view.step("condition").unwrap().missing, [step("photo-before")]);

    phone.answer(job, "photo-before", photo(1)).unwrap();
    assert_eq!(phone.next(job), "condition");
    phone.tick_all(job, "condition");
    phone.confirm(job, "network-checklist").unwrap();
    assert_eq!(phone.next(job), "lockout");
    assert_eq!(phone.view(job).done, 3);
}

#[test]
fn what_is_prepared_at_the_desk_is_offered_and_never_in_the_way() {
    let (mut phone, job) = Phone::with_a_job();
    for id in ["documents", "review", "access", "kit"] {
        assert_eq!(status(&phone.view(job), id), StepStatus::Open);
        phone.tick_all(job, id);
        assert_eq!(status(&phone.view(job), id), StepStatus::Done);
    }
    assert_eq!(phone.view(job).done, 0, "the desk does not count into the work on site");
}

#[test]
fn the_circuit_is_made_safe_item_by_item_and_only_then_the_cabinet_opens() {
    let (mut phone, job) = Phone::with_a_job();
    phone.look_around(job);
    for (line, millivolts) in [
        ("disconnected", None),
        ("locked", None),
        ("tagged", None),
        ("measured", Some(120)),
        ("stays-off", None),
    ] {
        let view = phone.view(job);
        assert_eq!(status(&view, "open-cabinet"), StepStatus::Locked, "before {line}");
        assert_eq!(view.step("open-cabinet").unwrap().missing, [step("lockout")]);
        assert_eq!(phone.next(job), "lockout");
        phone.answer(job, "lockout", Answer::Item { item: item(line), millivolts }).unwrap();
    }
    let view = phone.view(job);
    assert_eq!(status(&view, "lockout"), StepStatus::Done);
    assert_eq!(view.step("lockout").unwrap().items[3].millivolts, Some(120), "the reading stays to be seen");
    assert_eq!(phone.next(job), "open-cabinet");

    phone.confirm(job, "open-cabinet").unwrap();
    assert!(phone.view(job).cabinet_open);
    assert_eq!(phone.next(job), "replace-sim");
    phone.confirm(job, "replace-sim").unwrap();
    assert_eq!(phone.next(job), "type-plate");
}

#[test]
fn the_labels_go_on_and_the_record_fills_up_to_its_seal() {
    let (mut phone, job) = Phone::with_a_job();
    phone.open(job);
    phone.confirm(job, "replace-sim").unwrap();
    phone.confirm(job, "type-plate").unwrap();
    for id in ["activation-sticker", "branding-place", "branding-label"] {
        phone.tick_all(job, id);
    }
    assert_eq!(phone.next(job), "label");
    assert_eq!(status(&phone.view(job), "serial"), StepStatus::Locked, "the plate's maker comes first");

    phone.confirm(job, "label").unwrap();
    phone.answer(job, "location", Answer::Location(fix())).unwrap();
    phone.answer(job, "station", with_screen()).unwrap();
    let view = phone.view(job);
    let Some(Answer::Station { manufacturer, model, has_screen }) = &view.step("station").unwrap().answer
    else {
        panic!("the station's step holds the station");
    };
    assert_eq!(
        (manufacturer.as_str(), model.as_str(), *has_screen),
        ("Nordlicht", "NL-50", Some(true)),
        "spelled as the catalog spells it"
    );
    assert_eq!(view.warnings, [Notice::from(&Warning::SealAfterScreen)]);

    phone.answer(job, "serial", scanned(SERIAL)).unwrap();
    assert_eq!(phone.next(job), "serial", "one entry is not enough (A24)");
    phone.answer(job, "serial", again("0421")).unwrap();
    assert_eq!(phone.next(job), "address");
    assert_eq!(phone.answer(job, "serial", again("0421")).unwrap(), [], "a double tap changes nothing");

    let refusal = never_changes(&phone.visit, job, &phone.context()).unwrap_err();
    assert_eq!(refusal.fields()["missing"], "address pin photo-station");
    assert_eq!(status(&phone.view(job), "seal"), StepStatus::Locked);
}

#[test]
fn a_station_without_a_screen_is_never_asked_for_what_it_cannot_show() {
    let (mut phone, job) = Phone::with_a_job();
    phone.answer(job, "station", without_screen()).unwrap();
    let view = phone.view(job);
    assert_eq!(status(&view, "logo"), StepStatus::NotForStation);
    assert_eq!(status(&view, "mac-on-screen"), StepStatus::NotForStation);
    assert_eq!(view.asked, 22);
    assert_eq!(view.warnings, []);
}

#[test]
fn a_vague_fix_a_mock_fix_and_a_far_pin_warn_and_block_nothing() {
    let (mut phone, job) = Phone::with_a_job();
    let far = Fix { position: at("45.5017123,-73.5672000"), accuracy_mm: 80_000, mock: true };
    phone.answer(job, "location", Answer::Location(far)).unwrap();
    let pin: Coordinate = at("45.5117123,-73.5672000");
    phone.answer(job, "pin", Answer::Pin(pin)).unwrap();
    let metres = pin.distance_m(&far.position);
    assert!((1_100..1_125).contains(&metres), "a hundredth of a degree of latitude, got {metres} m");
    assert_eq!(
        phone.view(job).warnings,
        [Warning::FixVague { metres: 80 }, Warning::FixMock, Warning::PinFar { metres }]
            .map(|each| Notice::from(&each))
    );
    assert_eq!(status(&phone.view(job), "pin"), StepStatus::Done);
}

#[test]
fn underground_the_pin_is_set_by_hand() {
    let (mut phone, job) = Phone::with_a_job();
    phone.answer(job, "location", Answer::NoLocation).unwrap();
    phone.answer(job, "pin", Answer::Pin(at("45.5,-73.5"))).unwrap();
    assert_eq!(phone.view(job).warnings, []);
}

#[test]
fn the_seal_shows_what_never_changes_and_writes_it_once() {
    let (mut phone, job) = Phone::with_a_job();
    phone.open(job);
    phone.write_record(job);
    let never = never_changes(&phone.visit, job, &phone.context()).unwrap();
    assert_eq!((never.serial.printed(), never.mac.printed()), (SERIAL, MAC));

    let made = phone.seal(job).unwrap();
    let record: SealedRecord = serde_json::from_slice(made.bytes.as_slice()).unwrap();
    assert_eq!(check_record(&record), Ok(()), "a server that holds the same rules takes it");
    assert_eq!(record.station.serial, never.serial);
    assert_eq!(record.identity.pinpoint_id, job);
    assert_eq!(record.photos.len(), 2, "the photo before and the photo for drivers");
    assert_eq!(record.annex, made.annex.commitment());
    assert_eq!(made.marks, []);
    let view = phone.view(job);
    assert_eq!(view.sealed, Some(made.bytes.digest()));
    assert_eq!(status(&view, "seal"), StepStatus::Done);
    assert_eq!(view.warnings, [], "after the seal the advice to wait with it is over");
}

#[test]
fn in_the_evening_the_cabinet_is_closed_power_comes_back_and_the_network_hears_of_each_check() {
    let (mut phone, job) = Phone::with_a_job();
    phone.open(job);
    phone.confirm(job, "replace-sim").unwrap();
    phone.write_record(job);
    phone.seal(job).unwrap();
    assert_eq!(status(&phone.view(job), "re-energise"), StepStatus::Locked);
    phone.confirm(job, "close-cabinet").unwrap();
    assert_eq!(phone.visit.job(&job).unwrap().cabinet(), Cabinet::Closed);

    let events = phone.confirm(job, "re-energise").unwrap();
    assert!(matches!(events[0], Event::ReEnergised { .. }));
    assert_eq!(events[0].after_seal(), None, "the circuit is the site's business, not the record's");
    assert_eq!(events[1].after_seal(), Some((job, EventBody::StepDone { step: step("re-energise") })));
    let circuit = phone.visit.job(&job).unwrap().circuit().clone();
    assert!(phone.visit.circuit(&circuit).unwrap().lockouts().is_empty(), "the lockout ends with the power");
    let view = phone.view(job);
    assert_eq!(status(&view, "lockout"), StepStatus::Done, "and stays done in the job's record");
    assert!(!view.made_safe, "and nobody takes that for safety");

    phone.confirm(job, "display-errors").unwrap();
    phone.confirm(job, "logo").unwrap();
    phone.answer(job, "mac-on-screen", Answer::Mac { text: "00:24:b1:00:00:02:9f:81".into() }).unwrap();
    let undone = phone.undo(job, "logo", None).unwrap();
    assert_eq!(undone[0].after_seal(), Some((job, EventBody::StepUndone { step: step("logo") })));
    phone.confirm(job, "logo").unwrap();
    phone.confirm(job, "call-support").unwrap();
    phone.confirm(job, "type-plate").unwrap();
    for id in ["activation-sticker", "branding-place", "branding-label"] {
        phone.tick_all(job, id);
    }
    let view = phone.view(job);
    assert_eq!((view.done, view.asked), (24, 24));
    assert_eq!(view.next(), None);
}

#[test]
fn opening_once_more_begins_a_new_lockout_a_new_closing_and_new_checks() {
    let (mut phone, job) = Phone::with_a_job();
    phone.open(job);
    phone.write_record(job);
    phone.seal(job).unwrap();
    for id in ["close-cabinet", "re-energise", "display-errors", "call-support"] {
        phone.confirm(job, id).unwrap();
    }
    assert_eq!(phone.confirm(job, "open-cabinet").unwrap_err().code(), "lockout-incomplete");
    phone.tick(job, "lockout", "disconnected").unwrap();
    let ticks: Vec<bool> =
        phone.view(job).step("lockout").unwrap().items.iter().map(|item| item.done).collect();
    assert_eq!(ticks, [true, false, false, false, false], "the ticks of this morning count no more");

    phone.make_safe(job);
    phone.confirm(job, "open-cabinet").unwrap();
    let view = phone.view(job);
    for id in ["close-cabinet", "re-energise", "display-errors", "call-support"] {
        assert_ne!(status(&view, id), StepStatus::Done, "{id}");
    }
    assert_eq!(status(&view, "seal"), StepStatus::Done, "the record stands as it was sealed");
}

#[test]
fn the_journal_read_back_from_disk_gives_the_same_day() {
    let (mut phone, job) = Phone::with_a_job();
    phone.open(job);
    phone.write_record(job);
    phone.undo(job, "pin", None).unwrap();
    phone.answer(job, "pin", Answer::Pin(at("45.5,-73.5"))).unwrap();
    phone.seal(job).unwrap();
    phone.confirm(job, "close-cabinet").unwrap();

    let lines: Vec<String> =
        phone.journal.iter().map(|entry| serde_json::to_string(entry).unwrap()).collect();
    let read: Vec<JournalEntry> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read, phone.journal);
    assert_eq!(Visit::replay(&read), phone.visit);
}

#[test]
fn the_numbers_of_both_sim_cards_go_into_the_record_and_nobody_must_read_them() {
    let (mut phone, job) = Phone::with_a_job();
    let card = |text: &str| Answer::Iccid { text: text.into() };
    phone.answer(job, "iccid-new", card("8933 0100 0000 0000 010")).unwrap();
    phone.open(job);
    let refusal = phone.answer(job, "iccid-old", card("8933010000000000028")).unwrap_err();
    assert_eq!(refusal.fields()["missing"], "replace-sim", "the old card is read when it is out");
    phone.confirm(job, "replace-sim").unwrap();
    let refusal = phone.answer(job, "iccid-old", card("8933010000000000010")).unwrap_err();
    assert_eq!(refusal.code(), "iccid-same");
    phone.answer(job, "iccid-old", card("8933010000000000024")).unwrap();
    assert_eq!(phone.view(job).warnings[0].code, "iccid-check-digit", "a warning, no refusal");
    phone.write_record(job);
    let made = phone.seal(job).unwrap();
    let record: SealedRecord = serde_json::from_slice(made.bytes.as_slice()).unwrap();
    let sim = record.sim.unwrap();
    assert_eq!(sim.new.unwrap().printed(), "8933 0100 0000 0000 010");
    assert!(sim.old.is_some());
    assert_eq!(phone.undo(job, "iccid-old", None).unwrap_err().code(), "sealed");
}

#[test]
fn the_number_of_one_sim_card_goes_into_the_record_without_the_other() {
    for only in ["iccid-new", "iccid-old"] {
        let (mut phone, job) = Phone::with_a_job();
        phone.open(job);
        phone.confirm(job, "replace-sim").unwrap();
        phone.answer(job, only, Answer::Iccid { text: "8933010000000000010".into() }).unwrap();
        phone.write_record(job);
        let made = phone.seal(job).unwrap();
        let record: SealedRecord = serde_json::from_slice(made.bytes.as_slice()).unwrap();
        let sim = record.sim.expect(only);
        assert_eq!((sim.new.is_some(), sim.old.is_some()), (only == "iccid-new", only == "iccid-old"));
    }
}

#[test]
fn a_cabinet_that_was_closed_too_early_is_opened_again_through_a_lockout() {
    let (mut phone, job) = Phone::with_a_job();
    phone.open(job);
    for id in ["close-cabinet", "re-energise"] {
        phone.confirm(job, id).unwrap();
    }
    assert_eq!(phone.next(job), "lockout", "the SIM card is still the old one");
    phone.make_safe(job);
    assert_eq!(phone.next(job), "open-cabinet");
    phone.confirm(job, "open-cabinet").unwrap();
    assert_eq!(phone.next(job), "replace-sim");
}
