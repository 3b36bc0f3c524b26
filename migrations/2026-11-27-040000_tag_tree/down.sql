-- Tags keep their names, which say their levels; the tags above them stay, with the photos that bear these themselves.
UPDATE edits SET other_tag_id = NULL WHERE action = 'tag_renamed';
UPDATE edits SET action = 'tag_renamed', other_tag_id = NULL WHERE action = 'tag_moved';
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
ALTER TABLE tag_counts DROP COLUMN changes;
DROP INDEX tags_parent;
ALTER TABLE tags DROP COLUMN parent_id;
