DROP TRIGGER photo_insights_current_updated;
DROP TRIGGER photo_insights_current_inserted;
DROP TRIGGER image_exif_hash_updated;
DROP TRIGGER image_exif_hash_inserted;
DROP TABLE reconcile_insights;
DROP TABLE reconcile_locations;
