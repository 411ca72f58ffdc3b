-- The tables of migrations/sqlite/0005.sql.

CREATE TABLE webhook (
    network        TEXT NOT NULL,
    receiver       TEXT NOT NULL,
    through        BIGINT NOT NULL CHECK (through >= 0),
    disabled_at_ms BIGINT,
    PRIMARY KEY (network, receiver)
);

CREATE TABLE webhook_delivery (
    network        TEXT NOT NULL,
    receiver       TEXT NOT NULL,
    sequence       BIGINT NOT NULL,
    subject        TEXT NOT NULL,
    attempts       BIGINT NOT NULL CHECK (attempts >= 0),
    due_at_ms      BIGINT NOT NULL,
    given_up_at_ms BIGINT,
    PRIMARY KEY (network, receiver, sequence),
    FOREIGN KEY (network, receiver) REFERENCES webhook (network, receiver)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (network, receiver, due_at_ms) WHERE given_up_at_ms IS NULL;
CREATE INDEX webhook_delivery_of ON webhook_delivery (network, receiver, subject, sequence) WHERE given_up_at_ms IS NULL;

CREATE TABLE erased_photo (
    network         TEXT NOT NULL,
    photo           TEXT NOT NULL,
    at_ms           BIGINT NOT NULL,
    file_gone_at_ms BIGINT,
    PRIMARY KEY (network, photo),
    FOREIGN KEY (network, photo) REFERENCES photo (network, id)
);
CREATE INDEX erased_photo_file ON erased_photo (network) WHERE file_gone_at_ms IS NULL;

CREATE TRIGGER erased_photo_never_changes BEFORE UPDATE OF network, photo, at_ms ON erased_photo
FOR EACH ROW EXECUTE FUNCTION refuse('an erased photo stays erased');
CALL stays('erased_photo', 'an erased photo stays erased');
