-- What the app remembers of its own upkeep: the last check, the last backup, the latest time it has seen.
CREATE TABLE app_state (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
