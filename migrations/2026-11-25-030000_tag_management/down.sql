-- Photos keep the tags they have now. What an older app cannot say of it goes: edits of tags themselves, and deleted tags.
DELETE FROM tag_changes WHERE edit_id IN (SELECT id FROM edits
  WHERE part_of IS NOT NULL OR action NOT IN
    ('tag_added', 'tag_removed', 'tag_narrowed', 'tag_widened', 'insight_deleted', 'insight_restored'));
ALTER TABLE edits RENAME TO edits_before;
CREATE TABLE edits (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  made_by TEXT NOT NULL CHECK (made_by IN ('user', 'import', 'carry')),
  action TEXT NOT NULL CHECK (action IN
    ('tag_added', 'tag_removed', 'tag_narrowed', 'tag_widened', 'insight_deleted', 'insight_restored')),
  -- `do`: asked for afresh. `undo` takes back a `do` or a `redo`, `redo` takes back an `undo`; both say which in `undoes`.
  role TEXT NOT NULL DEFAULT 'do' CHECK (role IN ('do', 'undo', 'redo')),
  undoes INTEGER,
  -- The edit that took this one back.
  undone_by INTEGER,
  -- JSON of the insights that an `insight_deleted` changed, as they were.
  insights_before TEXT,
  -- The name is kept as it was then.
  tag_id INTEGER,
  tag_name TEXT,
  insight_id INTEGER,
  -- Photos that the edit changed; those that were so already are not among them.
  photo_count INTEGER NOT NULL
) STRICT;
INSERT INTO edits
  (id, at, made_by, action, role, undoes, undone_by, insights_before, tag_id, tag_name, insight_id, photo_count)
  SELECT id, at, made_by, action, role, undoes, undone_by, insights_before, tag_id, tag_name, insight_id, photo_count
  FROM edits_before
  WHERE part_of IS NULL AND action IN
    ('tag_added', 'tag_removed', 'tag_narrowed', 'tag_widened', 'insight_deleted', 'insight_restored');
DROP TABLE edits_before;
CREATE INDEX edits_tag ON edits (tag_id) WHERE tag_id IS NOT NULL;
CREATE INDEX edits_insight ON edits (insight_id) WHERE insight_id IS NOT NULL;
CREATE INDEX edits_in_effect ON edits (role, id) WHERE undone_by IS NULL AND made_by = 'user';
CREATE INDEX edits_of_user ON edits (role, id) WHERE made_by = 'user';
DELETE FROM tags WHERE deleted_at IS NOT NULL;
ALTER TABLE tags DROP COLUMN deleted_at;
