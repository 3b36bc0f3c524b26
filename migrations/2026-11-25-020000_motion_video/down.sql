ALTER TABLE image_exif DROP COLUMN motion_length;
ALTER TABLE image_exif DROP COLUMN motion_offset;
