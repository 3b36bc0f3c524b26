-- Photos keep their tags; what else was known of tags goes, and with it the edits of it.
DROP INDEX edits_imported;
DELETE FROM edits WHERE action IN ('tag_described', 'tags_imported');
ALTER TABLE edits DROP COLUMN tags_before;
DROP INDEX tags_hot_key;
ALTER TABLE tags DROP COLUMN hot_key;
ALTER TABLE tags DROP COLUMN colour;
DROP TABLE tag_synonyms;
