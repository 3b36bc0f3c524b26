-- What changed since the last reconcile, known from the writes themselves: its cost is what changed, not what exists.
CREATE TABLE reconcile_locations (location_id INTEGER PRIMARY KEY) STRICT;
CREATE TABLE reconcile_insights (content_hash BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO reconcile_locations SELECT id FROM image_exif WHERE content_hash IS NOT NULL;
INSERT INTO reconcile_insights
  SELECT content_hash FROM photo_insights WHERE is_current = 1 AND content_hash IS NOT NULL GROUP BY content_hash;

CREATE TRIGGER image_exif_hash_inserted AFTER INSERT ON image_exif WHEN NEW.content_hash IS NOT NULL
BEGIN
  INSERT INTO reconcile_locations (location_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER image_exif_hash_updated AFTER UPDATE OF content_hash, library_id, rel_path ON image_exif
WHEN NEW.content_hash IS NOT NULL
  AND (OLD.content_hash IS NOT NEW.content_hash OR OLD.rel_path <> NEW.rel_path OR OLD.library_id <> NEW.library_id)
BEGIN
  INSERT INTO reconcile_locations (location_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER photo_insights_current_inserted AFTER INSERT ON photo_insights
WHEN NEW.is_current = 1 AND NEW.content_hash IS NOT NULL
BEGIN
  INSERT INTO reconcile_insights (content_hash) VALUES (NEW.content_hash) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER photo_insights_current_updated AFTER UPDATE OF content_hash, is_current, pinned_at ON photo_insights
WHEN NEW.is_current = 1 AND NEW.content_hash IS NOT NULL
BEGIN
  INSERT INTO reconcile_insights (content_hash) VALUES (NEW.content_hash) ON CONFLICT DO NOTHING;
END;
