-- Schema 4. Backups: what of the books is in one, and what a server that went back to one lost.

-- Receipts up to this number are in a backup, with all that they are about.
CREATE TABLE backup (
    network    TEXT NOT NULL,
    through    INTEGER NOT NULL CHECK (through >= 0),
    made_at_ms INTEGER NOT NULL,
    PRIMARY KEY (network, through)
) STRICT, WITHOUT ROWID;

-- Numbers that receipts may carry and these books know nothing of: they were given after the backup that was restored.
CREATE TABLE lost_span (
    network TEXT NOT NULL,
    first   INTEGER NOT NULL CHECK (first >= 1),
    last    INTEGER NOT NULL CHECK (last >= first),
    PRIMARY KEY (network, first)
) STRICT, WITHOUT ROWID;
