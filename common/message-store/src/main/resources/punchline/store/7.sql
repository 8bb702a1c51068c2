-- A person deleted the conversation: entries up to the key hidden, of mine those up to the number hidden_seq, are not shown
-- any more. emptying: whether some of them have yet to be emptied.
ALTER TABLE peer ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;

ALTER TABLE peer ADD COLUMN hidden_seq INTEGER NOT NULL DEFAULT 0;

ALTER TABLE peer ADD COLUMN emptying INTEGER NOT NULL DEFAULT 0;

-- For how long messages are kept, 0 for ever.
ALTER TABLE peer ADD COLUMN retain_days INTEGER NOT NULL DEFAULT 0;

-- What is being written to that peer.
ALTER TABLE peer ADD COLUMN draft TEXT NOT NULL DEFAULT '';

-- Entries of kinds that this version does not know: few, if any.
CREATE INDEX entry_unknown ON entry (peer) WHERE payload IS NOT NULL;

-- What its author has deleted keeps no text.
UPDATE entry SET text = '' WHERE key IN (
  SELECT m.key FROM entry d JOIN entry m ON m.id = d.target AND m.peer = d.peer AND m.mine = d.mine
  WHERE d.target IS NOT NULL AND d.kind = 3 AND m.kind = 1);

UPDATE entry SET text = '' WHERE key IN (
  SELECT e.key FROM entry d JOIN entry e ON e.peer = d.peer AND e.target = d.target AND e.kind = 2 AND e.mine = d.mine
  WHERE d.target IS NOT NULL AND d.kind = 3);
