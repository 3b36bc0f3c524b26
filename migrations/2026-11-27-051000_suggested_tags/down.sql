-- An older app knows no such edits.
DELETE FROM edits WHERE action IN ('suggestion_dismissed', 'suggestion_restored');
ALTER TABLE photo_insights DROP COLUMN dismissed_tags;
ALTER TABLE photo_insights DROP COLUMN suggested_tags;
