-- Schema 3. What people decide about records that no rule decides, which station took the place of which, and what a
-- station said of itself when it came online.

-- A person's decision, with reason, person and time; the verdict that follows from it is signed like any other.
CREATE TABLE decision (
    network  TEXT NOT NULL,
    pinpoint TEXT NOT NULL,
    number   INTEGER NOT NULL CHECK (number >= 1),
    decision TEXT NOT NULL CHECK (decision IN ('accept', 'keep-both', 'reject')),
    reason   TEXT NOT NULL CHECK (reason <> ''),
    actor    TEXT NOT NULL,
    at_ms    INTEGER NOT NULL,
    PRIMARY KEY (network, pinpoint, number),
    FOREIGN KEY (network, pinpoint) REFERENCES pinpoint (network, id),
    FOREIGN KEY (network, actor) REFERENCES installer (network, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER decision_never_changes BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'a decision never changes'); END;
CREATE TRIGGER decision_stays BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'a decision stays'); END;
CREATE TRIGGER decision_is_never_replaced BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM decision
             WHERE network = NEW.network AND pinpoint = NEW.pinpoint AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a decision is never replaced'); END;

-- A station is gone and another stands in its place (A21): the pinpoint of the new one, and the one that it ended.
CREATE TABLE replacement (
    network  TEXT NOT NULL,
    pinpoint TEXT NOT NULL,
    ended    TEXT NOT NULL,
    at_ms    INTEGER NOT NULL,
    PRIMARY KEY (network, pinpoint),
    UNIQUE (network, ended),
    FOREIGN KEY (network, pinpoint) REFERENCES pinpoint (network, id),
    FOREIGN KEY (network, ended) REFERENCES pinpoint (network, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER replacement_never_changes BEFORE UPDATE ON replacement
BEGIN SELECT RAISE(ABORT, 'a replacement never changes'); END;
CREATE TRIGGER replacement_stays BEFORE DELETE ON replacement
BEGIN SELECT RAISE(ABORT, 'a replacement stays'); END;
CREATE TRIGGER replacement_is_never_replaced BEFORE INSERT ON replacement
WHEN EXISTS (SELECT 1 FROM replacement
             WHERE network = NEW.network AND (pinpoint = NEW.pinpoint OR ended = NEW.ended))
BEGIN SELECT RAISE(ABORT, 'a replacement is never replaced'); END;

CREATE INDEX station_of_serial ON station (network, serial) WHERE active_pinpoint IS NOT NULL;

-- The newest word of a station that answers under a label's MAC.
CREATE TABLE boot (
    network    TEXT NOT NULL,
    mac_digits TEXT NOT NULL CHECK (length(mac_digits) IN (12, 16)),
    serial     TEXT NOT NULL,
    at_ms      INTEGER NOT NULL,
    PRIMARY KEY (network, mac_digits)
) STRICT, WITHOUT ROWID;
