-- Up to which of my numbers a peer has read.
ALTER TABLE acknowledged ADD COLUMN read INTEGER NOT NULL DEFAULT 0;

-- Up to which of a peer's numbers I have read: what came before this was counted counts as read.
ALTER TABLE received ADD COLUMN read INTEGER NOT NULL DEFAULT 0;

UPDATE received SET read = seq;

-- Up to which of my numbers of the present epoch entries may have left this program, ever.
ALTER TABLE peer ADD COLUMN offered INTEGER NOT NULL DEFAULT 0;

UPDATE peer SET offered = 9223372036854775807;
