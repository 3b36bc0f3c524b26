-- Where the offset of a capture time is known from: 'offset_tag', 'gps_time', 'gps_place', 'camera', 'history';
-- 'utc' where a file tells the time in UTC and not of which place.
-- Until now only offset tags were read.
ALTER TABLE image_exif ADD COLUMN captured_offset_source TEXT
  CHECK (captured_offset_source IN ('offset_tag', 'gps_time', 'gps_place', 'camera', 'history', 'utc'));
UPDATE image_exif SET captured_offset_source = 'offset_tag' WHERE captured_offset_minutes IS NOT NULL;
-- 0: nothing to look for among the camera's other photos; 1: to be looked for; 2: looked for, found or not;
-- 3: told in UTC, which says nothing of the zone of other photos.
ALTER TABLE image_exif ADD COLUMN zone_state INTEGER NOT NULL DEFAULT 0;
CREATE INDEX image_exif_without_zone ON image_exif (library_id, zone_state, camera_model, camera_make, captured_local_ms)
  WHERE zone_state > 0;
-- Photos with an offset of their own, by camera and time.
CREATE INDEX image_exif_with_zone ON image_exif (library_id, camera_model, camera_make, captured_local_ms, captured_offset_minutes)
  WHERE zone_state = 0 AND captured_offset_minutes IS NOT NULL AND camera_model IS NOT NULL;
