//! The driver against a network that fails: a socket played by script, a store in memory, real time.

mod expired;
mod honest;
mod phone;
mod player;
mod shelf;
mod transport;

use std::num::NonZeroU64;
use std::sync::Arc;
use std::time::Duration;

use honest::{answer, html, json, photo_receipt, problem};
use phone::{Phone, bad_once, hungry, upload_player, weather_of};
use pinpoint_domain::wire::Subject;
use pinpoint_engine::outbox::{DeliveryState, Ending, Progress, Reason, Weather};
use pinpoint_engine::platform::http::HttpConfig;
use pinpoint_engine::platform::time;
use player::{Play, Player, Request};
use shelf::{Shelf, event, photo, pinpoint, record};
use uuid::Uuid;

#[tokio::test]
async fn bad_weather_of_every_kind_delays_the_record_and_loses_nothing() {
    let cases = [
        (html(200), Weather::Stranger { status: 200 }),
        (html(302), Weather::Stranger { status: 302 }),
        (html(502), Weather::Stranger { status: 502 }),
        (html(520), Weather::Stranger { status: 520 }),
        (problem(500, "internal", &[]), Weather::Server { status: 500 }),
        (Play::BreakOff, Weather::Interrupted),
        (json(201, &"not a receipt"), Weather::Unreadable),
        (
            json(201, &honest::receipt(Subject::Pinpoint(pinpoint(1)), b"other bytes")),
            Weather::ReceiptNotBelieved,
        ),
        (json(201, &honest::receipt(Subject::Pinpoint(pinpoint(2)), b"")), Weather::ReceiptNotBelieved),
    ];
    for (play, weather) in cases {
        let (_player, phone) = bad_once(play).await;
        let report = phone.run().await;
        assert_eq!(report.ending, Ending::Deadline, "{weather:?}");
        assert_eq!((report.delivered, report.waiting), (0, 1));
        assert_eq!(weather_of(&phone.shelf, record(1)), Some(weather));
        phone.driver.wake(Reason::Connectivity);
        let report = phone.run().await;
        assert_eq!((report.ending, report.delivered), (Ending::Idle, 2), "{weather:?}");
        assert_eq!(phone.shelf.delivered(), 2);
    }
}

#[tokio::test]
async fn without_a_server_the_record_waits_offline() {
    let player = Player::start(answer, hungry).await;
    let phone = Phone::new(&player, &Shelf::with(&[record(1)]));
    let nobody = Player { address: "127.0.0.1:9".parse().unwrap(), requests: Arc::default() };
    let lonely = Phone::new(&nobody, &phone.shelf);
    lonely.run().await;
    assert_eq!(weather_of(&phone.shelf, record(1)), Some(Weather::Offline));
    phone.driver.wake(Reason::Foreground);
    assert_eq!(phone.run().await.delivered, 1);
}

#[tokio::test]
async fn a_wait_of_two_to_four_seconds_is_outlasted_when_nobody_hurries() {
    let (_player, phone) = bad_once(html(503)).await;
    let report = phone.driver.run(None, std::future::pending(), Arc::new(|_| {})).await;
    assert_eq!((report.ending, report.delivered, report.waiting), (Ending::Idle, 2, 0));
}

#[tokio::test]
async fn a_busy_server_says_when_to_come_back() {
    let (_player, phone) = bad_once(problem(429, "throttled", &[("retry-after", "120".to_owned())])).await;
    phone.run().await;
    let DeliveryState::Waiting { since, until, why } = phone.shelf.state(record(1)) else {
        panic!("no wait")
    };
    assert_eq!(why, Weather::Busy);
    assert!((120..=182).contains(&until.duration_since(since).as_secs()));
}

#[tokio::test]
async fn a_thousand_records_with_an_old_token_need_one_refresh_and_a_few_requests() {
    let script = |request: &Request| {
        let old = request.header("authorization") == Some("Bearer old");
        if old { problem(401, "token-expired", &[]) } else { answer(request) }
    };
    let player = Player::start(script, hungry).await;
    let items: Vec<_> = (0..1000).map(record).collect();
    let phone = Phone::new(&player, &Shelf::with(&items));
    let report = phone.run_for(Duration::from_mins(1), std::future::pending()).await;
    assert_eq!((report.ending, report.delivered), (Ending::Idle, 1000));
    assert_eq!(phone.shelf.delivered(), 1000);
    assert_eq!(player.count("POST", "/v1/sessions/refresh"), 1);
    assert!(player.count("PUT", "/v1/pinpoints") <= 8);
    assert_eq!(phone.shelf.session().unwrap().access_token, "new");
}

#[tokio::test]
async fn an_account_that_is_not_certified_yet_holds_its_record_and_says_why() {
    let (_player, phone) = bad_once(problem(403, "not-certified", &[])).await;
    let report = phone.run().await;
    assert_eq!((report.ending, report.held), (Ending::Idle, 1));
    assert_eq!(phone.shelf.state(record(1)), DeliveryState::HeldAuth { code: "not-certified".to_owned() });
    phone.driver.wake(Reason::Tap);
    assert_eq!(phone.run().await.delivered, 2);
}

#[tokio::test]
async fn other_bytes_under_the_same_name_need_a_person() {
    let (_player, phone) = bad_once(problem(409, "pinpoint-differs", &[])).await;
    phone.run().await;
    phone.driver.wake(Reason::Tap);
    assert_eq!(phone.run().await.delivered, 0);
    assert!(
        matches!(phone.shelf.state(record(1)), DeliveryState::NeedsYou { code, .. } if code == "pinpoint-differs")
    );
    assert_eq!(phone.shelf.state(event(1)), DeliveryState::Blocked { on: record(1) });
}

#[tokio::test]
async fn cancelled_or_out_of_time_in_the_middle_of_a_silence_it_stops_at_once() {
    let (_player, phone) = bad_once(Play::Silence(Duration::from_secs(30))).await;
    let (cancel, cancelled) = tokio::sync::oneshot::channel();
    let a_moment = Duration::from_millis(100);
    let (report, ()) =
        tokio::join!(phone.run_for(Duration::from_secs(20), async { cancelled.await.unwrap() }), async {
            tokio::time::sleep(a_moment).await;
            cancel.send(()).unwrap();
        });
    assert_eq!(report.ending, Ending::Cancelled);
    assert_eq!(phone.shelf.state(record(1)), DeliveryState::Ready);

    let (_player, phone) = bad_once(Play::Silence(Duration::from_secs(30))).await;
    let report = phone.run_for(Duration::from_millis(200), std::future::pending()).await;
    assert_eq!(report.ending, Ending::Deadline);
    assert_eq!(phone.run().await.delivered, 2);
}

#[tokio::test]
async fn a_full_disk_ends_the_run_and_the_next_one_gets_the_same_receipts() {
    let player = Player::start(answer, hungry).await;
    let phone = Phone::new(&player, &Shelf::with(&[record(1)]));
    phone.shelf.set_full(true);
    let report = phone.run().await;
    assert!(matches!(report.ending, Ending::Store(_)));
    assert_eq!(phone.shelf.state(record(1)), DeliveryState::Ready);
    phone.shelf.set_full(false);
    assert_eq!(phone.run().await.delivered, 1);
}

#[tokio::test]
async fn a_photo_that_is_cut_twice_goes_on_from_the_byte_that_the_server_has() {
    let bytes: Vec<u8> = (0..300_000_u32).map(|n| n.to_le_bytes()[1]).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo.jpg");
    std::fs::write(&path, &bytes).unwrap();
    let player = upload_player(2).await;
    let phone = Phone::new(&player, &Shelf::with(&[record(1), photo(1)]));
    phone.shelf.set_photo(&path, &bytes);
    let report = phone.run_for(Duration::from_secs(20), std::future::pending()).await;
    assert_eq!((report.ending, report.delivered), (Ending::Idle, 2));
    assert_eq!(player.count("POST", "/v1/uploads"), 1);
    assert_eq!((player.count("PATCH", "/v1/uploads"), player.count("HEAD", "/v1/uploads")), (2, 2));
    let told = phone.told.lock().unwrap();
    let whole = |step: &Progress| matches!(step, Progress::Bytes { sent: 300_000, .. });
    assert!(told.iter().any(whole));
}

#[tokio::test]
async fn a_photo_whose_receipt_comes_with_its_creation_costs_one_request() {
    let bytes = vec![7; 60_000];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo.jpg");
    std::fs::write(&path, &bytes).unwrap();
    let script =
        |request: &Request| match (request.method.as_str(), photo_receipt(Uuid::from_u128(1), &request.body))
        {
            ("POST", Play::Reply { mut headers, body, .. }) => {
                headers.push(("upload-offset", request.body.len().to_string()));
                Play::Reply { status: 201, headers, body }
            }
            _ => answer(request),
        };
    let player = Player::start(script, hungry).await;
    let shelf = Shelf::with(&[photo(1)]);
    shelf.set_photo(&path, &bytes);
    assert_eq!(Phone::new(&player, &shelf).run().await.delivered, 1);
    assert_eq!((player.count("POST", "/v1/uploads"), player.count("GET", "/v1/photos")), (1, 0));
}

#[tokio::test]
async fn a_photo_whose_file_is_gone_needs_a_person_and_its_record_arrives() {
    let player = upload_player(0).await;
    let phone = Phone::new(&player, &Shelf::with(&[record(1), photo(1)]));
    phone.shelf.set_photo("/nowhere/photo.jpg".as_ref(), b"bytes");
    let report = phone.run().await;
    assert_eq!((report.delivered, report.held), (1, 1));
    assert!(
        matches!(phone.shelf.state(photo(1)), DeliveryState::NeedsYou { code, .. } if code == "file-unreadable")
    );
}

#[tokio::test]
async fn a_photo_that_rotted_on_the_phone_is_not_sent_again_and_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo.jpg");
    std::fs::write(&path, b"rotten bytes").unwrap();
    let script = |request: &Request| match request.method.as_str() {
        "POST" => problem(460, "photo-digest-differs", &[]),
        _ => answer(request),
    };
    let player = Player::start(script, hungry).await;
    let shelf = Shelf::with(&[photo(1)]);
    shelf.set_photo(&path, b"sealed bytes");
    let phone = Phone::new(&player, &shelf);
    phone.run().await;
    assert_eq!(weather_of(&shelf, photo(1)), Some(Weather::Damaged));
    phone.driver.wake(Reason::Tap);
    phone.run().await;
    assert!(
        matches!(shelf.state(photo(1)), DeliveryState::NeedsYou { code, .. } if code == "photo-file-damaged")
    );
    assert_eq!(player.count("POST", "/v1/uploads"), 1);
}

#[tokio::test]
async fn a_metered_link_is_not_filled() {
    let bytes = vec![7; 60_000];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo.jpg");
    std::fs::write(&path, &bytes).unwrap();
    let player = upload_player(0).await;
    let shelf = Shelf::with(&[photo(1)]);
    shelf.set_photo(&path, &bytes);
    let config = HttpConfig { upload_bytes_per_second: NonZeroU64::new(100_000), ..HttpConfig::default() };
    let phone = Phone::with(&player, &shelf, &config);
    let begun = time::now();
    assert_eq!(phone.run_for(Duration::from_secs(10), std::future::pending()).await.delivered, 1);
    assert!(time::now().duration_since(begun) >= jiff::SignedDuration::from_millis(450));
    let steps =
        phone.told.lock().unwrap().iter().filter(|step| matches!(step, Progress::Bytes { .. })).count();
    assert!(steps >= 6);
}

#[tokio::test]
async fn a_clock_that_the_server_contradicts_is_mentioned() {
    let script = |request: &Request| match answer(request) {
        Play::Reply { status, mut headers, body } => {
            headers.push(("date", "Fri, 20 Nov 2015 08:00:00 GMT".to_owned()));
            Play::Reply { status, headers, body }
        }
        play => play,
    };
    let player = Player::start(script, hungry).await;
    let phone = Phone::new(&player, &Shelf::with(&[record(1)]));
    let report = phone.run().await;
    assert_eq!(report.delivered, 1);
    assert!(report.clock_skew_s.is_some_and(|skew| skew > 300_000_000));
}

#[tokio::test]
async fn what_a_login_page_says_of_the_time_is_not_believed() {
    let script = |_: &Request| match html(200) {
        Play::Reply { status, mut headers, body } => {
            headers.push(("date", "Fri, 20 Nov 2015 08:00:00 GMT".to_owned()));
            Play::Reply { status, headers, body }
        }
        play => play,
    };
    let player = Player::start(script, hungry).await;
    let phone = Phone::new(&player, &Shelf::with(&[record(1)]));
    assert_eq!(phone.run().await.clock_skew_s, None);
}

#[tokio::test]
async fn a_certificate_of_another_year_is_weather_until_the_clock_is_known_to_be_wrong() {
    let url = format!("https://{}", expired::start());
    let config = HttpConfig { extra_ca_pem: Some(expired::AUTHORITY.to_vec()), ..HttpConfig::default() };
    let shelf = Shelf::with(&[record(1)]);
    let phone = Phone::at(&url, &shelf, &config);
    phone.run().await;
    assert_eq!(weather_of(&shelf, record(1)), Some(Weather::Tls));

    shelf.set_server_date("2040-01-01T00:00:00Z".parse().unwrap());
    phone.driver.wake(Reason::Tap);
    let report = phone.run().await;
    assert_eq!(report.held, 1);
    assert!(matches!(shelf.state(record(1)), DeliveryState::HeldClock { skew_s } if skew_s < -300_000_000));
}

#[tokio::test]
async fn a_secure_address_that_answers_in_plain_text_is_weather() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut socket in listener.incoming().flatten() {
            let _ = std::io::Write::write_all(&mut socket, b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    let shelf = Shelf::with(&[record(1)]);
    let phone = Phone::at(&url, &shelf, &HttpConfig::default());
    phone.run().await;
    assert_eq!(weather_of(&shelf, record(1)), Some(Weather::Tls));
}
