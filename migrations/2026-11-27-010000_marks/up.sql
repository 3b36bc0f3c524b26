-- Stars, picked or rejected, a colour: what people say of a photo with one key. One row a photo, by its bytes, or by its
-- place while there is no hash. `*_by` is the edit that set a field, 0 where none did. Of rows that turn out to be of one
-- photo the later edit counts, field by field; so a field that was cleared keeps its row, which says when.
CREATE TABLE photo_marks (
  id INTEGER PRIMARY KEY,
  photo_id INTEGER,
  content_hash BLOB CHECK (length(content_hash) = 32),
  -- Where it was set; serves until the hash is known.
  library_id INTEGER NOT NULL,
  rel_path TEXT NOT NULL,
  rating INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 5),
  rating_by INTEGER NOT NULL DEFAULT 0,
  -- 0 none, 1 picked, 2 rejected.
  flag INTEGER NOT NULL DEFAULT 0 CHECK (flag BETWEEN 0 AND 2),
  flag_by INTEGER NOT NULL DEFAULT 0,
  -- 0 none, then red, orange, yellow, green, blue, purple.
  label INTEGER NOT NULL DEFAULT 0 CHECK (label BETWEEN 0 AND 6),
  label_by INTEGER NOT NULL DEFAULT 0,
  CHECK ((photo_id IS NULL) = (content_hash IS NULL))
) STRICT;
CREATE UNIQUE INDEX photo_marks_photo ON photo_marks (photo_id) WHERE photo_id IS NOT NULL;
CREATE UNIQUE INDEX photo_marks_unhashed ON photo_marks (rel_path, library_id) WHERE photo_id IS NULL;
-- The grid reads this index alone.
CREATE INDEX photo_marks_set ON photo_marks (photo_id, rating, flag, label)
  WHERE photo_id IS NOT NULL AND rating + flag + label > 0;

-- What an edit that sets values did to each photo: what it found and what it left, and which edits had set that.
CREATE TABLE photo_changes (
  id INTEGER PRIMARY KEY,
  edit_id INTEGER NOT NULL,
  photo_id INTEGER,
  -- The place, while there is no hash.
  library_id INTEGER,
  rel_path TEXT,
  field TEXT NOT NULL,
  old_value ANY,
  old_by INTEGER NOT NULL,
  new_value ANY,
  new_by INTEGER NOT NULL
) STRICT;
CREATE INDEX photo_changes_edit ON photo_changes (edit_id);
CREATE INDEX photo_changes_photo ON photo_changes (photo_id, edit_id) WHERE photo_id IS NOT NULL;
CREATE INDEX photo_changes_unhashed ON photo_changes (rel_path, library_id) WHERE photo_id IS NULL;

-- JSON of what an edit of marks set.
ALTER TABLE edits ADD COLUMN marks TEXT;
CREATE INDEX edits_marks ON edits (marks) WHERE marks IS NOT NULL;

-- Reconcile fills in the photo when the place gets its hash.
CREATE TRIGGER image_exif_hash_inserted_values AFTER INSERT ON image_exif
WHEN NEW.photo_id IS NOT NULL AND (
  EXISTS (SELECT 1 FROM photo_marks AS m WHERE m.photo_id IS NULL AND m.rel_path = NEW.rel_path)
  OR EXISTS (SELECT 1 FROM photo_changes AS c WHERE c.photo_id IS NULL AND c.rel_path = NEW.rel_path))
BEGIN
  INSERT INTO reconcile_locations (location_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER image_exif_hash_updated_values AFTER UPDATE OF photo_id, library_id, rel_path ON image_exif
WHEN NEW.photo_id IS NOT NULL AND (
  EXISTS (SELECT 1 FROM photo_marks AS m WHERE m.photo_id IS NULL AND m.rel_path = NEW.rel_path)
  OR EXISTS (SELECT 1 FROM photo_changes AS c WHERE c.photo_id IS NULL AND c.rel_path = NEW.rel_path))
BEGIN
  INSERT INTO reconcile_locations (location_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER photo_marks_unhashed_inserted AFTER INSERT ON photo_marks WHEN NEW.photo_id IS NULL
BEGIN
  INSERT INTO reconcile_locations (location_id)
    SELECT e.id FROM image_exif AS e
    WHERE e.library_id = NEW.library_id AND e.rel_path = NEW.rel_path AND e.content_hash IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER photo_marks_unhashed_updated AFTER UPDATE OF photo_id, library_id, rel_path ON photo_marks
WHEN NEW.photo_id IS NULL
BEGIN
  INSERT INTO reconcile_locations (location_id)
    SELECT e.id FROM image_exif AS e
    WHERE e.library_id = NEW.library_id AND e.rel_path = NEW.rel_path AND e.content_hash IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
