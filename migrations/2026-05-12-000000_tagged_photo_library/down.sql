DROP INDEX photo_insights_unhashed;
DROP INDEX tagged_photo_unhashed;
ALTER TABLE tagged_photo DROP COLUMN library_id;
