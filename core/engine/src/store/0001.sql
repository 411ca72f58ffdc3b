-- Schema 1. Migrations are numbered and additive; sealed bytes are never rewritten.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The journal is the truth; `sequence` is the device's own counter.
CREATE TABLE journal (
  sequence INTEGER PRIMARY KEY,
  visit    TEXT NOT NULL,
  entry    TEXT NOT NULL
) STRICT;
CREATE INDEX journal_of_visit ON journal (visit, sequence);
CREATE TRIGGER journal_entries_never_change BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'a journal entry never changes'); END;
CREATE TRIGGER journal_entries_stay BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'a journal entry stays'); END;

-- Which visit a job belongs to, and its capsule: the only form in which an activation password is kept.
CREATE TABLE job (
  id         TEXT PRIMARY KEY,
  visit      TEXT NOT NULL,
  started_at TEXT NOT NULL,
  capsule    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Sealed records. The envelope is sent as it stands here.
CREATE TABLE pinpoint (
  id       TEXT PRIMARY KEY REFERENCES job (id),
  sequence INTEGER NOT NULL UNIQUE,
  digest   TEXT NOT NULL,
  serial   TEXT NOT NULL,
  sealed   BLOB NOT NULL CHECK (serial = json_extract(CAST(sealed AS TEXT), '$.station.serial')),
  envelope BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER sealed_records_never_change BEFORE UPDATE ON pinpoint
BEGIN SELECT RAISE(ABORT, 'a sealed record never changes'); END;
CREATE TRIGGER sealed_records_stay BEFORE DELETE ON pinpoint
BEGIN SELECT RAISE(ABORT, 'a sealed record stays'); END;

-- Events after a seal, as they are sent.
CREATE TABLE event (
  id       TEXT PRIMARY KEY,
  pinpoint TEXT NOT NULL REFERENCES pinpoint (id),
  digest   TEXT NOT NULL,
  envelope BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Files of photos; paths are relative to the folder of this database.
CREATE TABLE photo (
  id     TEXT PRIMARY KEY,
  job    TEXT NOT NULL REFERENCES job (id),
  path   TEXT NOT NULL,
  digest TEXT NOT NULL,
  bytes  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The outbox. `state` and what it says are the columns that a query asks for; `detail` is the whole state.
CREATE TABLE delivery (
  subject     TEXT PRIMARY KEY,
  item        TEXT NOT NULL,
  pinpoint    TEXT NOT NULL REFERENCES pinpoint (id),
  lane        INTEGER NOT NULL,
  sequence    INTEGER NOT NULL,
  state       TEXT NOT NULL,
  detail      TEXT NOT NULL,
  blocked_on  TEXT,
  since_ms    INTEGER,
  until_ms    INTEGER,
  attempts    INTEGER NOT NULL,
  bytes_sent  INTEGER NOT NULL,
  bytes_total INTEGER NOT NULL,
  UNIQUE (lane, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_due ON delivery (lane, state, sequence);
CREATE INDEX delivery_blocked ON delivery (blocked_on) WHERE blocked_on IS NOT NULL;
CREATE INDEX delivery_of_pinpoint ON delivery (pinpoint);

CREATE TABLE receipt (
  subject TEXT PRIMARY KEY,
  receipt TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER receipts_never_change BEFORE UPDATE ON receipt
BEGIN SELECT RAISE(ABORT, 'a receipt never changes'); END;

-- In the order in which they came; a restored server (another epoch) may count from the beginning again.
CREATE TABLE verdict (
  arrival         INTEGER PRIMARY KEY,
  server_epoch    TEXT NOT NULL,
  server_sequence INTEGER NOT NULL,
  pinpoint        TEXT NOT NULL,
  verdict         TEXT NOT NULL,
  UNIQUE (server_epoch, server_sequence)
) STRICT;
CREATE INDEX verdict_of_pinpoint ON verdict (pinpoint, arrival);
