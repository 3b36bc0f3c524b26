-- Faces that were found in photos, by their bytes, where the user wants them grouped; nothing of it is there before that.
CREATE TABLE photo_faces (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  photo_id INTEGER NOT NULL,
  -- Parts of the upright picture, from its upper left corner.
  x REAL NOT NULL,
  y REAL NOT NULL,
  width REAL NOT NULL,
  height REAL NOT NULL,
  score REAL NOT NULL,
  sharpness REAL NOT NULL,
  -- What it looks like: 128 signed bytes, to be compared with others of the same models.
  models TEXT NOT NULL,
  vector BLOB NOT NULL,
  -- NULL until it was compared with the others.
  group_id INTEGER,
  -- The user said that it is of this person, or that it is not of another one.
  is_told INTEGER NOT NULL DEFAULT 0 CHECK (is_told IN (0, 1))
) STRICT;
CREATE INDEX photo_faces_photo ON photo_faces (photo_id);
CREATE INDEX photo_faces_group ON photo_faces (group_id, is_told, id);

-- Faces that lie close together. A person is one group or several: `person_id` is the one that stands for it, and has its
-- name, which is a tag. Numbers are never given twice.
CREATE TABLE face_groups (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL,
  tag_id INTEGER,
  is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1)),
  -- Made of its faces: how many, the sum of their vectors (128 numbers of 32 bits), and the one that shows best.
  faces INTEGER NOT NULL DEFAULT 0,
  sum BLOB,
  best_face_id INTEGER,
  -- That is to be made again.
  is_stale INTEGER NOT NULL DEFAULT 1 CHECK (is_stale IN (0, 1))
) STRICT;
CREATE INDEX face_groups_person ON face_groups (person_id, id);
CREATE INDEX face_groups_tag ON face_groups (tag_id) WHERE tag_id IS NOT NULL;
CREATE INDEX face_groups_stale ON face_groups (id) WHERE is_stale = 1;

-- The user said that these two groups are not of one person; the lower number first.
CREATE TABLE face_groups_apart (
  one_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  PRIMARY KEY (one_id, other_id)
) STRICT, WITHOUT ROWID;

-- Photos of which the faces are to be described, or were: the queue of those that were looked at before that was wanted.
CREATE TABLE face_looks (
  photo_id INTEGER PRIMARY KEY,
  -- 0 waits, 1 done, 2 failed until a person asks again.
  state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 2),
  tries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX face_looks_state ON face_looks (state, photo_id);

CREATE TRIGGER photo_faces_inserted AFTER INSERT ON photo_faces WHEN NEW.group_id IS NOT NULL
BEGIN
  UPDATE face_groups SET is_stale = 1 WHERE id = NEW.group_id;
END;
CREATE TRIGGER photo_faces_moved AFTER UPDATE OF group_id ON photo_faces WHEN NEW.group_id IS NOT OLD.group_id
BEGIN
  UPDATE face_groups SET is_stale = 1 WHERE id IN (OLD.group_id, NEW.group_id);
END;
CREATE TRIGGER photo_faces_deleted AFTER DELETE ON photo_faces WHEN OLD.group_id IS NOT NULL
BEGIN
  UPDATE face_groups SET is_stale = 1 WHERE id = OLD.group_id;
END;
CREATE TRIGGER face_groups_changed AFTER UPDATE OF person_id, tag_id, is_hidden ON face_groups
WHEN NEW.person_id <> OLD.person_id OR NEW.tag_id IS NOT OLD.tag_id OR NEW.is_hidden <> OLD.is_hidden
BEGIN
  UPDATE face_groups SET is_stale = 1 WHERE id = NEW.id;
END;
CREATE TRIGGER face_groups_set_apart AFTER INSERT ON face_groups_apart
BEGIN
  UPDATE face_groups SET is_stale = 1 WHERE id = NEW.one_id;
END;
CREATE TRIGGER face_groups_not_apart AFTER DELETE ON face_groups_apart
BEGIN
  UPDATE face_groups SET is_stale = 1 WHERE id = OLD.one_id;
END;
-- A person without a name is treated otherwise than one with it.
CREATE TRIGGER tags_faces_deleted AFTER UPDATE OF deleted_at ON tags WHEN (NEW.deleted_at IS NULL) <> (OLD.deleted_at IS NULL)
BEGIN
  UPDATE face_groups SET is_stale = 1 WHERE tag_id = NEW.id;
END;

-- What is forgotten leaves nothing here.
CREATE TRIGGER photos_faces_deleted AFTER DELETE ON photos
BEGIN
  DELETE FROM photo_faces WHERE photo_id = OLD.id;
  DELETE FROM face_looks WHERE photo_id = OLD.id;
END;

-- What an edit of people found, to be put back.
ALTER TABLE edits ADD COLUMN faces_before TEXT;
CREATE INDEX edits_faces ON edits (id) WHERE faces_before IS NOT NULL;
