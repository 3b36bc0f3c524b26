ALTER TABLE photo_insights DROP COLUMN carried_from;
ALTER TABLE image_exif DROP COLUMN previous_hash;
DROP INDEX content_lineage_to;
DROP TABLE content_lineage;
