-- Whether words of texts that were emptied may still lie in the parts of the index.
ALTER TABLE indexed ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;

-- Words were taken out before; whether any were, nobody noted.
UPDATE indexed SET erased = 1;
