-- The words of messages, folded, each message under its key: those of its own text and of every edit of it. What is found is
-- judged by what is shown, so this may say too much, but never too little.
CREATE VIRTUAL TABLE word USING fts5 (
  words,
  content = '',
  columnsize = 0,
  detail = none,
  prefix = '2 3',
  tokenize = 'ascii'
);

-- From which key, included, up to which, excluded, entries are in it, and how their words were folded.
CREATE TABLE indexed (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  low     INTEGER NOT NULL,
  high    INTEGER NOT NULL,
  folding TEXT NOT NULL
) STRICT;

INSERT INTO indexed (one, low, high, folding) SELECT 1, coalesce(max(key), 0) + 1, coalesce(max(key), 0) + 1, '' FROM entry;
