DELETE FROM edits WHERE action IN ('insight_rated', 'insight_written', 'insight_unwritten', 'insights_returned', 'insights_imported');
DROP INDEX photo_insights_maker;
DROP INDEX photo_insights_made;
DROP TABLE insight_changes;
ALTER TABLE photo_insights DROP COLUMN imported_from;
ALTER TABLE photo_insights DROP COLUMN rating;
