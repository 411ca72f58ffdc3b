//! The map: the demo network has a town, an operator lays its own, and nothing else of the folder around it is to be had.

use std::fs;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use pinpoint_domain::demo;
use pinpoint_domain::ids::NetworkId;
use serde_json::Value;

use crate::support::{Answer, Network};

async fn get(network: &Network, file: &str, headers: &[(&str, &str)]) -> Answer {
    let asked = headers
        .iter()
        .fold(Request::get(format!("/v1/map/{file}")), |asked, (name, value)| asked.header(*name, *value));
    network.send(asked.body(Body::empty()).unwrap()).await
}

fn lay(network: &Network, file: &str, bytes: &[u8]) {
    let path = network.folder.path().join("map").join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

#[tokio::test]
async fn the_demo_town_has_each_address_of_its_list() {
    let network = Network::open();
    let style: Value = get(&network, "style.json", &[]).await.read();
    let town = style["sources"]["town"]["data"].as_str().unwrap().strip_prefix("/v1/map/").unwrap();
    let town = get(&network, town, &[]).await;
    assert_eq!(town.header("content-type"), Some("application/geo+json"));
    assert_eq!(town.header("cache-control"), Some("public, max-age=86400"));
    let town: Value = town.read();
    let houses: Vec<_> = town["features"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["properties"]["kind"] == "house")
        .collect();
    for address in demo::addresses().unwrap().addresses {
        let at = [address.position.unwrap().lon_e7(), address.position.unwrap().lat_e7()]
            .map(|e7| f64::from(e7) / 1e7);
        let within = |house: &&&Value| {
            let corners = house["geometry"]["coordinates"][0].as_array().unwrap();
            (0..2).all(|axis| {
                let of = |corner: &Value| corner[axis].as_f64().unwrap();
                let least = corners.iter().map(of).fold(f64::MAX, f64::min);
                let most = corners.iter().map(of).fold(f64::MIN, f64::max);
                (least..most).contains(&at[axis])
            })
        };
        let house = houses.iter().find(within).unwrap_or_else(|| panic!("no house at {}", address.address));
        assert!(
            address.address.starts_with(&format!("{} ", house["properties"]["number"].as_str().unwrap()))
        );
    }
}

#[tokio::test]
async fn an_operators_map_is_served_whole_and_in_parts() {
    let network = Network::open();
    lay(&network, "style.json", b"{\"version\":8}");
    lay(&network, "tiles/0/0/0.png", b"\x89PNG");
    lay(&network, "town.pmtiles", b"0123456789");
    assert_eq!(get(&network, "style.json", &[]).await.bytes, b"{\"version\":8}");
    let tile = get(&network, "tiles/0/0/0.png", &[]).await;
    assert_eq!((tile.header("content-type"), &*tile.bytes), (Some("image/png"), &b"\x89PNG"[..]));
    let part = get(&network, "town.pmtiles", &[("range", "bytes=2-4")]).await;
    assert_eq!(
        (part.status, part.header("content-range")),
        (StatusCode::PARTIAL_CONTENT, Some("bytes 2-4/10"))
    );
    assert_eq!(part.bytes, b"234");
    assert_eq!(part.header("content-security-policy"), Some("default-src 'none'; sandbox"));
    let conditions = [("if-match", "\"another\""), ("if-unmodified-since", "Thu, 01 Jan 1970 00:00:00 GMT")];
    assert_eq!(get(&network, "town.pmtiles", &conditions).await.bytes, b"0123456789");
    let beyond = get(&network, "town.pmtiles", &[("range", "bytes=20-")]).await;
    assert_eq!(beyond.problem(), (416, "range-not-satisfiable".into()));
}

#[tokio::test]
async fn nothing_outside_of_the_map_is_to_be_had() {
    let network = Network::open();
    lay(&network, "tiles/0/0/0.png", b"\x89PNG");
    for file in [
        "../pinpoint.db",
        "..%2fpinpoint.db",
        "%2e%2e/pinpoint.db",
        "tiles/../../pinpoint.db",
        "tiles%2f..%2f..%2fpinpoint.db",
        "..%5cpinpoint.db",
        "%2fetc%2fpasswd",
        "v1/map/tiles/0/0/0.png",
        "tiles",
        "tiles/",
        "tiles/0/0/0.png%00",
        "%ff",
        "nothing.json",
    ] {
        let (status, code) = get(&network, file, &[]).await.problem();
        assert!(
            matches!((status, &*code), (404, "map-unknown") | (400, "malformed-path")),
            "{file}: {status} {code}"
        );
    }
}

#[tokio::test]
async fn a_network_without_a_map_does_not_show_the_demo_town() {
    let network = Network::open_with(|config| config.network = NetworkId::parse("nordwand").unwrap());
    for file in ["style.json", "town.geojson"] {
        assert_eq!(get(&network, file, &[]).await.problem(), (404, "map-unknown".into()));
    }
}
