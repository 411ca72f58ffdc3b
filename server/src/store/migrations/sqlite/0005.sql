-- Schema 5. Webhooks: how far each receiver was told, and what it is still to be told. And which photos were erased.

-- A receiver, by the digest of its address and secret: with another secret it is another one, told from then on.
CREATE TABLE webhook (
    network        TEXT NOT NULL,
    receiver       TEXT NOT NULL,
    -- Up to this event of `outgoing` there are rows below, or were.
    through        INTEGER NOT NULL CHECK (through >= 0),
    -- It said that it is gone.
    disabled_at_ms INTEGER,
    PRIMARY KEY (network, receiver)
) STRICT, WITHOUT ROWID;

-- What was not taken yet. Whoever tells it moves `due_at_ms` first, so that nobody else does meanwhile, and somebody does later
-- when that one dies.
CREATE TABLE webhook_delivery (
    network        TEXT NOT NULL,
    receiver       TEXT NOT NULL,
    sequence       INTEGER NOT NULL,
    subject        TEXT NOT NULL,
    attempts       INTEGER NOT NULL CHECK (attempts >= 0),
    due_at_ms      INTEGER NOT NULL,
    given_up_at_ms INTEGER,
    PRIMARY KEY (network, receiver, sequence),
    FOREIGN KEY (network, receiver) REFERENCES webhook (network, receiver)
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_delivery_due ON webhook_delivery (network, receiver, due_at_ms) WHERE given_up_at_ms IS NULL;
CREATE INDEX webhook_delivery_of ON webhook_delivery (network, receiver, subject, sequence) WHERE given_up_at_ms IS NULL;

-- Photos that were erased: the row of the photo and its receipt stay, and no byte of it is taken again.
CREATE TABLE erased_photo (
    network         TEXT NOT NULL,
    photo           TEXT NOT NULL,
    at_ms           INTEGER NOT NULL,
    -- Until then its file may be there: another photo has the same bytes, or the server ended in between.
    file_gone_at_ms INTEGER,
    PRIMARY KEY (network, photo),
    FOREIGN KEY (network, photo) REFERENCES photo (network, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX erased_photo_file ON erased_photo (network) WHERE file_gone_at_ms IS NULL;

CREATE TRIGGER erased_photo_never_changes BEFORE UPDATE OF network, photo, at_ms ON erased_photo
BEGIN SELECT RAISE(ABORT, 'an erased photo stays erased'); END;
CREATE TRIGGER erased_photo_stays BEFORE DELETE ON erased_photo
BEGIN SELECT RAISE(ABORT, 'an erased photo stays erased'); END;
CREATE TRIGGER erased_photo_is_never_replaced BEFORE INSERT ON erased_photo
WHEN EXISTS (SELECT 1 FROM erased_photo WHERE network = NEW.network AND photo = NEW.photo)
BEGIN SELECT RAISE(ABORT, 'an erased photo stays erased'); END;
