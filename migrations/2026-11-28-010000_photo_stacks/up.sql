-- Numbers of stacks of photos, and of groups that are to be none: each is given once, whatever is taken back.
CREATE TABLE photo_stacks (
  id INTEGER PRIMARY KEY,
  -- The edit that gave it.
  edit_id INTEGER NOT NULL
) STRICT;

-- Different photos that somebody put into one stack, by their bytes, or by their place while there is no hash. One row a
-- photo; a photo that was taken out keeps its row without a stack: of rows that turn out to be of one photo, the later
-- edit counts. `*_by` is the edit that set a field, 0 where none did.
CREATE TABLE stacked_photos (
  id INTEGER PRIMARY KEY,
  photo_id INTEGER,
  content_hash BLOB CHECK (length(content_hash) = 32),
  -- Where it was put in; serves until the hash is known.
  library_id INTEGER NOT NULL,
  rel_path TEXT NOT NULL,
  stack INTEGER,
  stack_by INTEGER NOT NULL DEFAULT 0,
  -- The photo with the lowest one comes first, and shows the stack.
  position INTEGER NOT NULL DEFAULT 0,
  position_by INTEGER NOT NULL DEFAULT 0,
  CHECK ((photo_id IS NULL) = (content_hash IS NULL))
) STRICT;
CREATE UNIQUE INDEX stacked_photos_photo ON stacked_photos (photo_id) WHERE photo_id IS NOT NULL;
CREATE UNIQUE INDEX stacked_photos_unhashed ON stacked_photos (rel_path, library_id) WHERE photo_id IS NULL;
-- Lists read this index alone.
CREATE INDEX stacked_photos_stack ON stacked_photos (stack, position, id, photo_id) WHERE stack IS NOT NULL;

-- Photos of which somebody said that they are no stack: they are not suggested as one again. `apart` is NULL where that
-- was taken back.
CREATE TABLE apart_photos (
  id INTEGER PRIMARY KEY,
  group_id INTEGER NOT NULL,
  photo_id INTEGER,
  content_hash BLOB CHECK (length(content_hash) = 32),
  library_id INTEGER NOT NULL,
  rel_path TEXT NOT NULL,
  apart INTEGER,
  apart_by INTEGER NOT NULL DEFAULT 0,
  CHECK ((photo_id IS NULL) = (content_hash IS NULL))
) STRICT;
CREATE UNIQUE INDEX apart_photos_photo ON apart_photos (photo_id, group_id) WHERE photo_id IS NOT NULL;
CREATE UNIQUE INDEX apart_photos_unhashed ON apart_photos (rel_path, library_id, group_id) WHERE photo_id IS NULL;

-- Reconcile gives them to the bytes when the place gets its hash.
CREATE TRIGGER image_exif_hash_inserted_stacks AFTER INSERT ON image_exif
WHEN NEW.photo_id IS NOT NULL AND (
  EXISTS (SELECT 1 FROM stacked_photos AS s WHERE s.photo_id IS NULL AND s.rel_path = NEW.rel_path)
  OR EXISTS (SELECT 1 FROM apart_photos AS s WHERE s.photo_id IS NULL AND s.rel_path = NEW.rel_path))
BEGIN
  INSERT INTO reconcile_locations (location_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER image_exif_hash_updated_stacks AFTER UPDATE OF photo_id, library_id, rel_path ON image_exif
WHEN NEW.photo_id IS NOT NULL AND (
  EXISTS (SELECT 1 FROM stacked_photos AS s WHERE s.photo_id IS NULL AND s.rel_path = NEW.rel_path)
  OR EXISTS (SELECT 1 FROM apart_photos AS s WHERE s.photo_id IS NULL AND s.rel_path = NEW.rel_path))
BEGIN
  INSERT INTO reconcile_locations (location_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER stacked_photos_unhashed_inserted AFTER INSERT ON stacked_photos WHEN NEW.photo_id IS NULL
BEGIN
  INSERT INTO reconcile_locations (location_id)
    SELECT e.id FROM image_exif AS e
    WHERE e.library_id = NEW.library_id AND e.rel_path = NEW.rel_path AND e.content_hash IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER stacked_photos_unhashed_updated AFTER UPDATE OF photo_id, library_id, rel_path ON stacked_photos
WHEN NEW.photo_id IS NULL
BEGIN
  INSERT INTO reconcile_locations (location_id)
    SELECT e.id FROM image_exif AS e
    WHERE e.library_id = NEW.library_id AND e.rel_path = NEW.rel_path AND e.content_hash IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER apart_photos_unhashed_inserted AFTER INSERT ON apart_photos WHEN NEW.photo_id IS NULL
BEGIN
  INSERT INTO reconcile_locations (location_id)
    SELECT e.id FROM image_exif AS e
    WHERE e.library_id = NEW.library_id AND e.rel_path = NEW.rel_path AND e.content_hash IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER apart_photos_unhashed_updated AFTER UPDATE OF photo_id, library_id, rel_path ON apart_photos
WHEN NEW.photo_id IS NULL
BEGIN
  INSERT INTO reconcile_locations (location_id)
    SELECT e.id FROM image_exif AS e
    WHERE e.library_id = NEW.library_id AND e.rel_path = NEW.rel_path AND e.content_hash IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
-- Numbers of photos that are forgotten are given again.
CREATE TRIGGER photos_stacks_forgotten AFTER DELETE ON photos
BEGIN
  DELETE FROM stacked_photos WHERE photo_id = OLD.id;
  DELETE FROM apart_photos WHERE photo_id = OLD.id;
END;
