DROP INDEX photo_insights_current;
ALTER TABLE photo_insights DROP COLUMN is_stale;
ALTER TABLE photo_insights DROP COLUMN demoted_at;
ALTER TABLE photo_insights DROP COLUMN demoted_reason;
ALTER TABLE photo_insights DROP COLUMN facts;
ALTER TABLE photo_insights DROP COLUMN pinned_at;
ALTER TABLE photo_insights DROP COLUMN requested_by;
ALTER TABLE photo_insights DROP COLUMN prompt_version;
ALTER TABLE photo_insights DROP COLUMN provider;
