DROP TRIGGER photos_stacks_forgotten;
DROP TRIGGER image_exif_hash_updated_stacks;
DROP TRIGGER image_exif_hash_inserted_stacks;
DROP TABLE apart_photos;
DROP TABLE stacked_photos;
DROP TABLE photo_stacks;
-- An older version cannot say what these did, nor take them back.
DELETE FROM photo_changes WHERE field IN ('stack', 'stack_position', 'apart');
DELETE FROM edits WHERE action IN ('photos_stacked', 'photos_unstacked', 'stack_first_set', 'stack_dismissed', 'stack_offered');
