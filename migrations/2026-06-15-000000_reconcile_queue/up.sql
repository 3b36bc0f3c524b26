-- What the next reconcile has to look at, known from the writes themselves: its cost is what changed, not what exists.
-- Locations whose hash is known and whose path has derived rows without one.
CREATE TABLE reconcile_locations (location_id INTEGER PRIMARY KEY) STRICT;
-- Photos with more than one current insight.
CREATE TABLE reconcile_insights (photo_id INTEGER PRIMARY KEY) STRICT;

INSERT INTO reconcile_locations
  SELECT e.id FROM image_exif AS e
  WHERE e.content_hash IS NOT NULL AND (
    EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.content_hash IS NULL AND t.rel_path = e.rel_path)
    OR EXISTS (SELECT 1 FROM photo_insights AS i WHERE i.content_hash IS NULL AND i.rel_path = e.rel_path));
INSERT INTO reconcile_insights
  SELECT photo_id FROM photo_insights WHERE is_current = 1 AND photo_id IS NOT NULL GROUP BY photo_id HAVING count(*) > 1;

CREATE TRIGGER image_exif_hash_inserted AFTER INSERT ON image_exif
WHEN NEW.photo_id IS NOT NULL AND (
  EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.content_hash IS NULL AND t.rel_path = NEW.rel_path)
  OR EXISTS (SELECT 1 FROM photo_insights AS i WHERE i.content_hash IS NULL AND i.rel_path = NEW.rel_path))
BEGIN
  INSERT INTO reconcile_locations (location_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER image_exif_hash_updated AFTER UPDATE OF photo_id, library_id, rel_path ON image_exif
WHEN NEW.photo_id IS NOT NULL AND (
  EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.content_hash IS NULL AND t.rel_path = NEW.rel_path)
  OR EXISTS (SELECT 1 FROM photo_insights AS i WHERE i.content_hash IS NULL AND i.rel_path = NEW.rel_path))
BEGIN
  INSERT INTO reconcile_locations (location_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;

-- Derived rows without a hash whose place has one by now.
CREATE TRIGGER tagged_photo_unhashed_inserted AFTER INSERT ON tagged_photo WHEN NEW.content_hash IS NULL
BEGIN
  INSERT INTO reconcile_locations (location_id)
    SELECT e.id FROM image_exif AS e WHERE e.rel_path = NEW.rel_path AND e.content_hash IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER tagged_photo_unhashed_updated AFTER UPDATE OF content_hash, library_id, rel_path ON tagged_photo
WHEN NEW.content_hash IS NULL
BEGIN
  INSERT INTO reconcile_locations (location_id)
    SELECT e.id FROM image_exif AS e WHERE e.rel_path = NEW.rel_path AND e.content_hash IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER photo_insights_unhashed_inserted AFTER INSERT ON photo_insights WHEN NEW.content_hash IS NULL
BEGIN
  INSERT INTO reconcile_locations (location_id)
    SELECT e.id FROM image_exif AS e WHERE e.rel_path = NEW.rel_path AND e.content_hash IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER photo_insights_unhashed_updated AFTER UPDATE OF content_hash, library_id, rel_path ON photo_insights
WHEN NEW.content_hash IS NULL
BEGIN
  INSERT INTO reconcile_locations (location_id)
    SELECT e.id FROM image_exif AS e WHERE e.rel_path = NEW.rel_path AND e.content_hash IS NOT NULL
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER photo_insights_current_inserted AFTER INSERT ON photo_insights
WHEN NEW.is_current = 1 AND NEW.photo_id IS NOT NULL AND EXISTS (
  SELECT 1 FROM photo_insights AS i WHERE i.photo_id = NEW.photo_id AND i.is_current = 1 AND i.id <> NEW.id)
BEGIN
  INSERT INTO reconcile_insights (photo_id) VALUES (NEW.photo_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER photo_insights_current_updated AFTER UPDATE OF photo_id, is_current ON photo_insights
WHEN NEW.is_current = 1 AND NEW.photo_id IS NOT NULL AND EXISTS (
  SELECT 1 FROM photo_insights AS i WHERE i.photo_id = NEW.photo_id AND i.is_current = 1 AND i.id <> NEW.id)
BEGIN
  INSERT INTO reconcile_insights (photo_id) VALUES (NEW.photo_id) ON CONFLICT DO NOTHING;
END;
