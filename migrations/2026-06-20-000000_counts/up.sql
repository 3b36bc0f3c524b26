-- Counting a million photos takes a tenth of a second and more; these numbers are asked for at every change.
-- Triggers keep them, so that no way of writing can forget to.
-- locations: files known. photos: distinct bytes, and files not hashed yet, that are not missing.
CREATE TABLE library_counts (
  library_id INTEGER PRIMARY KEY,
  locations INTEGER NOT NULL DEFAULT 0,
  photos INTEGER NOT NULL DEFAULT 0,
  missing INTEGER NOT NULL DEFAULT 0,
  problems INTEGER NOT NULL DEFAULT 0,
  backlog INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO library_counts (library_id, locations, photos, missing, problems, backlog)
SELECT l.id,
  (SELECT count(*) FROM image_exif AS e WHERE e.library_id = l.id),
  (SELECT count(DISTINCT e.photo_id) + count(*) FILTER (WHERE e.photo_id IS NULL)
   FROM image_exif AS e WHERE e.library_id = l.id AND e.presence < 2),
  (SELECT count(*) FROM image_exif AS e WHERE e.library_id = l.id AND e.presence = 2),
  (SELECT count(*) FROM image_exif AS e WHERE e.library_id = l.id AND e.preview_state >= 2 AND e.presence < 2),
  (SELECT count(*) FROM image_exif AS e WHERE e.library_id = l.id AND e.read_state = 0)
FROM libraries AS l;

CREATE TRIGGER libraries_counts_inserted AFTER INSERT ON libraries
BEGIN
  INSERT INTO library_counts (library_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER libraries_counts_deleted AFTER DELETE ON libraries
BEGIN
  DELETE FROM library_counts WHERE library_id = OLD.id;
END;
-- A library is emptied at once when it is removed: its rows need not be counted down one by one.
CREATE TRIGGER libraries_counts_removed AFTER UPDATE OF removed_at ON libraries WHEN NEW.removed_at IS NOT NULL
BEGIN
  UPDATE library_counts SET locations = 0, photos = 0, missing = 0, problems = 0, backlog = 0 WHERE library_id = NEW.id;
END;

CREATE TRIGGER image_exif_counts_inserted AFTER INSERT ON image_exif
BEGIN
  UPDATE library_counts SET
    locations = locations + 1,
    photos = photos + (NEW.presence < 2 AND (NEW.photo_id IS NULL OR NOT EXISTS (
      SELECT 1 FROM image_exif AS other WHERE other.library_id = NEW.library_id
        AND other.photo_id = NEW.photo_id AND other.presence < 2 AND other.id <> NEW.id))),
    missing = missing + (NEW.presence = 2),
    problems = problems + (NEW.preview_state >= 2 AND NEW.presence < 2),
    backlog = backlog + (NEW.read_state = 0)
  WHERE library_id = NEW.library_id;
END;
CREATE TRIGGER image_exif_counts_deleted AFTER DELETE ON image_exif
WHEN (SELECT removed_at FROM libraries WHERE id = OLD.library_id) IS NULL
BEGIN
  UPDATE library_counts SET
    locations = locations - 1,
    photos = photos - (OLD.presence < 2 AND (OLD.photo_id IS NULL OR NOT EXISTS (
      SELECT 1 FROM image_exif AS other WHERE other.library_id = OLD.library_id
        AND other.photo_id = OLD.photo_id AND other.presence < 2))),
    missing = missing - (OLD.presence = 2),
    problems = problems - (OLD.preview_state >= 2 AND OLD.presence < 2),
    backlog = backlog - (OLD.read_state = 0)
  WHERE library_id = OLD.library_id;
END;
CREATE TRIGGER image_exif_counts_updated
AFTER UPDATE OF library_id, photo_id, presence, preview_state, read_state ON image_exif
WHEN OLD.library_id <> NEW.library_id OR OLD.photo_id IS NOT NEW.photo_id OR OLD.presence <> NEW.presence
  OR OLD.preview_state <> NEW.preview_state OR OLD.read_state <> NEW.read_state
BEGIN
  UPDATE library_counts SET
    locations = locations - 1,
    photos = photos - (OLD.presence < 2 AND (OLD.photo_id IS NULL OR NOT EXISTS (
      SELECT 1 FROM image_exif AS other WHERE other.library_id = OLD.library_id
        AND other.photo_id = OLD.photo_id AND other.presence < 2 AND other.id <> OLD.id))),
    missing = missing - (OLD.presence = 2),
    problems = problems - (OLD.preview_state >= 2 AND OLD.presence < 2),
    backlog = backlog - (OLD.read_state = 0)
  WHERE library_id = OLD.library_id;
  UPDATE library_counts SET
    locations = locations + 1,
    photos = photos + (NEW.presence < 2 AND (NEW.photo_id IS NULL OR NOT EXISTS (
      SELECT 1 FROM image_exif AS other WHERE other.library_id = NEW.library_id
        AND other.photo_id = NEW.photo_id AND other.presence < 2 AND other.id <> NEW.id))),
    missing = missing + (NEW.presence = 2),
    problems = problems + (NEW.preview_state >= 2 AND NEW.presence < 2),
    backlog = backlog + (NEW.read_state = 0)
  WHERE library_id = NEW.library_id;
END;

-- photos: distinct bytes with the tag that have a file which is not missing. Rows without a hash are counted when read.
CREATE TABLE tag_counts (
  tag_id INTEGER PRIMARY KEY,
  photos INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO tag_counts (tag_id, photos)
SELECT g.id, (
  SELECT count(DISTINCT t.photo_id) FROM tagged_photo AS t
  WHERE t.tag_id = g.id AND t.photo_id IS NOT NULL
    AND EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = t.photo_id AND e.presence < 2))
FROM tags AS g;

-- All libraries together. photos: with a file that is not missing. tagged: those of them with a tag, known by hash.
CREATE TABLE totals (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  photos INTEGER NOT NULL,
  tagged INTEGER NOT NULL
) STRICT;
INSERT INTO totals (id, photos, tagged)
SELECT 1,
  (SELECT count(DISTINCT e.photo_id) + count(*) FILTER (WHERE e.photo_id IS NULL) FROM image_exif AS e WHERE e.presence < 2),
  (SELECT count(DISTINCT t.photo_id) FROM tagged_photo AS t
   WHERE EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = t.photo_id AND e.presence < 2));

CREATE TRIGGER tags_counts_inserted AFTER INSERT ON tags
BEGIN
  INSERT INTO tag_counts (tag_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER tags_counts_deleted AFTER DELETE ON tags
BEGIN
  DELETE FROM tag_counts WHERE tag_id = OLD.id;
END;

CREATE TRIGGER tagged_photo_counts_inserted AFTER INSERT ON tagged_photo
WHEN NEW.photo_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t
    WHERE t.photo_id = NEW.photo_id AND t.tag_id = NEW.tag_id AND t.id <> NEW.id)
  AND EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = NEW.photo_id AND e.presence < 2)
BEGIN
  UPDATE tag_counts SET photos = photos + 1 WHERE tag_id = NEW.tag_id;
  UPDATE totals SET tagged = tagged + 1
  WHERE NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = NEW.photo_id AND t.id <> NEW.id);
END;
CREATE TRIGGER tagged_photo_counts_deleted AFTER DELETE ON tagged_photo
WHEN OLD.photo_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id AND t.tag_id = OLD.tag_id)
  AND EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = OLD.photo_id AND e.presence < 2)
BEGIN
  UPDATE tag_counts SET photos = photos - 1 WHERE tag_id = OLD.tag_id;
  UPDATE totals SET tagged = tagged - 1
  WHERE NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
END;
CREATE TRIGGER tagged_photo_counts_left AFTER UPDATE OF photo_id, tag_id ON tagged_photo
WHEN OLD.photo_id IS NOT NULL AND (OLD.photo_id IS NOT NEW.photo_id OR OLD.tag_id <> NEW.tag_id)
  AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id AND t.tag_id = OLD.tag_id)
  AND EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = OLD.photo_id AND e.presence < 2)
BEGIN
  UPDATE tag_counts SET photos = photos - 1 WHERE tag_id = OLD.tag_id;
  UPDATE totals SET tagged = tagged - 1
  WHERE OLD.photo_id IS NOT NEW.photo_id AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
END;
CREATE TRIGGER tagged_photo_counts_entered AFTER UPDATE OF photo_id, tag_id ON tagged_photo
WHEN NEW.photo_id IS NOT NULL AND (OLD.photo_id IS NOT NEW.photo_id OR OLD.tag_id <> NEW.tag_id)
  AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t
    WHERE t.photo_id = NEW.photo_id AND t.tag_id = NEW.tag_id AND t.id <> NEW.id)
  AND EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = NEW.photo_id AND e.presence < 2)
BEGIN
  UPDATE tag_counts SET photos = photos + 1 WHERE tag_id = NEW.tag_id;
  UPDATE totals SET tagged = tagged + 1
  WHERE OLD.photo_id IS NOT NEW.photo_id
    AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = NEW.photo_id AND t.id <> NEW.id);
END;

-- The first file of some bytes comes into view, or the last one goes out of it. A file without a hash is a photo itself.
CREATE TRIGGER image_exif_photo_appeared AFTER INSERT ON image_exif
WHEN NEW.presence < 2
  AND NOT EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = NEW.photo_id AND e.presence < 2 AND e.id <> NEW.id)
BEGIN
  UPDATE totals SET photos = photos + 1,
    tagged = tagged + EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = NEW.photo_id);
  UPDATE tag_counts SET photos = photos + 1
  WHERE tag_id IN (SELECT t.tag_id FROM tagged_photo AS t WHERE t.photo_id = NEW.photo_id);
END;
CREATE TRIGGER image_exif_photo_vanished AFTER DELETE ON image_exif
WHEN OLD.presence < 2
  AND NOT EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = OLD.photo_id AND e.presence < 2)
BEGIN
  UPDATE totals SET photos = photos - 1,
    tagged = tagged - EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
  UPDATE tag_counts SET photos = photos - 1
  WHERE tag_id IN (SELECT t.tag_id FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
END;
CREATE TRIGGER image_exif_photo_left AFTER UPDATE OF photo_id, presence ON image_exif
WHEN OLD.presence < 2 AND (OLD.photo_id IS NOT NEW.photo_id OR NEW.presence = 2)
  AND NOT EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = OLD.photo_id AND e.presence < 2)
BEGIN
  UPDATE totals SET photos = photos - 1,
    tagged = tagged - EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
  UPDATE tag_counts SET photos = photos - 1
  WHERE tag_id IN (SELECT t.tag_id FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
END;
CREATE TRIGGER image_exif_photo_entered AFTER UPDATE OF photo_id, presence ON image_exif
WHEN NEW.presence < 2 AND (OLD.photo_id IS NOT NEW.photo_id OR OLD.presence = 2)
  AND NOT EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = NEW.photo_id AND e.presence < 2 AND e.id <> NEW.id)
BEGIN
  UPDATE totals SET photos = photos + 1,
    tagged = tagged + EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = NEW.photo_id);
  UPDATE tag_counts SET photos = photos + 1
  WHERE tag_id IN (SELECT t.tag_id FROM tagged_photo AS t WHERE t.photo_id = NEW.photo_id);
END;
