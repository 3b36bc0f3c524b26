-- How people turned photos: quarters to the right, on top of what the file says of its orientation; the file is not
-- changed. By bytes where the hash is known, by place until then. A row of 0 says that somebody had it upright last.
CREATE TABLE photo_turns (
  id INTEGER PRIMARY KEY,
  photo_id INTEGER,
  content_hash BLOB CHECK (length(content_hash) = 32),
  -- The place, while there is no hash.
  library_id INTEGER,
  rel_path TEXT,
  quarters INTEGER NOT NULL CHECK (quarters BETWEEN 0 AND 3),
  CHECK ((content_hash IS NULL) = (rel_path IS NOT NULL AND library_id IS NOT NULL)),
  CHECK ((content_hash IS NULL) = (photo_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX photo_turns_photo ON photo_turns (photo_id) WHERE photo_id IS NOT NULL;
CREATE UNIQUE INDEX photo_turns_unhashed ON photo_turns (rel_path, library_id) WHERE content_hash IS NULL;

-- By how much an edit turned each photo; 0 where the photo turned out to be one that had been turned already.
CREATE TABLE turn_changes (
  id INTEGER PRIMARY KEY,
  edit_id INTEGER NOT NULL,
  photo_id INTEGER,
  -- The place, while there is no hash.
  library_id INTEGER,
  rel_path TEXT,
  quarters INTEGER NOT NULL CHECK (quarters BETWEEN 0 AND 3)
) STRICT;
CREATE INDEX turn_changes_edit ON turn_changes (edit_id);
CREATE INDEX turn_changes_photo ON turn_changes (photo_id) WHERE photo_id IS NOT NULL;
CREATE INDEX turn_changes_unhashed ON turn_changes (rel_path, library_id) WHERE photo_id IS NULL;

-- Reconcile gives them to the bytes when the place gets its hash.
CREATE TRIGGER image_exif_hash_inserted_turns AFTER INSERT ON image_exif
WHEN NEW.photo_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM turn_changes AS c WHERE c.photo_id IS NULL AND c.rel_path = NEW.rel_path)
BEGIN
  INSERT INTO reconcile_locations (location_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER image_exif_hash_updated_turns AFTER UPDATE OF photo_id, library_id, rel_path ON image_exif
WHEN NEW.photo_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM turn_changes AS c WHERE c.photo_id IS NULL AND c.rel_path = NEW.rel_path)
BEGIN
  INSERT INTO reconcile_locations (location_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
-- Numbers of photos that are forgotten are given again.
CREATE TRIGGER photos_turns_forgotten AFTER DELETE ON photos
BEGIN
  DELETE FROM photo_turns WHERE photo_id = OLD.id;
  DELETE FROM turn_changes WHERE photo_id = OLD.id;
END;
