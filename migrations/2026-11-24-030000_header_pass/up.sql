-- The fast pass over new files: dimensions and capture time from their first bytes, before anything is read whole.
-- 0 pending, 1 done, whatever came of it.
ALTER TABLE image_exif ADD COLUMN header_state INTEGER NOT NULL DEFAULT 0;
CREATE INDEX image_exif_to_glance ON image_exif (library_id) WHERE header_state = 0 AND read_state = 0 AND content_hash IS NULL;
