-- What searches go by. All of it is made again from the other tables whenever it is missing: see main/dao/search-index.ts.
-- Names of files by location, words of photos by photo; texts are not kept a second time.
CREATE VIRTUAL TABLE search_names USING fts5 (
  folder, name, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE search_texts USING fts5 (
  title, caption, keyword, person, place, credit,
  content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);
-- Words that were ever indexed, for slips of the finger.
CREATE TABLE search_words (
  word TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What is to be indexed again. New files are not written down: they are those with an id above
-- `app_state.searchNamesTo`. Photos from before there was an index are those up to `app_state.searchTextsFrom`.
CREATE TABLE search_names_waiting (
  location_id INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE search_texts_waiting (
  photo_id INTEGER PRIMARY KEY
) STRICT;
INSERT INTO app_state (key, value) SELECT 'searchTextsFrom', max(id) FROM photos HAVING max(id) IS NOT NULL;

CREATE TRIGGER image_exif_search_renamed AFTER UPDATE OF rel_path ON image_exif WHEN NEW.rel_path <> OLD.rel_path
BEGIN
  INSERT INTO search_names_waiting (location_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER image_exif_search_deleted AFTER DELETE ON image_exif
BEGIN
  INSERT INTO search_names_waiting (location_id) VALUES (OLD.id) ON CONFLICT DO NOTHING;
END;
-- SQLite gives the number of the last row again once that is gone.
CREATE TRIGGER image_exif_search_last_gone AFTER DELETE ON image_exif
WHEN OLD.id > coalesce((SELECT max(id) FROM image_exif), 0)
BEGIN
  UPDATE app_state SET value = coalesce((SELECT max(id) FROM image_exif), 0)
  WHERE key = 'searchNamesTo' AND CAST(value AS INTEGER) >= OLD.id;
END;

-- The texts of some bytes are always written anew as a whole.
CREATE TRIGGER embedded_texts_search_inserted AFTER INSERT ON embedded_texts WHEN NEW.position = 0
BEGIN
  INSERT INTO search_texts_waiting (photo_id)
    SELECT p.id FROM photos AS p WHERE p.content_hash = NEW.content_hash ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER embedded_texts_search_deleted AFTER DELETE ON embedded_texts WHEN OLD.position = 0
BEGIN
  INSERT INTO search_texts_waiting (photo_id)
    SELECT p.id FROM photos AS p WHERE p.content_hash = OLD.content_hash ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER photo_insights_search_inserted AFTER INSERT ON photo_insights
WHEN NEW.is_current = 1 AND NEW.photo_id IS NOT NULL
BEGIN
  INSERT INTO search_texts_waiting (photo_id) VALUES (NEW.photo_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER photo_insights_search_updated
AFTER UPDATE OF photo_id, is_current, title, summary, facts, deleted_at ON photo_insights
WHEN NEW.is_current = 1 OR OLD.is_current = 1
BEGIN
  INSERT INTO search_texts_waiting (photo_id) SELECT NEW.photo_id WHERE NEW.photo_id IS NOT NULL ON CONFLICT DO NOTHING;
  INSERT INTO search_texts_waiting (photo_id)
    SELECT OLD.photo_id WHERE OLD.photo_id IS NOT NULL AND OLD.photo_id IS NOT NEW.photo_id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER photo_insights_search_deleted AFTER DELETE ON photo_insights
WHEN OLD.is_current = 1 AND OLD.photo_id IS NOT NULL
BEGIN
  INSERT INTO search_texts_waiting (photo_id) VALUES (OLD.photo_id) ON CONFLICT DO NOTHING;
END;

-- A camera as people call it, maker and model.
CREATE INDEX image_exif_camera ON image_exif (trim(coalesce(camera_make, '') || ' ' || camera_model))
  WHERE camera_model IS NOT NULL;
CREATE INDEX image_exif_lens ON image_exif (lens_model) WHERE lens_model IS NOT NULL;
-- RAW files and videos are few among pictures, or a query for them is content with the first ones.
CREATE INDEX image_exif_kind ON image_exif (media_kind) WHERE media_kind <> 'image';
