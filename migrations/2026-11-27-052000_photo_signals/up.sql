-- What a look at the pixels of a photo found, once for its bytes, wherever they lie; and the queue of photos to be looked at.
CREATE TABLE photo_signals (
  photo_id INTEGER PRIMARY KEY,
  -- 0 waits, 1 looked at, 2 failed until a person asks again, 3 no picture of it to look at yet.
  state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),
  -- Looks that were begun since it was put into the queue: one that never ends is not begun for ever.
  tries INTEGER NOT NULL DEFAULT 0,
  -- Why it failed, for people.
  reason TEXT,
  -- What looked, and when; NULL before the first look.
  models TEXT,
  seen_at INTEGER,
  -- Longest edge of the picture that was looked at, in pixels.
  edge INTEGER,
  -- JSON as `SeenInPhoto` has it; `texts` is NULL where nobody could read.
  objects TEXT,
  faces TEXT,
  texts TEXT,
  colours TEXT,
  light TEXT
) STRICT;
CREATE INDEX photo_signals_state ON photo_signals (state, photo_id);

-- What photos look like, to be compared. A number is never given twice, so that whoever holds all up to one reads on from there.
CREATE TABLE photo_embeddings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  photo_id INTEGER NOT NULL UNIQUE,
  -- Only vectors of the same models can be compared.
  models TEXT NOT NULL,
  vector BLOB NOT NULL
) STRICT;

-- Photos up to `app_state.lookedForTo` are in the queue. A picture that came later is looked at after all.
CREATE TRIGGER image_exif_signals_previewed AFTER UPDATE OF preview_state ON image_exif
WHEN NEW.preview_state = 1 AND OLD.preview_state <> 1 AND NEW.photo_id IS NOT NULL
BEGIN
  UPDATE photo_signals SET state = 0, tries = 0 WHERE photo_id = NEW.photo_id AND state = 3;
END;

-- What is forgotten leaves nothing here, and SQLite gives the last number again.
CREATE TRIGGER photos_signals_deleted AFTER DELETE ON photos
BEGIN
  DELETE FROM photo_signals WHERE photo_id = OLD.id;
  DELETE FROM photo_embeddings WHERE photo_id = OLD.id;
  UPDATE app_state SET value = OLD.id - 1 WHERE key = 'lookedForTo' AND CAST(value AS INTEGER) >= OLD.id
    AND OLD.id > coalesce((SELECT max(id) FROM photos), 0);
END;

-- Words in pictures, and of what is in them, are searched for as well: the index gets columns for them and is filled again.
DROP TABLE search_texts;
CREATE VIRTUAL TABLE search_texts USING fts5 (
  title, caption, keyword, person, place, credit, writing, object, colour,
  content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);
DELETE FROM search_texts_waiting;
DELETE FROM app_state WHERE key = 'searchTextsFrom';
INSERT INTO app_state (key, value) SELECT 'searchTextsFrom', max(id) FROM photos HAVING max(id) IS NOT NULL;

CREATE TRIGGER photo_signals_search_updated AFTER UPDATE OF objects, texts, colours ON photo_signals
WHEN NEW.objects IS NOT OLD.objects OR NEW.texts IS NOT OLD.texts OR NEW.colours IS NOT OLD.colours
BEGIN
  INSERT INTO search_texts_waiting (photo_id) VALUES (NEW.photo_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER photo_signals_search_deleted AFTER DELETE ON photo_signals WHEN OLD.objects IS NOT NULL
BEGIN
  INSERT INTO search_texts_waiting (photo_id) VALUES (OLD.photo_id) ON CONFLICT DO NOTHING;
END;
