-- Files and folders that the last scan met and did not list, and why: links, devices, names and paths that cannot be
-- used, what may not be read, what is only in a cloud.
CREATE TABLE left_out (
  library_id INTEGER NOT NULL REFERENCES libraries (id),
  rel_path TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (library_id, rel_path)
) STRICT, WITHOUT ROWID;
