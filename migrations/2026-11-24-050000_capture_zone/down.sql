DROP INDEX image_exif_with_zone;
DROP INDEX image_exif_without_zone;
ALTER TABLE image_exif DROP COLUMN zone_state;
-- What was not written with a time was not known before.
UPDATE image_exif SET captured_offset_minutes = NULL WHERE captured_offset_source <> 'offset_tag';
ALTER TABLE image_exif DROP COLUMN captured_offset_source;
