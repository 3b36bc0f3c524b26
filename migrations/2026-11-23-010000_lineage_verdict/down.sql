DROP INDEX content_lineage_open;
ALTER TABLE content_lineage DROP COLUMN after_edit;
ALTER TABLE content_lineage DROP COLUMN settled_at;
ALTER TABLE content_lineage DROP COLUMN verdict;
