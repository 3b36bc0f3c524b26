-- Photos keep the tags they have. An older app tells of those that were given by themselves as of what came with files.
UPDATE edits SET made_by = 'carry' WHERE made_by = 'insight';
DROP INDEX edits_given;
DROP INDEX edits_of_imports;
DELETE FROM app_state WHERE key = 'givenSuggestions';
ALTER TABLE edits RENAME TO edits_before;
CREATE TABLE edits (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  made_by TEXT NOT NULL CHECK (made_by IN ('user', 'import', 'carry')),
  action TEXT NOT NULL,
  -- `do`: asked for afresh. `undo` takes back a `do` or a `redo`, `redo` takes back an `undo`; both say which in `undoes`.
  role TEXT NOT NULL DEFAULT 'do' CHECK (role IN ('do', 'undo', 'redo')),
  undoes INTEGER,
  -- The edit that took this one back.
  undone_by INTEGER,
  -- JSON of the insights that an `insight_deleted` changed, as they were.
  insights_before TEXT,
  -- The name is kept as it was then: of a rename, the one before it.
  tag_id INTEGER,
  tag_name TEXT,
  -- The new name of a rename; the tag that another was merged into.
  other_tag_id INTEGER,
  other_name TEXT,
  -- The edit that this one was done with, and is taken back with.
  part_of INTEGER,
  insight_id INTEGER,
  -- Photos that the edit changed; those that were so already are not among them.
  photo_count INTEGER NOT NULL,
  marks TEXT,
  album_id INTEGER,
  album_name TEXT,
  tags_before TEXT,
  album_query TEXT,
  faces_before TEXT
) STRICT;
INSERT INTO edits
  (id, at, made_by, action, role, undoes, undone_by, insights_before, tag_id, tag_name, other_tag_id, other_name, part_of,
  insight_id, photo_count, marks, album_id, album_name, tags_before, album_query, faces_before)
  SELECT id, at, made_by, action, role, undoes, undone_by, insights_before, tag_id, tag_name, other_tag_id, other_name, part_of,
  insight_id, photo_count, marks, album_id, album_name, tags_before, album_query, faces_before
  FROM edits_before;
DROP TABLE edits_before;
CREATE INDEX edits_tag ON edits (tag_id) WHERE tag_id IS NOT NULL;
CREATE INDEX edits_other_tag ON edits (other_tag_id) WHERE other_tag_id IS NOT NULL;
CREATE INDEX edits_part ON edits (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX edits_insight ON edits (insight_id) WHERE insight_id IS NOT NULL;
CREATE INDEX edits_in_effect ON edits (role, id) WHERE undone_by IS NULL AND made_by = 'user';
CREATE INDEX edits_of_user ON edits (role, id) WHERE made_by = 'user';
CREATE INDEX edits_marks ON edits (marks) WHERE marks IS NOT NULL;
CREATE INDEX edits_album ON edits (album_id) WHERE album_id IS NOT NULL;
CREATE INDEX edits_imported ON edits (id) WHERE undone_by IS NULL AND made_by = 'import';
CREATE INDEX edits_faces ON edits (id) WHERE faces_before IS NOT NULL;
