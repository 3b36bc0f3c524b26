-- Tags and insights follow the bytes. Rows whose hash is not known yet stay NULL and are filled as the backlog drains.
ALTER TABLE tagged_photo ADD COLUMN content_hash BLOB CHECK (length(content_hash) = 32);
ALTER TABLE photo_insights ADD COLUMN content_hash BLOB CHECK (length(content_hash) = 32);

-- tagged_photo has no library id: the path alone decides, and where it means different bytes in several libraries the
-- lowest library id wins (as in reconcile).
CREATE INDEX image_exif_rel_path ON image_exif (rel_path, library_id) WHERE content_hash IS NOT NULL;
UPDATE tagged_photo
SET content_hash = (
  SELECT e.content_hash FROM image_exif AS e
  WHERE e.rel_path = tagged_photo.rel_path AND e.content_hash IS NOT NULL
  ORDER BY e.library_id LIMIT 1
);
UPDATE photo_insights
SET content_hash = (
  SELECT e.content_hash FROM image_exif AS e
  WHERE e.library_id = photo_insights.library_id AND e.rel_path = photo_insights.rel_path
);

CREATE INDEX tagged_photo_content ON tagged_photo (content_hash, tag_id) WHERE content_hash IS NOT NULL;
CREATE INDEX photo_insights_content ON photo_insights (content_hash) WHERE content_hash IS NOT NULL;
CREATE INDEX image_exif_content ON image_exif (content_hash, library_id) WHERE content_hash IS NOT NULL;
