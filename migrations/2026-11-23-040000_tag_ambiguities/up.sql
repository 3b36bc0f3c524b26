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
  UNIQUE (tag_id, rel_path)
) STRICT;
CREATE INDEX tag_ambiguities_open ON tag_ambiguities (id) WHERE settled_at IS NULL;

-- All photos that stood at that path, the chosen one among them.
CREATE TABLE tag_ambiguity_photos (
  ambiguity_id INTEGER NOT NULL REFERENCES tag_ambiguities (id) ON DELETE CASCADE,
  photo_id INTEGER NOT NULL,
  library_id INTEGER NOT NULL,
  PRIMARY KEY (ambiguity_id, photo_id, library_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_ambiguity_photos_photo ON tag_ambiguity_photos (photo_id);

INSERT INTO tag_ambiguities (tag_id, rel_path, photo_id, noted_at)
  SELECT t.tag_id, t.rel_path, min(t.photo_id), max(t.created_time) FROM tagged_photo AS t
  WHERE t.library_id IS NULL AND t.photo_id IS NOT NULL
    AND EXISTS (SELECT 1 FROM image_exif AS e
      WHERE e.rel_path = t.rel_path AND e.content_hash IS NOT NULL AND e.photo_id <> t.photo_id)
  GROUP BY t.tag_id, t.rel_path;
INSERT INTO tag_ambiguity_photos (ambiguity_id, photo_id, library_id)
  SELECT DISTINCT a.id, e.photo_id, e.library_id FROM tag_ambiguities AS a
  JOIN image_exif AS e ON e.rel_path = a.rel_path AND e.content_hash IS NOT NULL;
