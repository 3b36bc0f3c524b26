-- A tag can stand below another one. Its name is the path: `Places/Lisbon` is Lisbon below Places; `parent_id` says the same,
-- so that all below a tag are found by an index. Of a deleted tag it is the one that it stood below.
ALTER TABLE tags ADD COLUMN parent_id INTEGER;
CREATE INDEX tags_parent ON tags (parent_id) WHERE parent_id IS NOT NULL;

-- Names with `/` of before are paths from now on, and the levels above them are tags. What is no path, because a level of it
-- would be empty or begin or end with a space, stays a name at the top.
INSERT INTO tags (name, created_time)
  WITH RECURSIVE level (path, rest, created_time) AS (
    SELECT substr(name, 1, instr(name, '/') - 1), substr(name, instr(name, '/') + 1), created_time
    FROM tags WHERE deleted_at IS NULL AND instr(name, '/') > 0
      AND '/' || name || '/' NOT LIKE '%//%' AND '/' || name || '/' NOT LIKE '%/ %' AND '/' || name || '/' NOT LIKE '% /%'
    UNION ALL
    SELECT path || '/' || substr(rest, 1, instr(rest, '/') - 1), substr(rest, instr(rest, '/') + 1), created_time
    FROM level WHERE instr(rest, '/') > 0)
  SELECT path, min(created_time) FROM level GROUP BY path COLLATE NOCASE
  ON CONFLICT (name) DO UPDATE SET deleted_at = NULL;
UPDATE tags SET parent_id = (
    SELECT p.id FROM tags AS p WHERE p.name = rtrim(rtrim(tags.name, replace(tags.name, '/', '')), '/'))
  WHERE deleted_at IS NULL AND instr(name, '/') > 0
    AND '/' || name || '/' NOT LIKE '%//%' AND '/' || name || '/' NOT LIKE '%/ %' AND '/' || name || '/' NOT LIKE '% /%';
-- Each begins with the name above it to the letter.
WITH RECURSIVE walk (id, path) AS (
  SELECT id, name FROM tags WHERE parent_id IS NULL AND deleted_at IS NULL
  UNION ALL
  SELECT t.id, walk.path || substr(t.name, length(walk.path) + 1) FROM walk CROSS JOIN tags AS t ON t.parent_id = walk.id)
UPDATE tags SET name = walk.path FROM walk WHERE tags.id = walk.id AND tags.parent_id IS NOT NULL;

-- How often the photos of a tag became others: what was made of them is right as long as this is the same.
ALTER TABLE tag_counts ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;
-- The triggers of 2026-11-24-060000_stacks, which count that too.
DROP TRIGGER tagged_photo_counts_inserted;
DROP TRIGGER tagged_photo_counts_deleted;
DROP TRIGGER tagged_photo_counts_left;
DROP TRIGGER tagged_photo_counts_entered;
DROP TRIGGER image_exif_photo_appeared;
DROP TRIGGER image_exif_photo_vanished;
DROP TRIGGER image_exif_photo_left;
DROP TRIGGER image_exif_photo_entered;
CREATE TRIGGER tagged_photo_counts_inserted AFTER INSERT ON tagged_photo
WHEN NEW.photo_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t
    WHERE t.photo_id = NEW.photo_id AND t.tag_id = NEW.tag_id AND t.id <> NEW.id)
  AND EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = NEW.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL)
BEGIN
  UPDATE tag_counts SET photos = photos + 1, changes = changes + 1 WHERE tag_id = NEW.tag_id;
  UPDATE totals SET tagged = tagged + 1
  WHERE NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = NEW.photo_id AND t.id <> NEW.id);
END;
CREATE TRIGGER tagged_photo_counts_deleted AFTER DELETE ON tagged_photo
WHEN OLD.photo_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id AND t.tag_id = OLD.tag_id)
  AND EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = OLD.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL)
BEGIN
  UPDATE tag_counts SET photos = photos - 1, changes = changes + 1 WHERE tag_id = OLD.tag_id;
  UPDATE totals SET tagged = tagged - 1
  WHERE NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
END;
CREATE TRIGGER tagged_photo_counts_left AFTER UPDATE OF photo_id, tag_id ON tagged_photo
WHEN OLD.photo_id IS NOT NULL AND (OLD.photo_id IS NOT NEW.photo_id OR OLD.tag_id <> NEW.tag_id)
  AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id AND t.tag_id = OLD.tag_id)
  AND EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = OLD.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL)
BEGIN
  UPDATE tag_counts SET photos = photos - 1, changes = changes + 1 WHERE tag_id = OLD.tag_id;
  UPDATE totals SET tagged = tagged - 1
  WHERE OLD.photo_id IS NOT NEW.photo_id AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
END;
CREATE TRIGGER tagged_photo_counts_entered AFTER UPDATE OF photo_id, tag_id ON tagged_photo
WHEN NEW.photo_id IS NOT NULL AND (OLD.photo_id IS NOT NEW.photo_id OR OLD.tag_id <> NEW.tag_id)
  AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t
    WHERE t.photo_id = NEW.photo_id AND t.tag_id = NEW.tag_id AND t.id <> NEW.id)
  AND EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = NEW.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL)
BEGIN
  UPDATE tag_counts SET photos = photos + 1, changes = changes + 1 WHERE tag_id = NEW.tag_id;
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
  UPDATE tag_counts SET photos = photos + 1, changes = changes + 1
  WHERE tag_id IN (SELECT t.tag_id FROM tagged_photo AS t WHERE t.photo_id = NEW.photo_id);
END;
CREATE TRIGGER image_exif_photo_vanished AFTER DELETE ON image_exif
WHEN OLD.presence < 2 AND OLD.stack_cover_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = OLD.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL)
BEGIN
  UPDATE totals SET photos = photos - 1,
    tagged = tagged - EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
  UPDATE tag_counts SET photos = photos - 1, changes = changes + 1
  WHERE tag_id IN (SELECT t.tag_id FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
END;
CREATE TRIGGER image_exif_photo_left AFTER UPDATE OF photo_id, presence, stack_cover_id ON image_exif
WHEN OLD.presence < 2 AND OLD.stack_cover_id IS NULL AND (OLD.photo_id IS NOT NEW.photo_id OR NEW.presence = 2 OR NEW.stack_cover_id IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = OLD.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL)
BEGIN
  UPDATE totals SET photos = photos - 1,
    tagged = tagged - EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
  UPDATE tag_counts SET photos = photos - 1, changes = changes + 1
  WHERE tag_id IN (SELECT t.tag_id FROM tagged_photo AS t WHERE t.photo_id = OLD.photo_id);
END;
CREATE TRIGGER image_exif_photo_entered AFTER UPDATE OF photo_id, presence, stack_cover_id ON image_exif
WHEN NEW.presence < 2 AND NEW.stack_cover_id IS NULL AND (OLD.photo_id IS NOT NEW.photo_id OR OLD.presence = 2 OR OLD.stack_cover_id IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = NEW.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL AND e.id <> NEW.id)
BEGIN
  UPDATE totals SET photos = photos + 1,
    tagged = tagged + EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = NEW.photo_id);
  UPDATE tag_counts SET photos = photos + 1, changes = changes + 1
  WHERE tag_id IN (SELECT t.tag_id FROM tagged_photo AS t WHERE t.photo_id = NEW.photo_id);
END;
