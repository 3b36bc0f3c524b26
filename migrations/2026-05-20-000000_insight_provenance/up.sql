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
-- One index answers "all of a photo" and "the current one": each more costs a random page for each row that gets its hash.
DROP INDEX photo_insights_content;
CREATE INDEX photo_insights_content ON photo_insights (content_hash, is_current) WHERE content_hash IS NOT NULL;
