-- New rows always know their library; older ones keep NULL and are resolved by path alone.
ALTER TABLE tagged_photo ADD COLUMN library_id INTEGER;
-- Rows without a hash are what reconcile looks for by place.
CREATE INDEX tagged_photo_unhashed ON tagged_photo (rel_path, library_id, tag_id) WHERE content_hash IS NULL;
CREATE INDEX photo_insights_unhashed ON photo_insights (rel_path, library_id) WHERE content_hash IS NULL;
