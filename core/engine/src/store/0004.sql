-- Schema 4. What a backup of the server holds may be let go of here.

-- Receipts that a server gave for the same bytes after it was restored from a backup: the first ones stay.
CREATE TABLE receipt_after_restore (
  subject TEXT NOT NULL,
  receipt TEXT NOT NULL,
  PRIMARY KEY (subject, receipt)
) STRICT, WITHOUT ROWID;

-- Deliveries whose file is here no more: they are not offered again.
CREATE TABLE let_go (
  item TEXT PRIMARY KEY REFERENCES delivery (item)
) STRICT, WITHOUT ROWID;

-- Records that another phone sealed and this one carries to the server: they have no journal here.
CREATE TABLE taken_in (
  job TEXT PRIMARY KEY REFERENCES job (id)
) STRICT, WITHOUT ROWID;

-- The last attempts to deliver, for whoever asks why something did not go.
CREATE TABLE attempt (
  number     INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms      INTEGER NOT NULL,
  item       TEXT NOT NULL,
  outcome    TEXT NOT NULL,
  request_id TEXT
) STRICT;
