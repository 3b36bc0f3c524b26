DROP TRIGGER tagged_photo_copy_updated;
DROP TRIGGER tagged_photo_copy_inserted;
DROP TRIGGER image_exif_copy_inserted;
DROP TRIGGER image_exif_copy_updated;
DROP TRIGGER image_exif_copy_deleted;
-- Tags of one copy become tags of the photo: too much rather than too little.
UPDATE tagged_photo SET content_hash = copy_of WHERE content_hash IS NULL AND copy_of IS NOT NULL;
DROP INDEX tagged_photo_copies;
ALTER TABLE tagged_photo DROP COLUMN copy_of;
