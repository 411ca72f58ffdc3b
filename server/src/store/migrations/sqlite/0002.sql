-- Schema 2. Corrections and amendments: both are said beside a sealed record, whose bytes stay.

-- What an installer asked for, read out of the signed event; open until somebody decided.
CREATE TABLE correction (
    network         TEXT NOT NULL,
    event           TEXT NOT NULL,
    pinpoint        TEXT NOT NULL,
    correction_json TEXT NOT NULL,
    installer       TEXT NOT NULL,
    requested_at_ms INTEGER NOT NULL,
    decided_at_ms   INTEGER,
    PRIMARY KEY (network, event),
    FOREIGN KEY (network, event) REFERENCES pinpoint_event (network, id),
    FOREIGN KEY (network, pinpoint) REFERENCES pinpoint (network, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX correction_open ON correction (network, pinpoint) WHERE decided_at_ms IS NULL;

CREATE TRIGGER correction_is_only_decided BEFORE UPDATE ON correction
WHEN OLD.decided_at_ms IS NOT NULL OR NEW.network <> OLD.network OR NEW.event <> OLD.event
  OR NEW.pinpoint <> OLD.pinpoint OR NEW.correction_json <> OLD.correction_json OR NEW.installer <> OLD.installer
  OR NEW.requested_at_ms <> OLD.requested_at_ms
BEGIN SELECT RAISE(ABORT, 'a correction is decided once and never changes'); END;
CREATE TRIGGER correction_stays BEFORE DELETE ON correction
BEGIN SELECT RAISE(ABORT, 'a correction stays'); END;
CREATE TRIGGER correction_is_never_replaced BEFORE INSERT ON correction
WHEN EXISTS (SELECT 1 FROM correction WHERE network = NEW.network AND event = NEW.event)
BEGIN SELECT RAISE(ABORT, 'a correction is never replaced'); END;

-- What counts instead of what was sealed. The newest of a pinpoint says all of it.
CREATE TABLE amendment (
    network     TEXT NOT NULL,
    pinpoint    TEXT NOT NULL,
    number      INTEGER NOT NULL CHECK (number >= 1),
    signed_json TEXT NOT NULL,
    actor       TEXT NOT NULL,
    at_ms       INTEGER NOT NULL,
    PRIMARY KEY (network, pinpoint, number),
    FOREIGN KEY (network, pinpoint) REFERENCES pinpoint (network, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER amendment_never_changes BEFORE UPDATE ON amendment
BEGIN SELECT RAISE(ABORT, 'an amendment never changes'); END;
CREATE TRIGGER amendment_stays BEFORE DELETE ON amendment
BEGIN SELECT RAISE(ABORT, 'an amendment stays'); END;
CREATE TRIGGER amendment_is_never_replaced BEFORE INSERT ON amendment
WHEN EXISTS (SELECT 1 FROM amendment
             WHERE network = NEW.network AND pinpoint = NEW.pinpoint AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'an amendment is never replaced'); END;

CREATE INDEX pinpoint_of_mac ON pinpoint (network, mac_digits, sequence);
