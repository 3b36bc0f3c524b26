ALTER TABLE insight_jobs DROP COLUMN only_stale;
