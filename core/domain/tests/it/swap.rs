//! Two stations side by side, two labels in one hand: what was exchanged is named with both stations, before the seal
//! where possible (A24, A32).

use pinpoint_domain::Coded as _;
use pinpoint_domain::code::Notice;
use pinpoint_domain::ids::PinpointId;
use pinpoint_domain::label::MacAddress;
use pinpoint_domain::serial::SerialNumber;
use pinpoint_domain::work::{Answer, Command, Refusal};
use proptest::prelude::*;

use crate::support::{
    MAC, Phone, SERIAL, again, job, refused, relabelled, scanned, started, step, with_screen,
};

const OTHER_MAC: &str = "0024:B100:0002:9F82";
const OTHER_SERIAL: &str = "NL50-2024-T-0422";

/// Two stations of a row, each with its own label and plate.
fn a_row() -> (Phone, PinpointId, PinpointId) {
    let mut phone = Phone::new();
    for (n, mac) in [(1, MAC), (2, OTHER_MAC)] {
        phone.give(&started(job(n), "F12", mac)).unwrap();
    }
    (phone, job(1), job(2))
}

fn read_plate(phone: &mut Phone, job: PinpointId, serial: &str) {
    phone.answer(job, "station", with_screen()).unwrap();
    phone.answer(job, "serial", scanned(serial)).unwrap();
    phone.answer(job, "serial", again(serial)).unwrap();
}

/// The warnings of a job that name another station.
fn named(phone: &Phone, job: PinpointId) -> Vec<Notice> {
    let warnings = phone.view(job).warnings.into_iter();
    warnings.filter(|warning| warning.fields.contains_key("other")).collect()
}

fn codes(notices: &[Notice]) -> Vec<&str> {
    notices.iter().map(|notice| notice.code.as_str()).collect()
}

fn booted(phone: &mut Phone, job: PinpointId, serial: &str) {
    let serial = SerialNumber::parse(serial).unwrap();
    phone.give(&Command::NoteBoot { job, serial }).unwrap();
}

#[test]
fn a_screen_that_shows_the_neighbours_label_names_the_neighbour() {
    let (mut phone, first, second) = a_row();
    phone.open(first);
    phone.write_record(first);
    read_plate(&mut phone, second, OTHER_SERIAL);
    phone.confirm(first, "close-cabinet").unwrap();
    phone.confirm(first, "re-energise").unwrap();

    let shown = Answer::Mac { text: "00-24-b1-00-00-02-9f-82".into() };
    let refusal =
        refused(&mut phone, &Command::Do { job: first, step: step("mac-on-screen"), answer: shown });
    assert_eq!(refusal.code(), "mac-of-another");
    let fields = refusal.fields();
    assert_eq!((&*fields["shown"], &*fields["label"]), (OTHER_MAC, MAC));
    assert_eq!((&*fields["other"], &*fields["circuit"]), (&*second.to_string(), "F12"));
    assert_eq!(fields["station"], format!("NL-50 · {OTHER_SERIAL}"));
}

#[test]
fn a_screen_that_shows_a_label_of_nobody_here_is_told_as_before() {
    let (mut phone, first, _) = a_row();
    phone.open(first);
    phone.write_record(first);
    phone.confirm(first, "close-cabinet").unwrap();
    phone.confirm(first, "re-energise").unwrap();
    let shown = Answer::Mac { text: "0024:B100:0002:9F99".into() };
    let refusal =
        refused(&mut phone, &Command::Do { job: first, step: step("mac-on-screen"), answer: shown });
    assert_eq!(refusal, Refusal::MacDiffers { shown: "0024:B100:0002:9F99".into(), label: MAC.into() });
}

#[test]
fn one_label_scanned_at_two_stations_warns_at_both_until_one_is_read_again() {
    let (mut phone, first, second) = a_row();
    assert_eq!(named(&phone, first), []);
    phone.give(&relabelled(second, MAC)).unwrap();
    for (here, there) in [(first, second), (second, first)] {
        let warnings = named(&phone, here);
        assert_eq!(codes(&warnings), ["same-label"]);
        assert_eq!(warnings[0].fields["other"], there.to_string());
        assert_eq!(warnings[0].fields["station"], MAC, "before the plate is read, a label names a station");
    }
    phone.give(&relabelled(second, OTHER_MAC)).unwrap();
    assert_eq!((named(&phone, first), named(&phone, second)), (vec![], vec![]));
}

#[test]
fn one_plate_read_at_two_stations_warns_at_both_before_either_is_sealed() {
    let (mut phone, first, second) = a_row();
    read_plate(&mut phone, first, SERIAL);
    read_plate(&mut phone, second, SERIAL);
    assert_eq!(codes(&named(&phone, first)), ["same-serial"]);
    assert_eq!(codes(&named(&phone, second)), ["same-serial"]);
    assert_eq!(named(&phone, first)[0].fields["station"], format!("NL-50 · {SERIAL}"));
    read_plate(&mut phone, second, OTHER_SERIAL);
    assert_eq!((named(&phone, first), named(&phone, second)), (vec![], vec![]));
}

#[test]
fn serials_of_two_makers_may_be_alike() {
    let (mut phone, first, second) = a_row();
    read_plate(&mut phone, first, SERIAL);
    let other_maker =
        Answer::Station { manufacturer: "Voltwerk".into(), model: "Säule 22".into(), has_screen: None };
    phone.answer(second, "station", other_maker).unwrap();
    phone.answer(second, "serial", scanned(SERIAL)).unwrap();
    phone.answer(second, "serial", again(SERIAL)).unwrap();
    assert_eq!((named(&phone, first), named(&phone, second)), (vec![], vec![]));
}

#[test]
fn stations_that_come_online_under_each_others_label_are_named_together() {
    let (mut phone, first, second) = a_row();
    read_plate(&mut phone, first, SERIAL);
    read_plate(&mut phone, second, OTHER_SERIAL);
    booted(&mut phone, first, SERIAL);
    assert_eq!(named(&phone, first), [], "a station that says its own serial is where it should be");
    booted(&mut phone, first, &OTHER_SERIAL.to_lowercase());
    for (here, there) in [(first, second), (second, first)] {
        let warnings = named(&phone, here);
        assert_eq!(codes(&warnings), ["labels-exchanged"]);
        assert_eq!(warnings[0].fields["other"], there.to_string());
    }
}

#[test]
fn a_station_that_says_a_serial_of_nobody_here_is_read_again() {
    let (mut phone, first, _) = a_row();
    read_plate(&mut phone, first, SERIAL);
    booted(&mut phone, first, "NL50-2024-T-0999");
    let warnings = phone.view(first).warnings;
    let differs = warnings.iter().find(|warning| warning.code == "boot-serial-differs").unwrap();
    assert_eq!((&*differs.fields["said"], &*differs.fields["read"]), ("NL50-2024-T-0999", SERIAL));
    let again = Command::NoteBoot { job: first, serial: SerialNumber::parse("nl50 2024 t 0999").unwrap() };
    assert_eq!(phone.give(&again).unwrap(), [], "the network repeats itself, the journal does not");
}

proptest! {
    /// Whatever labels and plates three stations have: who is warned of another is the one of whom the other is warned.
    #[test]
    fn a_warning_that_names_a_neighbour_is_seen_from_both_sides(
        macs in prop::array::uniform3(0_u8..3),
        serials in prop::array::uniform3(prop::option::of(0_u8..3)),
        boots in prop::array::uniform3(prop::option::of(0_u8..4)),
    ) {
        let mut phone = Phone::new();
        let serial = |n: u8| format!("NL50-2024-T-042{n}");
        for n in 1..=3_u8 {
            let at = usize::from(n) - 1;
            let mac = MacAddress::parse(&format!("0024B10000029F8{}", macs[at])).unwrap();
            phone.give(&started(job(n), "F12", mac.printed())).unwrap();
            if let Some(read) = serials[at] {
                read_plate(&mut phone, job(n), &serial(read));
            }
            if let Some(said) = boots[at] {
                booted(&mut phone, job(n), &serial(said));
            }
        }
        let seen = |from: u8| -> Vec<(String, String)> {
            named(&phone, job(from)).into_iter().map(|mut each| (each.code, each.fields.remove("other").unwrap())).collect()
        };
        for (here, there) in [(1, 2), (1, 3), (2, 3)] {
            let towards = |from: u8, to: u8| -> Vec<String> {
                let to = job(to).to_string();
                seen(from).into_iter().filter(|(_, other)| *other == to).map(|(code, _)| code).collect()
            };
            prop_assert_eq!(towards(here, there), towards(there, here));
            prop_assert!(towards(here, there).len() <= 1, "one warning a pair");
        }
    }
}
