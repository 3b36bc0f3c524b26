DROP INDEX image_exif_to_glance;
ALTER TABLE image_exif DROP COLUMN header_state;
