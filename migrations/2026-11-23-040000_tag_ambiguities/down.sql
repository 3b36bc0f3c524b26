DROP TRIGGER image_exif_hash_updated_older;
DROP TRIGGER image_exif_hash_inserted_older;
DROP INDEX tagged_photo_older;
DROP TABLE tag_ambiguity_photos;
DROP TABLE tag_ambiguities;
