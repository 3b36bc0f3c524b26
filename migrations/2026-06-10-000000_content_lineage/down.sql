ALTER TABLE photo_insights DROP COLUMN carried_from;
DROP INDEX content_lineage_to;
DROP TABLE content_lineage;
