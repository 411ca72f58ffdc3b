//! The database guards itself: raw SQL, past the server, is refused what no route offers.

use crate::support::books::Books;
use crate::support::record::{Job, sign_bytes};
use crate::support::{Network, random_uuid};
use axum::http::StatusCode;
use pinpoint_domain::ids::StepId;
use pinpoint_domain::wire::{Decision, EventBody, ReasonCode};

fn refused(database: &Books, sql: &str) -> String {
    match database.run(sql) {
        Err(said) => said,
        Ok(()) => panic!("the database let it happen: {sql}"),
    }
}

#[tokio::test]
async fn raw_sql_changes_no_serial_no_record_and_no_station() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let job = Job::new("NL-50 000 300");
    phone.put(&job.path(), &phone.seal(&job, &network.label().await.label)).await;
    assert_eq!(phone.verdict(job.id).await, Some((Decision::Accepted, vec![])));
    let before = phone.get(&job.path()).await.bytes;
    let database = network.database();
    let columns = "network, id, sealed, digest, maker, serial_canonical, mac_digits, kind, lat_e7, lon_e7, device, \
        device_sequence, installer, company, signatures_json, grant_json, marks_json, receipt_json, received_at_ms";
    for (sql, why) in [
        ("UPDATE pinpoint SET serial_canonical = 'NL50000301'", "never changes"),
        ("UPDATE pinpoint SET serial_printed = 'NL50000301'", "generated column"),
        (
            &format!("UPDATE pinpoint SET sealed = {}", database.sealed_with("'300'", "'301'")),
            "never changes",
        ),
        ("UPDATE pinpoint SET digest = (SELECT password_hmac FROM label)", "never changes"),
        ("UPDATE pinpoint SET mac_digits = '0200000000000000'", "never changes"),
        ("UPDATE pinpoint SET maker = 'voltwerk'", "never changes"),
        ("UPDATE pinpoint SET id = 'x'", "never changes"),
        ("DELETE FROM pinpoint", "stays"),
        ("UPDATE station SET serial = 'NL50000301'", "keeps its maker and serial"),
        ("UPDATE station SET maker = 'voltwerk'", "keeps its maker and serial"),
        ("DELETE FROM station", "stays"),
        ("INSERT INTO station (network, maker, serial) VALUES ('demo', 'x', 'nl-50')", "check"),
    ] {
        let said = refused(&database, sql);
        assert!(said.to_lowercase().contains(why), "{sql}: {said}");
    }
    let station = "INTO station (network, maker, serial) SELECT network, maker, serial FROM station";
    if database.are_sqlite() {
        let replaced = refused(&database, &format!("INSERT OR REPLACE {station}"));
        assert!(replaced.contains("never replaced"));
        assert!(refused(&database, "UPDATE OR REPLACE pinpoint SET id = 'x'").contains("never changes"));
        for verb in ["INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"] {
            let same_id = format!("{verb} INTO pinpoint ({columns}) SELECT {columns} FROM pinpoint");
            assert!(refused(&database, &same_id).contains("never replaced"));
            let same_sequence = format!(
                "{verb} INTO pinpoint (sequence, {columns}) SELECT sequence, {columns} FROM pinpoint"
            );
            assert!(refused(&database, &same_sequence).contains("never replaced"));
        }
    } else {
        let other = "ON CONFLICT (network, maker, serial) DO UPDATE SET serial = 'NL50000301'";
        let replaced = refused(&database, &format!("INSERT {station} {other}"));
        assert!(replaced.contains("keeps its maker and serial"), "{replaced}");
        for table in ["pinpoint", "station"] {
            assert!(refused(&database, &format!("TRUNCATE {table} CASCADE")).contains("stays"));
        }
    }
    // A row whose column names another serial than its sealed bytes cannot even be inserted.
    let copy =
        format!("INSERT INTO pinpoint (sequence, {columns}) SELECT sequence + 100, {columns} FROM pinpoint");
    let lie = copy.replacen("100, network, id,", "100, network, 'another-id',", 1);
    let said = refused(&database, &lie).to_lowercase();
    assert!(said.contains("check"), "the id in the sealed bytes is another one: {said}");
    let lie = copy.replacen(
        "100, network, id, sealed, digest, maker, serial_canonical,",
        &format!("100, network, 'x', {}, digest, maker, 'NL50000301',", database.sealed_with("id", "'x'")),
        1,
    );
    let said = refused(&database, &lie).to_lowercase();
    assert!(said.contains("check"), "the serial in the sealed bytes is another one: {said}");
    assert_eq!(phone.get(&job.path()).await.bytes, before);
}

#[tokio::test]
async fn raw_sql_changes_no_event_no_verdict_no_news_and_no_photo() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let job = Job::new("NL-50 000 305").with_photo(b"published", b"original");
    phone.put(&job.path(), &phone.seal(&job, &network.label().await.label)).await;
    let done = EventBody::StepDone { step: StepId::parse("display-checked").unwrap() };
    let (path, event) = phone.event(job.id, done);
    phone.put(&path, &event).await;
    assert_eq!(phone.verdict(job.id).await, Some((Decision::Accepted, vec![])));
    let database = network.database();
    database.run("UPDATE photo SET receipt_json = '{}' WHERE kind = 'original'").unwrap();
    for (table, why) in [
        ("pinpoint_event", "an event"),
        ("verdict", "a verdict"),
        ("change", "the change feed is append-only"),
        ("photo", "a photo"),
    ] {
        let rows = || database.number(&format!("SELECT count(*) FROM {table}"));
        let before = rows();
        assert!(before > 0, "{table}");
        let mut tried = vec![format!("DELETE FROM {table}"), format!("UPDATE {table} SET network = 'other'")];
        if database.are_sqlite() {
            tried.push(format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"));
            tried.push(format!("INSERT OR IGNORE INTO {table} SELECT * FROM {table}"));
            tried.push(format!("UPDATE OR REPLACE {table} SET network = 'other'"));
        } else {
            tried.push(format!("TRUNCATE {table} CASCADE"));
        }
        for sql in tried {
            let said = refused(&database, &sql);
            assert!(said.contains(why), "{sql}: {said}");
        }
        assert_eq!(rows(), before);
    }
    for (sql, why) in [
        ("UPDATE pinpoint_event SET payload = NULL", "an event never changes"),
        ("UPDATE pinpoint_event SET kind = 'step-undone'", "an event never changes"),
        ("UPDATE verdict SET decision = 'rejected'", "a verdict never changes"),
        ("UPDATE verdict SET version = 9", "a verdict never changes"),
        ("UPDATE change SET body_json = '{}'", "append-only"),
        ("UPDATE photo SET digest = (SELECT password_hmac FROM label)", "a photo never changes"),
        ("UPDATE photo SET kind = 'published'", "a photo never changes"),
        ("UPDATE photo SET receipt_json = NULL WHERE kind = 'original'", "a photo never changes"),
    ] {
        let said = refused(&database, sql);
        assert!(said.contains(why), "{sql}: {said}");
    }
}

#[tokio::test]
async fn the_audit_only_grows() {
    let network = Network::open();
    network.crew("Watt").await;
    let database = network.database();
    let count = || database.number("SELECT count(*) FROM audit");
    let before = count();
    assert!(before >= 3, "company, installer, sign-in and device are written down");
    let mut tried = vec!["UPDATE audit SET actor = 'nobody'", "DELETE FROM audit"];
    tried.push(if database.are_sqlite() {
        "INSERT OR REPLACE INTO audit SELECT * FROM audit"
    } else {
        "TRUNCATE audit"
    });
    for sql in tried {
        assert!(refused(&database, sql).contains("append-only"), "{sql}");
    }
    assert_eq!(count(), before);
}

#[tokio::test]
async fn a_hostile_client_that_signs_properly_changes_no_serial() {
    let network = Network::open();
    let phone = network.crew("Watt").await;
    let label = network.label().await.label;
    let job = Job::new("NL50000310");
    let envelope = phone.seal(&job, &label);
    let receipt = phone.put(&job.path(), &envelope).await;
    assert_eq!(phone.verdict(job.id).await, Some((Decision::Accepted, vec![])));

    let text = String::from_utf8(envelope.sealed.payload().to_vec()).unwrap();
    let mut changed = envelope.clone();
    changed.sealed = sign_bytes(text.replace("NL50000310", "NL50000311").into_bytes(), &phone.key);
    assert_eq!(phone.put(&job.path(), &changed).await.problem(), (409, "pinpoint-differs".into()));
    let other = Job { id: random_uuid().into(), ..Job::new("NL50000310") };
    let stored = phone.put(&other.path(), &phone.seal(&other, &network.label().await.label)).await;
    assert_eq!(stored.status, StatusCode::CREATED);
    let in_review = Some((Decision::InReview, vec![ReasonCode::SerialActiveElsewhere]));
    assert_eq!(phone.verdict(other.id).await, in_review);

    let spaced = Job::new("NL50000312");
    let mut envelope = phone.seal(&spaced, &label);
    let text = String::from_utf8(envelope.sealed.payload().to_vec()).unwrap();
    envelope.sealed = sign_bytes(text.replace("NL50000312", " NL50000312").into_bytes(), &phone.key);
    assert_eq!(phone.put(&spaced.path(), &envelope).await.problem(), (422, "serial-spelling".into()));
    assert_eq!(phone.put(&job.path(), &changed).await.status, StatusCode::CONFLICT);
    assert_eq!(
        phone.get(&job.path()).await.read::<serde_json::Value>()["receipt"],
        receipt.read::<serde_json::Value>()
    );
}
