DROP TRIGGER image_exif_hash_inserted_values;
DROP TRIGGER image_exif_hash_updated_values;
DROP TABLE photo_marks;
DROP TABLE photo_changes;
-- An older version cannot say what these did, nor take them back.
DELETE FROM edits WHERE action = 'marks_set';
DROP INDEX edits_marks;
ALTER TABLE edits DROP COLUMN marks;
