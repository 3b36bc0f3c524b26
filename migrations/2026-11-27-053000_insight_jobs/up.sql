-- Insights that somebody asked for, as work that survives a crash.
CREATE TABLE insight_jobs (
  id INTEGER PRIMARY KEY,
  -- `built_in` or `own_model`.
  source TEXT NOT NULL,
  -- `missing`: photos without an insight; `all`: every photo; `new`: those that come, until the job is cancelled.
  scope TEXT NOT NULL CHECK (scope IN ('missing', 'all', 'new')),
  -- JSON: what was asked for, for people.
  target TEXT NOT NULL,
  requested_by TEXT NOT NULL CHECK (requested_by IN ('user', 'background')),
  -- 2 comes before 1, and 1 before 0; of equal ones the older.
  priority INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paused', 'completed', 'cancelled', 'failed')),
  -- Why it failed, or was paused by itself: a sentence for people.
  reason TEXT,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  -- Insights up to this id were there before the job.
  after_insight INTEGER NOT NULL,
  -- Location ids of a selection that are still to be looked at: 32-bit integers, little end first.
  selection BLOB,
  -- How far the target was looked at: entries of the selection, location ids of a library, photo numbers of `new`.
  looked_to INTEGER NOT NULL DEFAULT 0,
  is_gathered INTEGER NOT NULL DEFAULT 0 CHECK (is_gathered IN (0, 1)),
  -- Photos; those of `insight_job_photos` that wait are the rest.
  total INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX insight_jobs_open ON insight_jobs (source, priority DESC, id) WHERE state = 'open';

-- What a job has still to do, and what it could not do. One row a photo, however many copies there are.
CREATE TABLE insight_job_photos (
  job_id INTEGER NOT NULL REFERENCES insight_jobs (id) ON DELETE CASCADE,
  -- The photo's number; minus the location's id while the hash is not known.
  photo_key INTEGER NOT NULL,
  location_id INTEGER NOT NULL,
  is_renewal INTEGER NOT NULL DEFAULT 0 CHECK (is_renewal IN (0, 1)),
  -- Counted when a try begins, so that one that ends the app counts too.
  tries INTEGER NOT NULL DEFAULT 0,
  is_failed INTEGER NOT NULL DEFAULT 0 CHECK (is_failed IN (0, 1)),
  -- Why the last try gave nothing: a sentence for people.
  error TEXT,
  PRIMARY KEY (job_id, photo_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX insight_job_photos_waiting ON insight_job_photos (job_id, tries, photo_key) WHERE is_failed = 0;
CREATE INDEX insight_job_photos_failed ON insight_job_photos (job_id, photo_key) WHERE is_failed = 1;
