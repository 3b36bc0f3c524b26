-- Files that are one photo: a RAW file or a short video beside the picture of the same name. `stack_cover_id` is the file
-- that shows them; null: the file is shown by itself. Made of names alone, and of what is there: it can be made again
-- at any time.
ALTER TABLE image_exif ADD COLUMN stack_cover_id INTEGER;
CREATE INDEX image_exif_stack ON image_exif (stack_cover_id) WHERE stack_cover_id IS NOT NULL;
-- The name as stacks compare it, with its folder; null where the file is found by its path: see main/core/stacks.ts.
ALTER TABLE image_exif ADD COLUMN stack_key TEXT;
CREATE INDEX image_exif_stack_key ON image_exif (library_id, stack_key) WHERE stack_key IS NOT NULL;
-- Most folders hold pictures alone, and need no look at each of them.
CREATE INDEX image_exif_companion ON image_exif (library_id, rel_path) WHERE media_kind IN ('raw', 'video');

-- Whether a file is shown by itself is asked wherever its presence is, without a look into the table.
DROP INDEX image_exif_photo;
CREATE INDEX image_exif_photo ON image_exif (photo_id, presence, library_id, stack_cover_id) WHERE photo_id IS NOT NULL;
DROP INDEX image_exif_library_photo;
CREATE INDEX image_exif_library_photo ON image_exif (library_id, photo_id, presence, stack_cover_id);
DROP INDEX image_exif_grid;
CREATE INDEX image_exif_grid ON image_exif
  (sort_time_ms DESC, id DESC, library_id, photo_id, width, height, preview_state, media_kind, presence, stack_cover_id);

-- The names whose stacks may be others than before. New files are not written down: they are those with an id above
-- `app_state.stacksSettledTo`, which costs nothing at the first scan of a million.
CREATE TABLE stacks_to_settle (
  library_id INTEGER NOT NULL,
  rel_path TEXT NOT NULL,
  PRIMARY KEY (library_id, rel_path)
) STRICT, WITHOUT ROWID;

-- A cover that goes shows at once what stood behind it. Before the change, for the counts: they are right after each
-- single step. Which file comes next is settled afterwards.
CREATE TRIGGER image_exif_stack_deleted BEFORE DELETE ON image_exif
BEGIN
  UPDATE image_exif SET stack_cover_id = NULL WHERE stack_cover_id = OLD.id;
END;
CREATE TRIGGER image_exif_stack_missing BEFORE UPDATE OF presence ON image_exif WHEN NEW.presence = 2 AND OLD.presence <> 2
BEGIN
  UPDATE image_exif SET stack_cover_id = NULL WHERE stack_cover_id = OLD.id;
END;
CREATE TRIGGER image_exif_stack_gone AFTER DELETE ON image_exif
WHEN (SELECT removed_at FROM libraries WHERE id = OLD.library_id) IS NULL
BEGIN
  INSERT INTO stacks_to_settle (library_id, rel_path) VALUES (OLD.library_id, OLD.rel_path) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER image_exif_stack_presence AFTER UPDATE OF presence ON image_exif
WHEN (NEW.presence = 2) <> (OLD.presence = 2)
BEGIN
  INSERT INTO stacks_to_settle (library_id, rel_path) VALUES (NEW.library_id, NEW.rel_path) ON CONFLICT DO NOTHING;
END;
-- SQLite gives the number of the last row again once that is gone.
CREATE TRIGGER image_exif_stack_last_gone AFTER DELETE ON image_exif
WHEN OLD.id > coalesce((SELECT max(id) FROM image_exif), 0)
BEGIN
  UPDATE app_state SET value = coalesce((SELECT max(id) FROM image_exif), 0)
  WHERE key = 'stacksSettledTo' AND CAST(value AS INTEGER) >= OLD.id;
END;

-- Counts are of photos that are shown: the triggers of 2026-06-20-000000_counts, which say so now.
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

CREATE TRIGGER image_exif_counts_inserted AFTER INSERT ON image_exif
BEGIN
  UPDATE library_counts SET
    locations = locations + 1,
    photos = photos + (NEW.presence < 2 AND NEW.stack_cover_id IS NULL AND (NEW.photo_id IS NULL OR NOT EXISTS (
      SELECT 1 FROM image_exif AS other WHERE other.library_id = NEW.library_id
        AND other.photo_id = NEW.photo_id AND other.presence < 2 AND other.stack_cover_id IS NULL AND other.id <> NEW.id))),
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
    photos = photos - (OLD.presence < 2 AND OLD.stack_cover_id IS NULL AND (OLD.photo_id IS NULL OR NOT EXISTS (
      SELECT 1 FROM image_exif AS other WHERE other.library_id = OLD.library_id
        AND other.photo_id = OLD.photo_id AND other.presence < 2 AND other.stack_cover_id IS NULL))),
    missing = missing - (OLD.presence = 2),
    problems = problems - (OLD.preview_state >= 2 AND OLD.presence < 2),
    backlog = backlog - (OLD.read_state = 0)
  WHERE library_id = OLD.library_id;
END;
CREATE TRIGGER image_exif_counts_updated
AFTER UPDATE OF library_id, photo_id, presence, preview_state, read_state, stack_cover_id ON image_exif
WHEN OLD.library_id <> NEW.library_id OR OLD.photo_id IS NOT NEW.photo_id OR OLD.presence <> NEW.presence
  OR OLD.preview_state <> NEW.preview_state OR OLD.read_state <> NEW.read_state
  OR OLD.stack_cover_id IS NOT NEW.stack_cover_id
BEGIN
  UPDATE library_counts SET
    locations = locations - 1,
    photos = photos - (OLD.presence < 2 AND OLD.stack_cover_id IS NULL AND (OLD.photo_id IS NULL OR NOT EXISTS (
      SELECT 1 FROM image_exif AS other WHERE other.library_id = OLD.library_id
        AND other.photo_id = OLD.photo_id AND other.presence < 2 AND other.stack_cover_id IS NULL AND other.id <> OLD.id))),
    missing = missing - (OLD.presence = 2),
    problems = problems - (OLD.preview_state >= 2 AND OLD.presence < 2),
    backlog = backlog - (OLD.read_state = 0)
  WHERE library_id = OLD.library_id;
  UPDATE library_counts SET
    locations = locations + 1,
    photos = photos + (NEW.presence < 2 AND NEW.stack_cover_id IS NULL AND (NEW.photo_id IS NULL OR NOT EXISTS (
      SELECT 1 FROM image_exif AS other WHERE other.library_id = NEW.library_id
        AND other.photo_id = NEW.photo_id AND other.presence < 2 AND other.stack_cover_id IS NULL AND other.id <> NEW.id))),
    missing = missing + (NEW.presence = 2),
    problems = problems + (NEW.preview_state >= 2 AND NEW.presence < 2),
    backlog = backlog + (NEW.read_state = 0)
  WHERE library_id = NEW.library_id;
END;
CREATE TRIGGER tagged_photo_counts_inserted AFTER INSERT ON tagged_photo
WHEN NEW.photo_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t
    WHERE t.photo_id = NEW.photo_id AND t.tag_id = NEW.tag_id AND t.id <> NEW.id)
  AND EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = NEW.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL)
BEGIN
  UPDATE tag_counts SET photos = photos + 1 WHERE tag_id = NEW.tag_id;
  UPDATE totals SET tagged = tagged + 1
  WHERE NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = NEW.photo_id AND t.id <> NEW.id);
END;
CREATE TRIGGER tagged_photo_counts_deleted AFTER DELETE ON tagged_photo
WHEN OLD.photo_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id AND t.tag_id = OLD.tag_id)
  AND EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = OLD.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL)
BEGIN
  UPDATE tag_counts SET photos = photos - 1 WHERE tag_id = OLD.tag_id;
  UPDATE totals SET tagged = tagged - 1
  WHERE NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
END;
CREATE TRIGGER tagged_photo_counts_left AFTER UPDATE OF photo_id, tag_id ON tagged_photo
WHEN OLD.photo_id IS NOT NULL AND (OLD.photo_id IS NOT NEW.photo_id OR OLD.tag_id <> NEW.tag_id)
  AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id AND t.tag_id = OLD.tag_id)
  AND EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = OLD.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL)
BEGIN
  UPDATE tag_counts SET photos = photos - 1 WHERE tag_id = OLD.tag_id;
  UPDATE totals SET tagged = tagged - 1
  WHERE OLD.photo_id IS NOT NEW.photo_id AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
END;
CREATE TRIGGER tagged_photo_counts_entered AFTER UPDATE OF photo_id, tag_id ON tagged_photo
WHEN NEW.photo_id IS NOT NULL AND (OLD.photo_id IS NOT NEW.photo_id OR OLD.tag_id <> NEW.tag_id)
  AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t
    WHERE t.photo_id = NEW.photo_id AND t.tag_id = NEW.tag_id AND t.id <> NEW.id)
  AND EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = NEW.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL)
BEGIN
  UPDATE tag_counts SET photos = photos + 1 WHERE tag_id = NEW.tag_id;
  UPDATE totals SET tagged = tagged + 1
  WHERE OLD.photo_id IS NOT NEW.photo_id
    AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = NEW.photo_id AND t.id <> NEW.id);
END;
CREATE TRIGGER image_exif_photo_appeared AFTER INSERT ON image_exif
WHEN NEW.presence < 2 AND NEW.stack_cover_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = NEW.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL AND e.id <> NEW.id)
BEGIN
  UPDATE totals SET photos = photos + 1,
    tagged = tagged + EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = NEW.photo_id);
  UPDATE tag_counts SET photos = photos + 1
  WHERE tag_id IN (SELECT t.tag_id FROM tagged_photo AS t WHERE t.photo_id = NEW.photo_id);
END;
CREATE TRIGGER image_exif_photo_vanished AFTER DELETE ON image_exif
WHEN OLD.presence < 2 AND OLD.stack_cover_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = OLD.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL)
BEGIN
  UPDATE totals SET photos = photos - 1,
    tagged = tagged - EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
  UPDATE tag_counts SET photos = photos - 1
  WHERE tag_id IN (SELECT t.tag_id FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
END;
CREATE TRIGGER image_exif_photo_left AFTER UPDATE OF photo_id, presence, stack_cover_id ON image_exif
WHEN OLD.presence < 2 AND OLD.stack_cover_id IS NULL AND (OLD.photo_id IS NOT NEW.photo_id OR NEW.presence = 2 OR NEW.stack_cover_id IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = OLD.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL)
BEGIN
  UPDATE totals SET photos = photos - 1,
    tagged = tagged - EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
  UPDATE tag_counts SET photos = photos - 1
  WHERE tag_id IN (SELECT t.tag_id FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
END;
CREATE TRIGGER image_exif_photo_entered AFTER UPDATE OF photo_id, presence, stack_cover_id ON image_exif
WHEN NEW.presence < 2 AND NEW.stack_cover_id IS NULL AND (OLD.photo_id IS NOT NEW.photo_id OR OLD.presence = 2 OR OLD.stack_cover_id IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = NEW.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL AND e.id <> NEW.id)
BEGIN
  UPDATE totals SET photos = photos + 1,
    tagged = tagged + EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = NEW.photo_id);
  UPDATE tag_counts SET photos = photos + 1
  WHERE tag_id IN (SELECT t.tag_id FROM tagged_photo AS t WHERE t.photo_id = NEW.photo_id);
END;
