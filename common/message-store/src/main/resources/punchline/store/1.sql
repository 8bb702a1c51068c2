-- One row: whose messages these are, and the epoch of everything appended here.
CREATE TABLE profile (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  self  BLOB NOT NULL,
  epoch INTEGER NOT NULL,
  name  TEXT NOT NULL
) STRICT;

CREATE TABLE peer (
  key INTEGER PRIMARY KEY,
  id  BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE contact (
  peer           INTEGER PRIMARY KEY REFERENCES peer,
  public_key     BLOB,
  name           TEXT NOT NULL,
  wanted         INTEGER NOT NULL,
  wants_me       INTEGER NOT NULL,
  rejected       INTEGER NOT NULL,
  greeting       TEXT NOT NULL,
  last_addresses TEXT NOT NULL,
  last_heard_at  INTEGER NOT NULL
) STRICT;

-- Up to which of my numbers a peer holds everything.
CREATE TABLE acknowledged (
  peer  INTEGER NOT NULL REFERENCES peer,
  epoch INTEGER NOT NULL,
  seq   INTEGER NOT NULL,
  PRIMARY KEY (peer, epoch)
) STRICT, WITHOUT ROWID;

-- Up to which of a peer's numbers everything is here, also where an entry turned out to be a copy.
CREATE TABLE received (
  peer  INTEGER NOT NULL REFERENCES peer,
  epoch INTEGER NOT NULL,
  seq   INTEGER NOT NULL,
  PRIMARY KEY (peer, epoch)
) STRICT, WITHOUT ROWID;

-- later: whether the author's id is the higher of the two, which decides between entries of the same lamport.
CREATE TABLE entry (
  key        INTEGER PRIMARY KEY,
  peer       INTEGER NOT NULL REFERENCES peer,
  mine       INTEGER NOT NULL,
  later      INTEGER NOT NULL,
  id         BLOB NOT NULL,
  epoch      INTEGER NOT NULL,
  seq        INTEGER NOT NULL,
  lamport    INTEGER NOT NULL,
  sent_at    INTEGER NOT NULL,
  arrived_at INTEGER NOT NULL,
  kind       INTEGER NOT NULL,
  text       TEXT,
  payload    BLOB
) STRICT;

CREATE UNIQUE INDEX entry_by_id ON entry (id, peer);

CREATE INDEX entry_by_order ON entry (peer, lamport, later, epoch, seq);

CREATE UNIQUE INDEX entry_outgoing ON entry (peer, epoch, seq) WHERE mine;
