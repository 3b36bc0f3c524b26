DROP TRIGGER photos_signals_deleted;
DROP TABLE photo_embeddings;
DROP TRIGGER image_exif_signals_previewed;
DROP TABLE photo_signals;
DROP TABLE search_texts;
CREATE VIRTUAL TABLE search_texts USING fts5 (
  title, caption, keyword, person, place, credit,
  content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);
DELETE FROM search_texts_waiting;
DELETE FROM app_state WHERE key IN ('searchTextsFrom', 'lookedForTo', 'isLooking', 'lookModels');
INSERT INTO app_state (key, value) SELECT 'searchTextsFrom', max(id) FROM photos HAVING max(id) IS NOT NULL;
