-- Older tag rows know only a path. Where it leads to different bytes in several libraries, the lowest library id was
-- taken; what the others hold is kept here for the user to say which photos were meant.
CREATE TABLE tag_ambiguities (
  id INTEGER PRIMARY KEY,
  tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  rel_path TEXT NOT NULL,
  -- The photo that got the tag.
  photo_id INTEGER NOT NULL,
  noted_at INTEGER NOT NULL,
  settled_at INTEGER,
  -- The edit by which the user said what was meant; to undo it opens the question again.
  settled_by INTEGER,
  UNIQUE (rel_path, tag_id)
) STRICT;
CREATE INDEX tag_ambiguities_open ON tag_ambiguities (id) WHERE settled_at IS NULL;
CREATE INDEX tag_ambiguities_tag ON tag_ambiguities (tag_id);
CREATE INDEX tag_ambiguities_settled_by ON tag_ambiguities (settled_by) WHERE settled_by IS NOT NULL;

-- All photos that stood at that path, the chosen one among them; `library_id` 0 where no file says in which library.
CREATE TABLE tag_ambiguity_photos (
  ambiguity_id INTEGER NOT NULL REFERENCES tag_ambiguities (id) ON DELETE CASCADE,
  photo_id INTEGER NOT NULL,
  library_id INTEGER NOT NULL,
  PRIMARY KEY (ambiguity_id, photo_id, library_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_ambiguity_photos_photo ON tag_ambiguity_photos (photo_id);

-- A file that is read late can stand at the path of an older tag that went to another photo: reconcile looks at it.
CREATE INDEX tagged_photo_older ON tagged_photo (rel_path) WHERE library_id IS NULL;
CREATE TRIGGER image_exif_hash_inserted_older AFTER INSERT ON image_exif
WHEN NEW.photo_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.library_id IS NULL AND t.rel_path = NEW.rel_path)
BEGIN
  INSERT INTO reconcile_locations (location_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER image_exif_hash_updated_older AFTER UPDATE OF photo_id, library_id, rel_path ON image_exif
WHEN NEW.photo_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.library_id IS NULL AND t.rel_path = NEW.rel_path)
BEGIN
  INSERT INTO reconcile_locations (location_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;

-- Those that were resolved before anybody noted it: the next reconcile does.
INSERT INTO reconcile_locations (location_id)
  SELECT e.id FROM tagged_photo AS t JOIN image_exif AS e
    ON e.rel_path = t.rel_path AND e.content_hash IS NOT NULL AND e.photo_id <> t.photo_id
  WHERE t.library_id IS NULL AND t.photo_id IS NOT NULL
  ON CONFLICT DO NOTHING;
