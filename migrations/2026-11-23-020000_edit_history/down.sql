DROP TABLE tag_changes;
DROP TABLE edits;
