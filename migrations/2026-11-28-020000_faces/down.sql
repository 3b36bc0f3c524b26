DROP INDEX edits_faces;
UPDATE edits SET undoes = NULL, undone_by = NULL
WHERE action IN ('person_named', 'people_joined', 'faces_parted', 'person_hidden', 'person_shown');
DELETE FROM edits WHERE action IN ('person_named', 'people_joined', 'faces_parted', 'person_hidden', 'person_shown');
ALTER TABLE edits DROP COLUMN faces_before;
DROP TRIGGER photos_faces_deleted;
DROP TRIGGER tags_faces_deleted;
DROP TABLE face_looks;
DROP TABLE face_groups_apart;
DROP TABLE face_groups;
DROP TABLE photo_faces;
DELETE FROM app_state WHERE key IN ('isGroupingFaces', 'facesLookedForTo', 'isDeletingFaces');
