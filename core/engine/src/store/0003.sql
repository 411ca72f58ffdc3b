-- Schema 3. The addresses that the network knows, found while somebody types (A25). Each list that is believed takes the
-- place of the one before.
CREATE TABLE address_list (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL,
  digest  TEXT NOT NULL
) STRICT;
CREATE TABLE address (
  id          INTEGER PRIMARY KEY,
  address     TEXT NOT NULL,
  city        TEXT NOT NULL,
  postal_code TEXT,
  state       TEXT,
  country     TEXT NOT NULL,
  lat_e7      INTEGER,
  lon_e7      INTEGER
) STRICT;
-- The words of `address`, without accents; the texts themselves are not kept twice.
CREATE VIRTUAL TABLE address_words USING fts5 (
  address, city, postal_code,
  content = 'address', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
