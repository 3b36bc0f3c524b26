DROP TRIGGER image_exif_hash_inserted_changes;
DROP TRIGGER image_exif_hash_updated_changes;
DROP TABLE tag_changes;
DROP TABLE edits;
