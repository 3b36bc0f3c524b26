-- A tag can be meant for one copy of a photo only. Such a row says in `copy_of` which bytes, and in `library_id` and
-- `rel_path` which file. While that file holds these bytes, `content_hash` says so too, as in every other row. When it
-- does not, `content_hash` is NULL: the row waits for the file to come back, and applies to nothing meanwhile.
ALTER TABLE tagged_photo ADD COLUMN copy_of BLOB CHECK (length(copy_of) = 32);
CREATE INDEX tagged_photo_copies ON tagged_photo (library_id, rel_path) WHERE copy_of IS NOT NULL;

-- Before, so that the counts see the row go while its file is still there.
CREATE TRIGGER image_exif_copy_deleted BEFORE DELETE ON image_exif WHEN OLD.photo_id IS NOT NULL
BEGIN
  UPDATE tagged_photo SET content_hash = NULL, photo_id = NULL
  WHERE copy_of IS NOT NULL AND library_id = OLD.library_id AND rel_path = OLD.rel_path AND photo_id = OLD.photo_id;
END;
CREATE TRIGGER image_exif_copy_updated BEFORE UPDATE OF photo_id, library_id, rel_path ON image_exif
WHEN OLD.photo_id IS NOT NULL
  AND (NEW.photo_id IS NOT OLD.photo_id OR NEW.library_id <> OLD.library_id OR NEW.rel_path <> OLD.rel_path)
BEGIN
  UPDATE tagged_photo SET content_hash = NULL, photo_id = NULL
  WHERE copy_of IS NOT NULL AND library_id = OLD.library_id AND rel_path = OLD.rel_path AND photo_id = OLD.photo_id;
END;
