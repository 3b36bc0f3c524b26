DROP INDEX image_exif_content;
DROP INDEX photo_insights_content;
DROP INDEX tagged_photo_content;
DROP INDEX image_exif_rel_path;
ALTER TABLE photo_insights DROP COLUMN content_hash;
ALTER TABLE tagged_photo DROP COLUMN content_hash;
