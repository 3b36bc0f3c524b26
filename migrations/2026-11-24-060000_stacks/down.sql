DROP TRIGGER image_exif_counts_inserted;
DROP TRIGGER image_exif_counts_deleted;
DROP TRIGGER image_exif_counts_updated;
DROP TRIGGER tagged_photo_counts_inserted;
DROP TRIGGER tagged_photo_counts_deleted;
DROP TRIGGER tagged_photo_counts_left;
DROP TRIGGER tagged_photo_counts_entered;
DROP TRIGGER image_exif_photo_appeared;
DROP TRIGGER image_exif_photo_vanished;
DROP TRIGGER image_exif_photo_left;
DROP TRIGGER image_exif_photo_entered;
DROP TRIGGER image_exif_stack_last_gone;
DROP TRIGGER image_exif_stack_presence;
DROP TRIGGER image_exif_stack_gone;
DROP TRIGGER image_exif_stack_missing;
DROP TRIGGER image_exif_stack_deleted;
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
-- What stood behind another file is a photo again.
UPDATE library_counts SET photos = (
  SELECT count(DISTINCT e.photo_id) + count(*) FILTER (WHERE e.photo_id IS NULL)
  FROM image_exif AS e WHERE e.library_id = library_counts.library_id AND e.presence < 2);
UPDATE tag_counts SET photos = (
  SELECT count(DISTINCT t.photo_id) FROM tagged_photo AS t
  WHERE t.tag_id = tag_counts.tag_id AND t.photo_id IS NOT NULL
    AND EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = t.photo_id AND e.presence < 2));
UPDATE totals SET
  photos = (SELECT count(DISTINCT e.photo_id) + count(*) FILTER (WHERE e.photo_id IS NULL) FROM image_exif AS e WHERE e.presence < 2),
  tagged = (SELECT count(DISTINCT t.photo_id) FROM tagged_photo AS t
    WHERE EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = t.photo_id AND e.presence < 2));
DELETE FROM app_state WHERE key = 'stacksSettledTo';
DROP TABLE stacks_to_settle;
DROP INDEX image_exif_grid;
CREATE INDEX image_exif_grid ON image_exif
  (sort_time_ms DESC, id DESC, library_id, photo_id, width, height, preview_state, media_kind, presence);
DROP INDEX image_exif_library_photo;
CREATE INDEX image_exif_library_photo ON image_exif (library_id, photo_id, presence);
DROP INDEX image_exif_photo;
CREATE INDEX image_exif_photo ON image_exif (photo_id, presence, library_id) WHERE photo_id IS NOT NULL;
DROP INDEX image_exif_companion;
DROP INDEX image_exif_stack_key;
ALTER TABLE image_exif DROP COLUMN stack_key;
DROP INDEX image_exif_stack;
ALTER TABLE image_exif DROP COLUMN stack_cover_id;
