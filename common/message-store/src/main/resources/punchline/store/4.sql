-- What I decided about a person beside wanted and rejected.
ALTER TABLE contact ADD COLUMN blocked INTEGER NOT NULL DEFAULT 0;

ALTER TABLE contact ADD COLUMN verified INTEGER NOT NULL DEFAULT 0;

ALTER TABLE contact ADD COLUMN alias TEXT NOT NULL DEFAULT '';

-- Whether servers may show me to everyone.
ALTER TABLE profile ADD COLUMN listed INTEGER NOT NULL DEFAULT 1;
