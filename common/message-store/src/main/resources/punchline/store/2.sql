-- early: whether something that amends a message ever came before that message; then each new one is looked up.
ALTER TABLE peer ADD COLUMN early INTEGER NOT NULL DEFAULT 0;

ALTER TABLE entry ADD COLUMN reply_to BLOB;

-- The id of the message that an edit, a deletion or a reaction is about.
ALTER TABLE entry ADD COLUMN target BLOB;

ALTER TABLE entry ADD COLUMN shown INTEGER AS (kind = 1) VIRTUAL;

-- History passes over what is not shown, however much of it lies between two messages.
DROP INDEX entry_by_order;

CREATE INDEX entry_by_order ON entry (peer, shown, lamport, later, epoch, seq);

CREATE INDEX entry_by_target ON entry (peer, target, kind, mine, lamport, epoch, seq) WHERE target IS NOT NULL;
