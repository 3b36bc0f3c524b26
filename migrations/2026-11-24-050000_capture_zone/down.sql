DROP INDEX image_exif_with_zone;
DROP INDEX image_exif_without_zone;
ALTER TABLE image_exif DROP COLUMN zone_state;
-- What was not written with a time was not known before.
UPDATE image_exif SET captured_offset_minutes = NULL WHERE captured_offset_source <> 'offset_tag';
ALTER TABLE image_exif DROP COLUMN captured_offset_source;
-- Asked for by what goes: described again when it is back.
UPDATE image_exif SET metadata_state = 1 WHERE metadata_state = 3;
DELETE FROM app_state WHERE key = 'metadataGeneration';
