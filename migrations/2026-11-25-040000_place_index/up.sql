-- What was taken nearby: a strip of latitude, and in it the longitude.
CREATE INDEX image_exif_position ON image_exif (latitude, longitude, photo_id) WHERE latitude IS NOT NULL;
