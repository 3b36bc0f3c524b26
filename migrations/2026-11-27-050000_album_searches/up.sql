-- Of an edit that changed the search of an album: the search before it.
ALTER TABLE edits ADD COLUMN album_query TEXT;
