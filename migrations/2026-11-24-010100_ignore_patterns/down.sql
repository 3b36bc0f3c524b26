ALTER TABLE libraries DROP COLUMN ignore_patterns;
