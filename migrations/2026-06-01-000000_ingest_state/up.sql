-- The queue of the ingest is the database: what is not done is pending here, whatever stopped the app.
ALTER TABLE libraries ADD COLUMN removed_at INTEGER;
-- JSON of the last scan's report.
ALTER TABLE libraries ADD COLUMN last_scan TEXT;
CREATE UNIQUE INDEX libraries_root ON libraries (root_path) WHERE removed_at IS NULL;

ALTER TABLE image_exif ADD COLUMN media_kind TEXT NOT NULL DEFAULT 'image' CHECK (media_kind IN ('image', 'raw', 'video', 'other'));
ALTER TABLE image_exif ADD COLUMN added_at INTEGER NOT NULL DEFAULT 0;
-- What the grid sorts by: capture time, else a date in the file name, else the file's time.
ALTER TABLE image_exif ADD COLUMN sort_time_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE image_exif ADD COLUMN captured_source TEXT NOT NULL DEFAULT 'file_time' CHECK (captured_source IN ('exif', 'file_name', 'file_time'));
-- First full read (hash, header, thumbnail): 0 pending, 1 done, 2 failed with a reason.
ALTER TABLE image_exif ADD COLUMN read_state INTEGER NOT NULL DEFAULT 0;
ALTER TABLE image_exif ADD COLUMN read_attempts INTEGER NOT NULL DEFAULT 0;
-- Not before this time; set after trouble that may pass (a busy drive, a permission).
ALTER TABLE image_exif ADD COLUMN read_retry_at INTEGER NOT NULL DEFAULT 0;
-- 0 pending, 1 ready, 2 unsupported, 3 damaged.
ALTER TABLE image_exif ADD COLUMN preview_state INTEGER NOT NULL DEFAULT 0;
ALTER TABLE image_exif ADD COLUMN preview_reason TEXT;
-- Authoritative metadata: 0 pending, 1 done, 2 failed.
ALTER TABLE image_exif ADD COLUMN metadata_state INTEGER NOT NULL DEFAULT 0;
-- 0 present, 1 not found once, 2 missing.
ALTER TABLE image_exif ADD COLUMN presence INTEGER NOT NULL DEFAULT 0;
ALTER TABLE image_exif ADD COLUMN missing_since INTEGER;

CREATE INDEX image_exif_to_read ON image_exif (library_id, read_retry_at) WHERE read_state = 0;
CREATE INDEX image_exif_to_describe ON image_exif (library_id) WHERE metadata_state = 0 AND read_state <> 0;
CREATE INDEX image_exif_not_present ON image_exif (library_id, presence) WHERE presence <> 0;
CREATE INDEX image_exif_problem ON image_exif (library_id) WHERE preview_state >= 2;
CREATE INDEX image_exif_library_content ON image_exif (library_id, content_hash);
-- The grid reads this index alone.
CREATE INDEX image_exif_grid ON image_exif
  (sort_time_ms DESC, id DESC, library_id, content_hash, width, height, preview_state, media_kind, presence);
