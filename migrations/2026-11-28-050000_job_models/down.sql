-- An older app would go on with the model that is set, which nobody asked for.
UPDATE insight_jobs SET state = 'cancelled', ended_at = created_at WHERE model IS NOT NULL AND ended_at IS NULL;
ALTER TABLE insight_jobs DROP COLUMN model;
