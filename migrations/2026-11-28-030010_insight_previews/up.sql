-- Answers that were looked at before many more are asked for: the job that follows takes them, so that none is paid twice.
CREATE TABLE insight_previews (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  -- Of which bytes; of which file, while these are not known.
  content_hash BLOB CHECK (length(content_hash) = 32),
  location_id INTEGER NOT NULL,
  -- Whom and what was asked, and in which language: the answer to another question is not taken.
  asked TEXT NOT NULL,
  -- JSON.
  answer TEXT NOT NULL,
  duration_ms INTEGER NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX insight_previews_source ON insight_previews (source, content_hash);

-- What answers cost that nobody wanted, in millionths of the currency.
CREATE TABLE thrown_away_costs (
  currency TEXT PRIMARY KEY,
  micros INTEGER NOT NULL,
  answers INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
