-- How long a video is; null for photos, and while it is not known.
ALTER TABLE image_exif ADD COLUMN duration_ms INTEGER;
-- The queue of poster frames: videos that were hashed, and whose picture is still to come.
CREATE INDEX image_exif_to_poster ON image_exif (library_id, presence) WHERE media_kind = 'video' AND preview_state = 0 AND read_state = 1;
