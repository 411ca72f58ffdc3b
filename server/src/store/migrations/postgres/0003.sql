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
