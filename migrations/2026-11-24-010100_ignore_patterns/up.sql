-- What the user wants to be left out of a library: a JSON list of patterns as in a .gitignore file; NULL for none.
ALTER TABLE libraries ADD COLUMN ignore_patterns TEXT;
