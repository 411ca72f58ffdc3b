-- The tables of migrations/sqlite/0004.sql.

CREATE TABLE backup (
    network    TEXT NOT NULL,
    through    BIGINT NOT NULL CHECK (through >= 0),
    made_at_ms BIGINT NOT NULL,
    PRIMARY KEY (network, through)
);

CREATE TABLE lost_span (
    network TEXT NOT NULL,
    first   BIGINT NOT NULL CHECK (first >= 1),
    last    BIGINT NOT NULL CHECK (last >= first),
    PRIMARY KEY (network, first)
);
