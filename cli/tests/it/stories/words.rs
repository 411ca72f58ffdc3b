//! An answer as a person types it.

use pinpoint_domain::connectivity::{EthernetHardware, NetworkSignal, Observed};
use pinpoint_domain::geo::Coordinate;
use pinpoint_domain::serial::SerialSource;
use pinpoint_domain::wire::{Address, DriverDetails};
use pinpoint_domain::work::Answer;

/// The options of `job do` for this answer.
pub(super) fn options(answer: &Answer) -> Vec<String> {
    let mut typed = Vec::new();
    let mut option = |name: &str, value: Option<String>| {
        typed.extend(value.into_iter().flat_map(|value| [format!("--{name}"), value]));
    };
    let flag = |name: &str, given: bool| given.then(|| format!("--{name}"));
    let mut bare = Vec::new();
    match answer.clone() {
        Answer::Confirmed => {}
        Answer::Item { item, millivolts } => {
            bare.push(item.to_string());
            option("volts", millivolts.map(|read| format!("{}.{:03}", read / 1000, read % 1000)));
        }
        Answer::Photo(_) => unreachable!("a photo is attached"),
        Answer::Location(fix) => {
            option("at", Some(degrees(fix.position)));
            option("accuracy", Some((fix.accuracy_mm / 1000).to_string()));
            bare.extend(flag("mock", fix.mock));
        }
        Answer::NoLocation => bare.push("--no-fix".to_owned()),
        Answer::Station { manufacturer, model, has_screen } => {
            option("manufacturer", Some(manufacturer));
            option("model", Some(model));
            option("screen", has_screen.map(|has| if has { "yes" } else { "no" }.to_owned()));
        }
        Answer::Serial { text, source: SerialSource::Scanned } => option("scanned", Some(text)),
        Answer::Serial { text, source: SerialSource::Typed } => option("typed", Some(text)),
        Answer::SerialAgain { text } => option("again", Some(text)),
        Answer::Address(Address { address, city, postal_code, state, country, from_list }) => {
            option("address", Some(address));
            option("city", Some(city));
            option("postal-code", postal_code);
            option("state", state);
            option("country", Some(country));
            bare.extend(flag("not-from-list", !from_list));
        }
        Answer::Pin(at) => option("at", Some(degrees(at))),
        Answer::Details(DriverDetails { car_park, building, floor, bay, parking_restrictions }) => {
            option("car-park", car_park);
            option("building", building);
            option("floor", floor);
            option("bay", bay);
            option("restrictions", parking_restrictions);
        }
        Answer::Mac { text } => option("shown", Some(text)),
        Answer::Identity { claim, old_serial, .. } => {
            option("claim", Some(name(claim)));
            option("old-serial", old_serial);
        }
        Answer::Iccid { text } => option("iccid", Some(text)),
        Answer::Hardware { hardware } => option("hardware", Some(name(hardware))),
        Answer::Looked { good } => option("good", Some(if good { "yes" } else { "no" }.to_owned())),
        Answer::Pasted { .. } => unreachable!("a paste is a file"),
        Answer::Firmware { text } => option("firmware", Some(text)),
        Answer::NetworkSignal(NetworkSignal { link, vpn, cloud }) => {
            option("link", Some(name(link)));
            option("vpn", Some(name(vpn)));
            option("cloud", Some(name(cloud)));
        }
    }
    typed.extend(bare);
    typed
}

/// The options of `diagnose` for what was seen.
pub(super) fn seen(observed: &Observed) -> Vec<String> {
    let Observed { signal: NetworkSignal { link, vpn, cloud }, model, firmware, hardware, region } =
        observed.clone();
    let hardware = (hardware != EthernetHardware::Unknown).then(|| name(hardware));
    let firmware = firmware.map(|version| version.to_string());
    let signal = [("link", Some(name(link))), ("vpn", Some(name(vpn))), ("cloud", Some(name(cloud)))];
    let others = [("model", model), ("firmware", firmware), ("hardware", hardware), ("region", region)];
    let given = signal.into_iter().chain(others);
    given.filter_map(|(name, value)| Some([format!("--{name}"), value?])).flatten().collect()
}

/// A name as it stands on the wire.
pub(super) fn name(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

/// Decimal degrees, to the last digit.
fn degrees(at: Coordinate) -> String {
    let degrees = |e7: i32| {
        let sign = if e7 < 0 { "-" } else { "" };
        let digits = e7.unsigned_abs();
        format!("{sign}{}.{:07}", digits / 10_000_000, digits % 10_000_000)
    };
    format!("{},{}", degrees(at.lat_e7()), degrees(at.lon_e7()))
}
