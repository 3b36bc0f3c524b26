-- Bytes that were edited in place: what was known of the old ones is carried to the new ones.
CREATE TABLE content_lineage (
  id INTEGER PRIMARY KEY,
  library_id INTEGER NOT NULL,
  rel_path TEXT NOT NULL,
  from_hash BLOB NOT NULL CHECK (length(from_hash) = 32),
  to_hash BLOB NOT NULL CHECK (length(to_hash) = 32),
  observed_at INTEGER NOT NULL,
  UNIQUE (from_hash, to_hash, library_id, rel_path)
) STRICT;
CREATE INDEX content_lineage_to ON content_lineage (to_hash);
-- Rows made by a carry say from which bytes they came.
ALTER TABLE photo_insights ADD COLUMN carried_from BLOB CHECK (length(carried_from) = 32);
