-- The user's own model can be asked as another one of its server than the one that is set; NULL: the one that is set.
ALTER TABLE insight_jobs ADD COLUMN model TEXT;
