-- Files that are damaged or could not be read: few among the many that only have no preview yet.
CREATE INDEX image_exif_unreadable ON image_exif (library_id) WHERE preview_state = 3;
