-- Invites that are open. Of a token only its hash is kept.
CREATE TABLE invite (
  hash       BLOB PRIMARY KEY,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The token of an invite that this person gave, until it has accepted me.
ALTER TABLE contact ADD COLUMN invite BLOB;
