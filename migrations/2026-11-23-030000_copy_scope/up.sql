-- A tag can be meant for one copy of a photo only. Such a row says in `copy_of` which bytes, and in `library_id` and
-- `rel_path` which file. While that file is not missing and holds these bytes, `content_hash` says so too, as in every
-- other row. Else `content_hash` is NULL: the row waits for the file to come back, and applies to nothing meanwhile.
ALTER TABLE tagged_photo ADD COLUMN copy_of BLOB CHECK (length(copy_of) = 32);
CREATE INDEX tagged_photo_copies ON tagged_photo (library_id, rel_path) WHERE copy_of IS NOT NULL;

-- Before the change, for the counts: rows go while their file still counts, and come before it does.
CREATE TRIGGER image_exif_copy_deleted BEFORE DELETE ON image_exif WHEN OLD.photo_id IS NOT NULL
BEGIN
  UPDATE tagged_photo SET content_hash = NULL, photo_id = NULL
  WHERE copy_of IS NOT NULL AND library_id = OLD.library_id AND rel_path = OLD.rel_path AND photo_id IS NOT NULL;
END;
CREATE TRIGGER image_exif_copy_inserted BEFORE INSERT ON image_exif WHEN NEW.photo_id IS NOT NULL AND NEW.presence < 2
BEGIN
  UPDATE tagged_photo SET content_hash = copy_of, photo_id = NEW.photo_id
  WHERE copy_of IS NOT NULL AND library_id = NEW.library_id AND rel_path = NEW.rel_path AND photo_id IS NULL
    AND copy_of = (SELECT p.content_hash FROM photos AS p WHERE p.id = NEW.photo_id);
END;
CREATE TRIGGER image_exif_copy_updated BEFORE UPDATE OF photo_id, library_id, rel_path, presence ON image_exif
WHEN NEW.photo_id IS NOT OLD.photo_id OR NEW.library_id <> OLD.library_id OR NEW.rel_path <> OLD.rel_path
  OR (NEW.presence = 2) <> (OLD.presence = 2)
BEGIN
  UPDATE tagged_photo SET content_hash = NULL, photo_id = NULL
  WHERE copy_of IS NOT NULL AND library_id = OLD.library_id AND rel_path = OLD.rel_path AND photo_id IS NOT NULL;
  UPDATE tagged_photo SET content_hash = copy_of, photo_id = NEW.photo_id
  WHERE copy_of IS NOT NULL AND library_id = NEW.library_id AND rel_path = NEW.rel_path AND photo_id IS NULL
    AND NEW.presence < 2 AND copy_of = (SELECT p.content_hash FROM photos AS p WHERE p.id = NEW.photo_id);
END;

-- A row that is new, or that was given another file or other bytes.
CREATE TRIGGER tagged_photo_copy_inserted AFTER INSERT ON tagged_photo
WHEN NEW.copy_of IS NOT NULL AND NEW.photo_id IS NULL
BEGIN
  UPDATE tagged_photo SET content_hash = copy_of, photo_id = e.photo_id FROM image_exif AS e
  WHERE tagged_photo.id = NEW.id AND e.library_id = NEW.library_id AND e.rel_path = NEW.rel_path
    AND e.content_hash = NEW.copy_of AND e.presence < 2;
END;
CREATE TRIGGER tagged_photo_copy_updated AFTER UPDATE OF library_id, rel_path, copy_of ON tagged_photo
WHEN NEW.copy_of IS NOT NULL
BEGIN
  UPDATE tagged_photo SET (content_hash, photo_id) = (
    SELECT e.content_hash, e.photo_id FROM image_exif AS e
    WHERE e.library_id = NEW.library_id AND e.rel_path = NEW.rel_path AND e.content_hash = NEW.copy_of AND e.presence < 2)
  WHERE id = NEW.id;
END;
