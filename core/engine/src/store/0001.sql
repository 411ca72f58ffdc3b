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
-- REPLACE deletes without asking the trigger above; so for all tables below.
CREATE TRIGGER journal_entries_are_not_replaced BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE sequence = new.sequence)
BEGIN SELECT RAISE(ABORT, 'a journal entry stays'); END;

-- Which visit a job belongs to, and until its seal its capsule: the only form in which an activation password is kept.
CREATE TABLE job (
  id         TEXT PRIMARY KEY,
  visit      TEXT NOT NULL,
  started_at TEXT NOT NULL,
  capsule    TEXT
) STRICT, WITHOUT ROWID;

-- Sealed records: what was signed, verbatim, and beside it what proves the author. What may be deleted some day, the
-- capsule and the annex, stands in columns of its own; the rest never changes.
CREATE TABLE pinpoint (
  id         TEXT PRIMARY KEY REFERENCES job (id),
  sequence   INTEGER NOT NULL UNIQUE,
  digest     TEXT NOT NULL,
  sealed     BLOB NOT NULL,
  serial     TEXT NOT NULL AS (json_extract(CAST(sealed AS TEXT), '$.station.serial')) STORED,
  mac        TEXT NOT NULL AS (json_extract(CAST(sealed AS TEXT), '$.station.mac')) STORED,
  signatures TEXT NOT NULL,
  grant_json TEXT NOT NULL,
  marks      TEXT NOT NULL,
  capsule    TEXT,
  annex      TEXT
) STRICT;
CREATE TRIGGER sealed_records_never_change
BEFORE UPDATE OF id, sequence, digest, sealed, signatures, grant_json, marks ON pinpoint
BEGIN SELECT RAISE(ABORT, 'a sealed record never changes'); END;
CREATE TRIGGER capsule_and_annex_only_go BEFORE UPDATE OF capsule, annex ON pinpoint
WHEN new.capsule IS NOT NULL AND new.capsule IS NOT old.capsule
  OR new.annex IS NOT NULL AND new.annex IS NOT old.annex
BEGIN SELECT RAISE(ABORT, 'capsule and annex may go, not change'); END;
CREATE TRIGGER sealed_records_stay BEFORE DELETE ON pinpoint
BEGIN SELECT RAISE(ABORT, 'a sealed record stays'); END;
CREATE TRIGGER sealed_records_are_not_replaced BEFORE INSERT ON pinpoint
WHEN EXISTS (SELECT 1 FROM pinpoint WHERE id = new.id OR sequence = new.sequence)
BEGIN SELECT RAISE(ABORT, 'a sealed record stays'); END;

-- Events after a seal, as they are sent; one that holds a capsule may go once it has done its work.
CREATE TABLE event (
  id       TEXT PRIMARY KEY,
  pinpoint TEXT NOT NULL REFERENCES pinpoint (id),
  sequence INTEGER NOT NULL UNIQUE,
  digest   TEXT NOT NULL,
  envelope BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER events_never_change BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'an event never changes'); END;
CREATE TRIGGER events_are_not_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = new.id OR sequence = new.sequence)
BEGIN SELECT RAISE(ABORT, 'an event never changes'); END;

-- Files of photos; paths are relative to the folder of this database.
CREATE TABLE photo (
  id     TEXT PRIMARY KEY,
  job    TEXT NOT NULL REFERENCES job (id),
  path   TEXT NOT NULL,
  digest TEXT NOT NULL,
  bytes  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The outbox. `item` and `detail` say all; what a query asks for is read out of them, so the two cannot disagree.
CREATE TABLE delivery (
  item        TEXT NOT NULL UNIQUE,
  lane        INTEGER NOT NULL,
  sequence    INTEGER NOT NULL,
  pinpoint    TEXT NOT NULL REFERENCES pinpoint (id),
  detail      TEXT NOT NULL,
  state       TEXT NOT NULL AS (detail ->> '$.state') STORED,
  blocked_on  TEXT AS (detail -> '$.on') STORED,
  since_ms    INTEGER,
  until_ms    INTEGER,
  attempts    INTEGER NOT NULL,
  bytes_sent  INTEGER NOT NULL,
  bytes_total INTEGER NOT NULL,
  UNIQUE (lane, sequence)
) STRICT;
-- Only what may go is in it, so what was delivered long ago costs nothing.
CREATE INDEX delivery_open ON delivery (lane, sequence) WHERE state IN ('ready', 'sending', 'waiting');
CREATE INDEX delivery_blocked ON delivery (blocked_on) WHERE blocked_on IS NOT NULL;
CREATE INDEX delivery_of_pinpoint ON delivery (pinpoint, lane, sequence);
CREATE INDEX delivery_state ON delivery (state);

CREATE TABLE receipt (
  subject TEXT PRIMARY KEY,
  receipt TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER receipts_never_change BEFORE UPDATE ON receipt
BEGIN SELECT RAISE(ABORT, 'a receipt never changes'); END;
CREATE TRIGGER receipts_stay BEFORE DELETE ON receipt
BEGIN SELECT RAISE(ABORT, 'a receipt stays'); END;
CREATE TRIGGER receipts_are_not_replaced BEFORE INSERT ON receipt
WHEN EXISTS (SELECT 1 FROM receipt WHERE subject = new.subject AND receipt <> new.receipt)
BEGIN SELECT RAISE(ABORT, 'a receipt never changes'); END;

-- What the change feed brought, as it came, in the order in which it came. A later version may read more of it.
-- A restored server (another epoch) may count from the beginning again.
CREATE TABLE change (
  arrival         INTEGER PRIMARY KEY,
  server_epoch    TEXT NOT NULL,
  server_sequence INTEGER NOT NULL,
  pinpoint        TEXT NOT NULL,
  body            TEXT NOT NULL,
  UNIQUE (server_epoch, server_sequence)
) STRICT;
CREATE INDEX change_of_pinpoint ON change (pinpoint, arrival);
