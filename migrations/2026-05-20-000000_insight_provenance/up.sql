-- Who made an insight, when it was pinned, and why it stopped being current.
ALTER TABLE photo_insights ADD COLUMN provider TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE photo_insights ADD COLUMN prompt_version TEXT;
ALTER TABLE photo_insights ADD COLUMN requested_by TEXT NOT NULL DEFAULT 'user' CHECK (requested_by IN ('user', 'background'));
ALTER TABLE photo_insights ADD COLUMN pinned_at INTEGER;
-- A JSON array of {label, text, source}.
ALTER TABLE photo_insights ADD COLUMN facts TEXT NOT NULL DEFAULT '[]';
ALTER TABLE photo_insights ADD COLUMN demoted_reason TEXT CHECK (demoted_reason IN ('superseded', 'merged_later', 'not_pinned'));
ALTER TABLE photo_insights ADD COLUMN demoted_at INTEGER;
-- The bytes were edited after it was generated.
ALTER TABLE photo_insights ADD COLUMN is_stale INTEGER NOT NULL DEFAULT 0 CHECK (is_stale IN (0, 1));
CREATE INDEX photo_insights_current ON photo_insights (content_hash) WHERE is_current = 1 AND content_hash IS NOT NULL;
