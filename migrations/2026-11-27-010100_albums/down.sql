DROP TRIGGER image_exif_hash_inserted_albums;
DROP TRIGGER image_exif_hash_updated_albums;
DROP TABLE album_photos;
DROP TABLE albums;
-- An older version cannot say what these did, nor take them back.
DELETE FROM photo_changes WHERE edit_id IN (SELECT id FROM edits WHERE album_id IS NOT NULL);
DELETE FROM edits WHERE album_id IS NOT NULL;
DROP INDEX edits_album;
ALTER TABLE edits DROP COLUMN album_id;
ALTER TABLE edits DROP COLUMN album_name;
