DROP TRIGGER photos_turns_forgotten;
DROP TRIGGER image_exif_hash_updated_turns;
DROP TRIGGER image_exif_hash_inserted_turns;
-- An older app knows no such edits.
DELETE FROM edits WHERE action IN ('turned_right', 'turned_left', 'turned_over');
DROP TABLE turn_changes;
DROP TABLE photo_turns;
