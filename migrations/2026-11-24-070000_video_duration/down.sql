DROP INDEX image_exif_to_poster;
ALTER TABLE image_exif DROP COLUMN duration_ms;
