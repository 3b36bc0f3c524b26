-- A deleted album keeps its row and its photos, so that undo brings back the same one.
CREATE TABLE albums (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  created_time INTEGER NOT NULL,
  deleted_at INTEGER,
  -- A search, for an album whose photos are what it finds; NULL for one whose photos are chosen.
  query TEXT
) STRICT;

-- A photo in an album, by its bytes, or by its place while there is no hash. A photo that was taken out keeps its row
-- without a position: of rows that turn out to be of one photo, the later edit counts.
CREATE TABLE album_photos (
  id INTEGER PRIMARY KEY,
  album_id INTEGER NOT NULL REFERENCES albums (id) ON DELETE CASCADE,
  photo_id INTEGER,
  content_hash BLOB CHECK (length(content_hash) = 32),
  -- Where it was put in; serves until the hash is known.
  library_id INTEGER NOT NULL,
  rel_path TEXT NOT NULL,
  -- Texts in the order of the album: see main/core/order-keys.ts. NULL: it is not in the album any more.
  position TEXT,
  position_by INTEGER NOT NULL,
  CHECK ((photo_id IS NULL) = (content_hash IS NULL))
) STRICT;
CREATE UNIQUE INDEX album_photos_photo ON album_photos (photo_id, album_id) WHERE photo_id IS NOT NULL;
CREATE UNIQUE INDEX album_photos_unhashed ON album_photos (rel_path, library_id, album_id) WHERE photo_id IS NULL;
CREATE INDEX album_photos_order ON album_photos (album_id, position, photo_id) WHERE position IS NOT NULL;

-- The name is kept as it was then.
ALTER TABLE edits ADD COLUMN album_id INTEGER;
ALTER TABLE edits ADD COLUMN album_name TEXT;
CREATE INDEX edits_album ON edits (album_id) WHERE album_id IS NOT NULL;

CREATE TRIGGER image_exif_hash_inserted_albums AFTER INSERT ON image_exif
WHEN NEW.photo_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM album_photos AS a WHERE a.photo_id IS NULL AND a.rel_path = NEW.rel_path)
BEGIN
  INSERT INTO reconcile_locations (location_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER image_exif_hash_updated_albums AFTER UPDATE OF photo_id, library_id, rel_path ON image_exif
WHEN NEW.photo_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM album_photos AS a WHERE a.photo_id IS NULL AND a.rel_path = NEW.rel_path)
BEGIN
  INSERT INTO reconcile_locations (location_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER album_photos_unhashed_inserted AFTER INSERT ON album_photos WHEN NEW.photo_id IS NULL
BEGIN
  INSERT INTO reconcile_locations (location_id)
    SELECT e.id FROM image_exif AS e
    WHERE e.library_id = NEW.library_id AND e.rel_path = NEW.rel_path AND e.content_hash IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER album_photos_unhashed_updated AFTER UPDATE OF photo_id, library_id, rel_path ON album_photos
WHEN NEW.photo_id IS NULL
BEGIN
  INSERT INTO reconcile_locations (location_id)
    SELECT e.id FROM image_exif AS e
    WHERE e.library_id = NEW.library_id AND e.rel_path = NEW.rel_path AND e.content_hash IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
