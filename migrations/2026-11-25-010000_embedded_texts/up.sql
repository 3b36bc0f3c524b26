-- What bytes say in words of their own: keywords, titles, names. They belong to the bytes and stay as long as tags do, also
-- where no file has these bytes now; ExifTool's reading of the same bytes writes them anew.
CREATE TABLE embedded_texts (
  content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
  position INTEGER NOT NULL,
  field TEXT NOT NULL,
  -- The tag, as ExifTool calls it: `IPTC:Keywords`.
  source TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (content_hash, position)
) STRICT, WITHOUT ROWID;
