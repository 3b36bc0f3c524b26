-- A small number for each content hash, given in the order in which hashes become known. A hash is random: an index on
-- it costs a page of its own for each row written, while files that lie together get numbers that lie together.
-- `content_hash` stays what identifies a photo; `photo_id` follows it by trigger wherever a writer does not set both.
CREATE TABLE photos (
  id INTEGER PRIMARY KEY,
  content_hash BLOB NOT NULL UNIQUE CHECK (length(content_hash) = 32)
) STRICT;
INSERT INTO photos (content_hash)
  SELECT content_hash FROM image_exif WHERE content_hash IS NOT NULL GROUP BY content_hash ORDER BY min(id);
INSERT INTO photos (content_hash)
  SELECT content_hash FROM tagged_photo WHERE content_hash IS NOT NULL
  UNION SELECT content_hash FROM photo_insights WHERE content_hash IS NOT NULL
  EXCEPT SELECT content_hash FROM photos;

ALTER TABLE image_exif ADD COLUMN photo_id INTEGER;
ALTER TABLE tagged_photo ADD COLUMN photo_id INTEGER;
ALTER TABLE photo_insights ADD COLUMN photo_id INTEGER;
UPDATE image_exif SET photo_id = (SELECT p.id FROM photos AS p WHERE p.content_hash = image_exif.content_hash)
  WHERE content_hash IS NOT NULL;
UPDATE tagged_photo SET photo_id = (SELECT p.id FROM photos AS p WHERE p.content_hash = tagged_photo.content_hash)
  WHERE content_hash IS NOT NULL;
UPDATE photo_insights SET photo_id = (SELECT p.id FROM photos AS p WHERE p.content_hash = photo_insights.content_hash)
  WHERE content_hash IS NOT NULL;

DROP INDEX tagged_photo_content;
CREATE INDEX tagged_photo_photo ON tagged_photo (photo_id, tag_id) WHERE photo_id IS NOT NULL;
DROP INDEX tagged_photo_tag;
CREATE INDEX tagged_photo_tag ON tagged_photo (tag_id, photo_id);
-- Places are looked for only where there is no hash yet, which the unhashed indexes answer.
DROP INDEX tagged_photo_rel_path;
DROP INDEX photo_insights_location;
DROP INDEX photo_insights_content;
DROP INDEX photo_insights_current;
CREATE INDEX photo_insights_photo ON photo_insights (photo_id, is_current) WHERE photo_id IS NOT NULL;
-- Presence in the index answers "is there a file of these bytes" without a look into the table.
CREATE INDEX image_exif_photo ON image_exif (photo_id, presence, library_id) WHERE photo_id IS NOT NULL;
DROP INDEX image_exif_library_content;
CREATE INDEX image_exif_library_photo ON image_exif (library_id, photo_id, presence);
-- The first screen of one library among several.
CREATE INDEX image_exif_library_order ON image_exif (library_id, sort_time_ms DESC, id DESC);
-- The grid reads this index alone.
DROP INDEX image_exif_grid;
CREATE INDEX image_exif_grid ON image_exif
  (sort_time_ms DESC, id DESC, library_id, photo_id, width, height, preview_state, media_kind, presence);

CREATE TRIGGER image_exif_photo_inserted AFTER INSERT ON image_exif
WHEN NEW.content_hash IS NOT NULL AND NEW.photo_id IS NULL
BEGIN
  INSERT INTO photos (content_hash) VALUES (NEW.content_hash) ON CONFLICT DO NOTHING;
  UPDATE image_exif SET photo_id = (SELECT id FROM photos WHERE content_hash = NEW.content_hash) WHERE id = NEW.id;
END;
CREATE TRIGGER image_exif_photo_updated AFTER UPDATE OF content_hash ON image_exif
WHEN NEW.content_hash IS NOT OLD.content_hash AND NEW.photo_id IS OLD.photo_id
BEGIN
  INSERT INTO photos (content_hash) SELECT NEW.content_hash WHERE NEW.content_hash IS NOT NULL ON CONFLICT DO NOTHING;
  UPDATE image_exif SET photo_id = (SELECT id FROM photos WHERE content_hash = NEW.content_hash) WHERE id = NEW.id;
END;
CREATE TRIGGER tagged_photo_photo_inserted AFTER INSERT ON tagged_photo
WHEN NEW.content_hash IS NOT NULL AND NEW.photo_id IS NULL
BEGIN
  INSERT INTO photos (content_hash) VALUES (NEW.content_hash) ON CONFLICT DO NOTHING;
  UPDATE tagged_photo SET photo_id = (SELECT id FROM photos WHERE content_hash = NEW.content_hash) WHERE id = NEW.id;
END;
CREATE TRIGGER tagged_photo_photo_updated AFTER UPDATE OF content_hash ON tagged_photo
WHEN NEW.content_hash IS NOT OLD.content_hash AND NEW.photo_id IS OLD.photo_id
BEGIN
  INSERT INTO photos (content_hash) SELECT NEW.content_hash WHERE NEW.content_hash IS NOT NULL ON CONFLICT DO NOTHING;
  UPDATE tagged_photo SET photo_id = (SELECT id FROM photos WHERE content_hash = NEW.content_hash) WHERE id = NEW.id;
END;
CREATE TRIGGER photo_insights_photo_inserted AFTER INSERT ON photo_insights
WHEN NEW.content_hash IS NOT NULL AND NEW.photo_id IS NULL
BEGIN
  INSERT INTO photos (content_hash) VALUES (NEW.content_hash) ON CONFLICT DO NOTHING;
  UPDATE photo_insights SET photo_id = (SELECT id FROM photos WHERE content_hash = NEW.content_hash) WHERE id = NEW.id;
END;
CREATE TRIGGER photo_insights_photo_updated AFTER UPDATE OF content_hash ON photo_insights
WHEN NEW.content_hash IS NOT OLD.content_hash AND NEW.photo_id IS OLD.photo_id
BEGIN
  INSERT INTO photos (content_hash) SELECT NEW.content_hash WHERE NEW.content_hash IS NOT NULL ON CONFLICT DO NOTHING;
  UPDATE photo_insights SET photo_id = (SELECT id FROM photos WHERE content_hash = NEW.content_hash) WHERE id = NEW.id;
END;
