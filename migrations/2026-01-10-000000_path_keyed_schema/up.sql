-- Derived data (tags, insights) hangs on the path of a file. Times are milliseconds since 1970, UTC.
CREATE TABLE libraries (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  root_path TEXT NOT NULL,
  created_time INTEGER NOT NULL
) STRICT;

CREATE TABLE image_exif (
  id INTEGER PRIMARY KEY,
  library_id INTEGER NOT NULL REFERENCES libraries (id) ON DELETE CASCADE,
  rel_path TEXT NOT NULL,
  content_hash BLOB CHECK (length(content_hash) = 32),
  size_bytes INTEGER,
  mtime_ms INTEGER,
  mime_type TEXT,
  -- As shown: orientation applied.
  width INTEGER,
  height INTEGER,
  -- Wall clock of the place, encoded as if it were UTC.
  captured_local_ms INTEGER,
  captured_offset_minutes INTEGER,
  camera_make TEXT,
  camera_model TEXT,
  lens_model TEXT,
  focal_length_mm REAL,
  aperture_f REAL,
  exposure_seconds REAL,
  iso INTEGER,
  latitude REAL,
  longitude REAL,
  UNIQUE (library_id, rel_path)
) STRICT;

CREATE TABLE tags (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE,
  created_time INTEGER NOT NULL
) STRICT;

CREATE TABLE tagged_photo (
  id INTEGER PRIMARY KEY,
  rel_path TEXT NOT NULL,
  tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  created_time INTEGER NOT NULL
) STRICT;
CREATE INDEX tagged_photo_rel_path ON tagged_photo (rel_path);
CREATE INDEX tagged_photo_tag ON tagged_photo (tag_id);

CREATE TABLE photo_insights (
  id INTEGER PRIMARY KEY,
  library_id INTEGER NOT NULL,
  rel_path TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  generated_at INTEGER NOT NULL,
  model_version TEXT NOT NULL,
  is_current INTEGER NOT NULL DEFAULT 1 CHECK (is_current IN (0, 1))
) STRICT;
CREATE INDEX photo_insights_location ON photo_insights (library_id, rel_path);
