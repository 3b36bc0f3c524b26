-- Which volume and which folder a library is, so that another drive under the same path is not taken for it, and the
-- same drive under another path is found again.
-- Identity of the volume that holds the root, as the system tells it; NULL until it was seen once.
ALTER TABLE libraries ADD COLUMN volume_id TEXT;
-- The root below its volume, `/`-separated; empty for the volume's own root.
ALTER TABLE libraries ADD COLUMN volume_path TEXT;
-- What the optional marker file in the root says; NULL while the user wants none.
ALTER TABLE libraries ADD COLUMN marker_id TEXT;
-- JSON of an unusually large loss that waits for the user's word; NULL while nothing is held back.
ALTER TABLE libraries ADD COLUMN loss_guard TEXT;

-- The file itself, whatever it is called: two paths with the same device, inode, size and time are one file.
ALTER TABLE image_exif ADD COLUMN device INTEGER;
ALTER TABLE image_exif ADD COLUMN inode INTEGER;
-- When the bytes were last read and found to have the hash. 0: they are to be read again before the others.
ALTER TABLE image_exif ADD COLUMN verified_at INTEGER NOT NULL DEFAULT 0;
-- The hash was taken over, unread, from the same file under another path.
ALTER TABLE image_exif ADD COLUMN hash_is_assumed INTEGER NOT NULL DEFAULT 0 CHECK (hash_is_assumed IN (0, 1));
UPDATE image_exif SET verified_at = added_at WHERE content_hash IS NOT NULL;
CREATE INDEX image_exif_file ON image_exif (inode, device) WHERE inode IS NOT NULL;
CREATE INDEX image_exif_to_verify ON image_exif (library_id, verified_at) WHERE read_state = 1;

-- Files whose bytes are others than when they were hashed, while size and time are the same. The location keeps its
-- hash until the user decides.
CREATE TABLE fixity_failures (
  location_id INTEGER PRIMARY KEY REFERENCES image_exif (id) ON DELETE CASCADE,
  expected_hash BLOB NOT NULL CHECK (length(expected_hash) = 32),
  found_hash BLOB NOT NULL CHECK (length(found_hash) = 32),
  found_at INTEGER NOT NULL
) STRICT;
