-- Of a job for `all` photos of its target: only those whose insight is from before their file was edited.
ALTER TABLE insight_jobs ADD COLUMN only_stale INTEGER NOT NULL DEFAULT 0 CHECK (only_stale IN (0, 1));
