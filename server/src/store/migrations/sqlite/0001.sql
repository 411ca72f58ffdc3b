-- Every row carries its network. Moments are milliseconds since 1970 by the server's clock; what is signed is kept
-- as it was signed, and the columns beside it are an index, never the truth.

CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The counter that receipts carry.
CREATE TABLE counter (
    network TEXT NOT NULL PRIMARY KEY,
    value   INTEGER NOT NULL CHECK (value >= 0)
) STRICT, WITHOUT ROWID;

-- Accounts ----------------------------------------------------------------------------------------------------------

CREATE TABLE company (
    network       TEXT NOT NULL,
    id            TEXT NOT NULL,
    name          TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    PRIMARY KEY (network, id),
    UNIQUE (network, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE installer (
    network            TEXT NOT NULL,
    id                 TEXT NOT NULL,
    company            TEXT NOT NULL,
    email              TEXT NOT NULL,
    name               TEXT NOT NULL,
    password_hash      TEXT NOT NULL,
    role               TEXT NOT NULL CHECK (role IN ('installer', 'back-office')),
    certified_until_ms INTEGER,
    created_at_ms      INTEGER NOT NULL,
    revoked_at_ms      INTEGER,
    PRIMARY KEY (network, id),
    UNIQUE (network, email),
    FOREIGN KEY (network, company) REFERENCES company (network, id)
) STRICT, WITHOUT ROWID;

-- A sign-in; its tokens live and die with it. The first device that it registers is its own for good, so that a
-- stolen phone's session ends with the phone.
CREATE TABLE session (
    network       TEXT NOT NULL,
    id            INTEGER PRIMARY KEY,
    installer     TEXT NOT NULL,
    device        TEXT,
    created_at_ms INTEGER NOT NULL,
    revoked_at_ms INTEGER,
    FOREIGN KEY (network, installer) REFERENCES installer (network, id),
    FOREIGN KEY (network, device) REFERENCES device (network, id)
) STRICT;
CREATE INDEX session_of_installer ON session (network, installer);
CREATE INDEX session_of_device ON session (network, device) WHERE device IS NOT NULL;

CREATE TABLE access_token (
    hash          BLOB NOT NULL PRIMARY KEY,
    session       INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX access_token_of_session ON access_token (session);

CREATE TABLE refresh_token (
    hash          BLOB NOT NULL PRIMARY KEY,
    session       INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    expires_at_ms INTEGER NOT NULL,
    used          INTEGER NOT NULL DEFAULT 0 CHECK (used IN (0, 1)),
    dead          INTEGER NOT NULL DEFAULT 0 CHECK (dead IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX refresh_token_of_session ON refresh_token (session);

CREATE TABLE device (
    network          TEXT NOT NULL,
    id               TEXT NOT NULL,
    installer        TEXT NOT NULL,
    key_json         TEXT NOT NULL,
    name             TEXT NOT NULL,
    registered_at_ms INTEGER NOT NULL,
    revoked_at_ms    INTEGER,
    PRIMARY KEY (network, id),
    FOREIGN KEY (network, installer) REFERENCES installer (network, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX device_of_installer ON device (network, installer);

-- Failures that throttle: of signing in (who: a digest of the e-mail), of proving a label (who: an installer).
-- Only those of signing in know a source, for an hour at most.
CREATE TABLE attempt (
    network TEXT NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('sign-in', 'proof', 'label')),
    who     TEXT NOT NULL,
    source  TEXT,
    at_ms   INTEGER NOT NULL
) STRICT;
CREATE INDEX attempt_of ON attempt (network, kind, who, at_ms);
CREATE INDEX attempt_at ON attempt (network, kind, at_ms);

-- Where an e-mail (its digest) signed in lately; strangers' guesses do not hold it back there.
CREATE TABLE familiar_source (
    network    TEXT NOT NULL,
    who        TEXT NOT NULL,
    source     TEXT NOT NULL,
    last_at_ms INTEGER NOT NULL,
    PRIMARY KEY (network, who, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX familiar_source_at ON familiar_source (network, last_at_ms);

-- Labels ------------------------------------------------------------------------------------------------------------

CREATE TABLE label (
    network       TEXT NOT NULL,
    mac_digits    TEXT NOT NULL CHECK (length(mac_digits) IN (12, 16)),
    password_hmac BLOB NOT NULL CHECK (length(password_hmac) = 32),
    state         TEXT NOT NULL DEFAULT 'issued' CHECK (state IN ('issued', 'active', 'retired')),
    issued_at_ms  INTEGER NOT NULL,
    printed_at_ms INTEGER,
    PRIMARY KEY (network, mac_digits)
) STRICT, WITHOUT ROWID;

-- Pinpoints ---------------------------------------------------------------------------------------------------------

-- A station is its maker and canonical serial. What is active on it changes, its name never does.
CREATE TABLE station (
    network         TEXT NOT NULL,
    maker           TEXT NOT NULL CHECK (maker = trim(maker)),
    serial          TEXT NOT NULL CHECK (serial NOT GLOB '*[^0-9A-Z]*' AND length(serial) BETWEEN 4 AND 40),
    active_pinpoint TEXT,
    active_mac      TEXT,
    PRIMARY KEY (network, maker, serial),
    FOREIGN KEY (network, active_pinpoint) REFERENCES pinpoint (network, id),
    CHECK ((active_pinpoint IS NULL) = (active_mac IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX station_of_mac ON station (network, active_mac) WHERE active_mac IS NOT NULL;

CREATE TRIGGER station_name_never_changes BEFORE UPDATE OF network, maker, serial ON station
BEGIN SELECT RAISE(ABORT, 'a station keeps its maker and serial'); END;
CREATE TRIGGER station_stays BEFORE DELETE ON station
BEGIN SELECT RAISE(ABORT, 'a station stays'); END;
CREATE TRIGGER station_is_never_replaced BEFORE INSERT ON station
WHEN EXISTS (SELECT 1 FROM station WHERE network = NEW.network AND maker = NEW.maker AND serial = NEW.serial)
BEGIN SELECT RAISE(ABORT, 'a station is never replaced'); END;

CREATE TABLE pinpoint (
    sequence         INTEGER PRIMARY KEY,
    network          TEXT NOT NULL,
    id               TEXT NOT NULL,
    sealed           BLOB NOT NULL,
    digest           BLOB NOT NULL CHECK (length(digest) = 32),
    maker            TEXT NOT NULL,
    -- The printed serial is read out of the sealed bytes themselves, so no column can say otherwise (A24).
    serial_printed   TEXT NOT NULL GENERATED ALWAYS AS (json_extract(CAST(sealed AS TEXT), '$.station.serial')) STORED,
    serial_canonical TEXT NOT NULL CHECK (serial_canonical = upper(replace(replace(replace(replace(replace(
        serial_printed, '-', ''), '.', ''), '/', ''), '_', ''), ' ', ''))),
    mac_digits       TEXT NOT NULL,
    kind             TEXT NOT NULL,
    lat_e7           INTEGER NOT NULL,
    lon_e7           INTEGER NOT NULL,
    device           TEXT NOT NULL,
    device_sequence  INTEGER NOT NULL,
    installer        TEXT NOT NULL,
    company          TEXT NOT NULL,
    signatures_json  TEXT NOT NULL,
    grant_json       TEXT NOT NULL,
    marks_json       TEXT NOT NULL,
    receipt_json     TEXT NOT NULL,
    received_at_ms   INTEGER NOT NULL,
    -- What may go: the capsule after the verdict, the annex when privacy law asks. Who brought it stays, so what went
    -- does not come again by a repeated PUT. A wrong password counts against who brought the capsule.
    capsule_json     TEXT,
    capsule_by       TEXT CHECK (capsule_by IS NOT NULL OR capsule_json IS NULL),
    annex_json       TEXT,
    annex_by         TEXT CHECK (annex_by IS NOT NULL OR annex_json IS NULL),
    UNIQUE (network, id),
    FOREIGN KEY (network, maker, serial_canonical) REFERENCES station (network, maker, serial),
    FOREIGN KEY (network, installer) REFERENCES installer (network, id),
    FOREIGN KEY (network, company) REFERENCES company (network, id),
    FOREIGN KEY (network, capsule_by) REFERENCES installer (network, id),
    FOREIGN KEY (network, annex_by) REFERENCES installer (network, id),
    CHECK (json_extract(CAST(sealed AS TEXT), '$.pinpoint_id') = id)
) STRICT;
CREATE INDEX pinpoint_of_station ON pinpoint (network, maker, serial_canonical, sequence);

CREATE TRIGGER pinpoint_never_changes BEFORE UPDATE OF
    sequence, network, id, sealed, digest, maker, serial_canonical, mac_digits, kind, lat_e7, lon_e7, device,
    device_sequence, installer, company, signatures_json, grant_json, marks_json, receipt_json, received_at_ms
ON pinpoint
BEGIN SELECT RAISE(ABORT, 'a sealed record never changes'); END;
CREATE TRIGGER pinpoint_stays BEFORE DELETE ON pinpoint
BEGIN SELECT RAISE(ABORT, 'a sealed record stays'); END;
-- INSERT OR REPLACE would delete without asking the trigger above.
CREATE TRIGGER pinpoint_is_never_replaced BEFORE INSERT ON pinpoint
WHEN EXISTS (SELECT 1 FROM pinpoint WHERE network = NEW.network AND id = NEW.id)
  OR EXISTS (SELECT 1 FROM pinpoint WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'a sealed record is never replaced'); END;

CREATE TABLE pinpoint_event (
    sequence        INTEGER PRIMARY KEY,
    network         TEXT NOT NULL,
    id              TEXT NOT NULL,
    pinpoint        TEXT NOT NULL,
    kind            TEXT NOT NULL,
    digest          BLOB NOT NULL CHECK (length(digest) = 32),
    -- Only a replaced capsule may go, after the verdict; its digest and receipt stay.
    payload         BLOB CHECK (payload IS NOT NULL OR kind = 'capsule-replaced'),
    signatures_json TEXT NOT NULL,
    grant_json      TEXT NOT NULL,
    receipt_json    TEXT NOT NULL,
    received_at_ms  INTEGER NOT NULL,
    UNIQUE (network, id),
    FOREIGN KEY (network, pinpoint) REFERENCES pinpoint (network, id)
) STRICT;
CREATE INDEX event_of_pinpoint ON pinpoint_event (network, pinpoint, sequence);

CREATE TRIGGER event_never_changes BEFORE UPDATE ON pinpoint_event
WHEN NEW.payload IS NOT NULL OR OLD.kind <> 'capsule-replaced' OR NEW.sequence <> OLD.sequence
  OR NEW.network <> OLD.network OR NEW.id <> OLD.id OR NEW.pinpoint <> OLD.pinpoint OR NEW.kind <> OLD.kind
  OR NEW.digest <> OLD.digest OR NEW.signatures_json <> OLD.signatures_json OR NEW.grant_json <> OLD.grant_json
  OR NEW.receipt_json <> OLD.receipt_json OR NEW.received_at_ms <> OLD.received_at_ms
BEGIN SELECT RAISE(ABORT, 'an event never changes'); END;
CREATE TRIGGER event_stays BEFORE DELETE ON pinpoint_event
BEGIN SELECT RAISE(ABORT, 'an event stays'); END;
CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON pinpoint_event
WHEN EXISTS (SELECT 1 FROM pinpoint_event WHERE network = NEW.network AND id = NEW.id)
  OR EXISTS (SELECT 1 FROM pinpoint_event WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'an event is never replaced'); END;

-- Photos ------------------------------------------------------------------------------------------------------------

-- What the sealed record announced; the bytes lie in the folder `photos` under their digest.
CREATE TABLE photo (
    network              TEXT NOT NULL,
    id                   TEXT NOT NULL,
    pinpoint             TEXT NOT NULL,
    kind                 TEXT NOT NULL CHECK (kind IN ('published', 'original')),
    digest               BLOB NOT NULL CHECK (length(digest) = 32),
    bytes                INTEGER NOT NULL CHECK (bytes >= 0),
    upload_metadata      TEXT,
    upload_expires_at_ms INTEGER,
    receipt_json         TEXT,
    PRIMARY KEY (network, id),
    FOREIGN KEY (network, pinpoint) REFERENCES pinpoint (network, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX photo_of_pinpoint ON photo (network, pinpoint);

CREATE TRIGGER photo_never_changes BEFORE UPDATE ON photo
WHEN NEW.network <> OLD.network OR NEW.id <> OLD.id OR NEW.pinpoint <> OLD.pinpoint OR NEW.kind <> OLD.kind
  OR NEW.digest <> OLD.digest OR NEW.bytes <> OLD.bytes
  OR (OLD.receipt_json IS NOT NULL AND NEW.receipt_json IS NOT OLD.receipt_json)
BEGIN SELECT RAISE(ABORT, 'a photo never changes'); END;
CREATE TRIGGER photo_stays BEFORE DELETE ON photo
BEGIN SELECT RAISE(ABORT, 'a photo stays'); END;
CREATE TRIGGER photo_is_never_replaced BEFORE INSERT ON photo
WHEN EXISTS (SELECT 1 FROM photo WHERE network = NEW.network AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a photo is never replaced'); END;

-- Verdicts ----------------------------------------------------------------------------------------------------------

CREATE TABLE verdict (
    network      TEXT NOT NULL,
    pinpoint     TEXT NOT NULL,
    version      INTEGER NOT NULL CHECK (version >= 1),
    decision     TEXT NOT NULL CHECK (decision IN ('accepted', 'in-review', 'rejected', 'superseded')),
    reasons_json TEXT NOT NULL,
    signed_json  TEXT NOT NULL,
    at_ms        INTEGER NOT NULL,
    PRIMARY KEY (network, pinpoint, version),
    FOREIGN KEY (network, pinpoint) REFERENCES pinpoint (network, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER verdict_never_changes BEFORE UPDATE ON verdict
BEGIN SELECT RAISE(ABORT, 'a verdict never changes'); END;
CREATE TRIGGER verdict_stays BEFORE DELETE ON verdict
BEGIN SELECT RAISE(ABORT, 'a verdict stays'); END;
CREATE TRIGGER verdict_is_never_replaced BEFORE INSERT ON verdict
WHEN EXISTS (SELECT 1 FROM verdict
             WHERE network = NEW.network AND pinpoint = NEW.pinpoint AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'a verdict is never replaced'); END;

-- Pinpoints that wait for a verdict. Written with the record, so a crash forgets none.
CREATE TABLE verdict_due (
    network   TEXT NOT NULL,
    pinpoint  TEXT NOT NULL,
    due_at_ms INTEGER NOT NULL,
    PRIMARY KEY (network, pinpoint),
    FOREIGN KEY (network, pinpoint) REFERENCES pinpoint (network, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX verdict_due_at ON verdict_due (network, due_at_ms);

-- The queue of people who look at what no rule decides.
CREATE TABLE review (
    network      TEXT NOT NULL,
    pinpoint     TEXT NOT NULL,
    reasons_json TEXT NOT NULL,
    -- To where the serial is active. Told to nobody outside: by many records with pins of their choice, somebody could
    -- find out where another company's station stands.
    distance_m   INTEGER,
    opened_at_ms INTEGER NOT NULL,
    closed_at_ms INTEGER,
    PRIMARY KEY (network, pinpoint),
    FOREIGN KEY (network, pinpoint) REFERENCES pinpoint (network, id)
) STRICT, WITHOUT ROWID;

-- What others learn -------------------------------------------------------------------------------------------------

CREATE TABLE change (
    sequence  INTEGER PRIMARY KEY AUTOINCREMENT,
    network   TEXT NOT NULL,
    company   TEXT NOT NULL,
    pinpoint  TEXT NOT NULL,
    body_json TEXT NOT NULL,
    at_ms     INTEGER NOT NULL
) STRICT;
CREATE INDEX change_of_company ON change (network, company, sequence);

CREATE TRIGGER change_never_changes BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'the change feed is append-only'); END;
CREATE TRIGGER change_stays BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'the change feed is append-only'); END;
CREATE TRIGGER change_is_never_replaced BEFORE INSERT ON change
WHEN EXISTS (SELECT 1 FROM change WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'the change feed is append-only'); END;

-- Events for other systems, written in the transaction that they tell of.
CREATE TABLE outgoing (
    sequence        INTEGER PRIMARY KEY AUTOINCREMENT,
    network         TEXT NOT NULL,
    kind            TEXT NOT NULL,
    subject         TEXT NOT NULL,
    body_json       TEXT NOT NULL,
    created_at_ms   INTEGER NOT NULL,
    delivered_at_ms INTEGER
) STRICT;

CREATE TABLE audit (
    sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
    network    TEXT NOT NULL,
    at_ms      INTEGER NOT NULL,
    actor      TEXT NOT NULL,
    action     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    reason     TEXT NOT NULL,
    request_id TEXT NOT NULL
) STRICT;

CREATE INDEX audit_of_subject ON audit (network, subject, action, at_ms);

CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_is_never_replaced BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
