-- Other names of a tag: whoever types one means the tag. A tag that is deleted or merged loses them, which its edit remembers.
CREATE TABLE tag_synonyms (
  id INTEGER PRIMARY KEY,
  tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE
) STRICT;
CREATE INDEX tag_synonyms_tag ON tag_synonyms (tag_id);

-- One of `tagColours` of the contract.
ALTER TABLE tags ADD COLUMN colour TEXT;
-- The key that gives and takes the tag: 1 to 9 with Alt, or a letter. A deleted tag has none.
ALTER TABLE tags ADD COLUMN hot_key TEXT;
CREATE UNIQUE INDEX tags_hot_key ON tags (hot_key) WHERE hot_key IS NOT NULL;

-- JSON of what an edit of tags themselves changed beside names and places, as it was: synonyms, colours, keys, and whether
-- they were there. One entry a tag.
ALTER TABLE edits ADD COLUMN tags_before TEXT;

-- What was imported is taken back like anything else.
CREATE INDEX edits_imported ON edits (id) WHERE undone_by IS NULL AND made_by = 'import';
