-- What was done to tags and insights, by whom and when. Nothing here is ever changed but `undone_by`: to undo is to do
-- the opposite, which is an edit of its own.
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
CREATE INDEX edits_tag ON edits (tag_id) WHERE tag_id IS NOT NULL;
CREATE INDEX edits_insight ON edits (insight_id) WHERE insight_id IS NOT NULL;
CREATE INDEX edits_in_effect ON edits (role, id) WHERE undone_by IS NULL AND made_by = 'user';
CREATE INDEX edits_of_user ON edits (role, id) WHERE made_by = 'user';

-- What an edit of tags did to each photo. By bytes where the hash is known, by place until then.
CREATE TABLE tag_changes (
  id INTEGER PRIMARY KEY,
  edit_id INTEGER NOT NULL,
  photo_id INTEGER,
  -- The place, while there is no hash and where the tag is for one copy only.
  library_id INTEGER,
  rel_path TEXT,
  -- 1: the row that the edit made or took away was for this copy only.
  is_copy INTEGER NOT NULL DEFAULT 0 CHECK (is_copy IN (0, 1)),
  -- 1: given, 0: taken away. To change the scope of a tag is both.
  is_added INTEGER NOT NULL CHECK (is_added IN (0, 1)),
  -- Since when the photo had borne a tag that was taken away; NULL otherwise.
  tagged_at INTEGER
) STRICT;
CREATE INDEX tag_changes_edit ON tag_changes (edit_id);
CREATE INDEX tag_changes_photo ON tag_changes (photo_id, edit_id) WHERE photo_id IS NOT NULL;
CREATE INDEX tag_changes_unhashed ON tag_changes (rel_path, library_id) WHERE photo_id IS NULL;

-- Reconcile fills in the photo when the place gets its hash.
CREATE TRIGGER image_exif_hash_inserted_changes AFTER INSERT ON image_exif
WHEN NEW.photo_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM tag_changes AS c WHERE c.photo_id IS NULL AND c.rel_path = NEW.rel_path)
BEGIN
  INSERT INTO reconcile_locations (location_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER image_exif_hash_updated_changes AFTER UPDATE OF photo_id, library_id, rel_path ON image_exif
WHEN NEW.photo_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM tag_changes AS c WHERE c.photo_id IS NULL AND c.rel_path = NEW.rel_path)
BEGIN
  INSERT INTO reconcile_locations (location_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
