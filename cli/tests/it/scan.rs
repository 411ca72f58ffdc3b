//! The installer points at pictures: `pinpoint scan`, without an account, a data folder or a network.

use crate::support::{self, Site, photographed, pinpoint, run, text, type_plate};
use pinpoint_fixtures::{LabelText, hostile};
use serde_json::Value;

fn label() -> LabelText {
    LabelText {
        mac: "0024:B100:0002:9F81".into(),
        password: "hT7kPq2x".into(),
        url: "https://demo.pinpoint.example/l/0024B10000029F81#hT7kPq2x".into(),
    }
}

fn scan(args: &[&str]) -> (i32, String, Vec<Value>) {
    let said = run(pinpoint().env("HOME", "/nowhere").args(["scan", "--json"]).args(args));
    let objects = said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (said.code, said.out + &said.err, objects)
}

#[test]
fn a_photograph_gives_the_label_and_keeps_its_password_to_itself() {
    let site = Site::new();
    let photo = site.file("label.jpg", &photographed(&label()));
    let (code, everything, objects) = scan(&[text(&photo)]);
    assert_eq!(code, 0);
    assert_eq!(objects[0]["path"], text(&photo));
    assert_eq!(objects[0]["label"]["mac"], "0024:B100:0002:9F81");
    assert_eq!(objects[0]["label"]["password"], "••••");
    assert_eq!(objects[0]["symbols"][0]["format"], "qr-code");
    assert_eq!(objects[0]["symbols"][0]["text"], "https://demo.pinpoint.example/l/0024B10000029F81#••••");
    assert!(!everything.contains("hT7kPq2x"));

    let for_people = run(pinpoint().arg("scan").arg(&photo));
    assert!(for_people.out.contains("0024:B100:0002:9F81") && !for_people.out.contains("hT7kPq2x"));
    assert!(!for_people.out.contains('\u{1b}'), "no colour where there is no terminal");
}

#[test]
fn the_password_shows_to_whoever_asks_for_it() {
    let site = Site::new();
    let photo = site.file("label.jpg", &photographed(&label()));
    let (code, _, objects) = scan(&["--reveal", text(&photo)]);
    assert_eq!(code, 0);
    assert_eq!(objects[0]["label"]["password"], "hT7kPq2x");
    assert_eq!(objects[0]["symbols"][0]["text"], label().url);
}

#[test]
fn a_type_plate_and_a_foreign_sticker_are_read_and_are_no_label() {
    let site = Site::new();
    let plate = site.file("plate.jpg", &type_plate());
    let fake = LabelText {
        url: "https://demo.pinpoint.example.evil.example/l/0024B10000029F81#x".into(),
        ..label()
    };
    let fake = site.file("fake.jpg", &photographed(&fake));
    let (code, _, objects) = scan(&[text(&plate), text(&fake)]);
    assert_eq!(code, 3, "nothing was found");
    assert_eq!(objects[0]["symbols"][0]["format"], "code-128");
    assert_eq!(objects[0]["symbols"][0]["text"], support::SERIAL);
    assert_eq!(objects[1]["problem"]["code"], "label-foreign-host");
    assert_eq!(objects[1]["problem"]["fields"]["host"], "demo.pinpoint.example.evil.example");
    assert!(objects[1].get("label").is_none() && objects[0].get("label").is_none());
}

#[test]
fn what_is_no_picture_says_what_was_wrong_and_does_not_stop_the_others() {
    let site = Site::new();
    let bomb = hostile::png_bomb(40_000, 40_000).unwrap();
    let photo = photographed(&label());
    let files = [
        site.file("notes.jpg", hostile::TEXT_AS_PICTURE),
        site.file("empty.jpg", hostile::EMPTY),
        site.file("portal.jpg", hostile::WEB_PAGE_AS_PICTURE),
        site.file("bomb.png", &bomb),
        site.file("cut.jpg", &hostile::cut_short(&photo, 30)),
        site.path("gone.jpg"),
        site.file("label.jpg", &photo),
    ];
    let paths: Vec<&str> = files.iter().map(|path| text(path)).collect();
    let (code, everything, objects) = scan(&paths);
    assert_eq!(code, 1, "one that failed is told by the exit code");
    let codes: Vec<_> =
        objects.iter().map(|object| object["error"]["code"].as_str().unwrap_or("read")).collect();
    assert_eq!(
        codes,
        [
            "picture-not-an-image",
            "picture-empty",
            "picture-not-an-image",
            "picture-too-large",
            "picture-damaged",
            "file",
            "read"
        ]
    );
    assert_eq!(objects[3]["error"]["fields"]["width_px"], "40000");
    assert_eq!(objects[6]["label"]["mac"], label().mac);
    for object in &objects[..6] {
        assert!(object["error"]["message"].as_str().unwrap().len() > 10, "{object}");
    }
    assert!(!everything.contains("ask Bob"), "the content of a wrong file is nobody's business");

    let for_people = run(pinpoint().arg("scan").args(&files));
    assert_eq!(for_people.code, 1);
    for code in ["picture-empty", "picture-too-large", "picture-damaged"] {
        assert!(for_people.out.contains(&format!("code: {code}")), "{}", for_people.out);
    }
}
