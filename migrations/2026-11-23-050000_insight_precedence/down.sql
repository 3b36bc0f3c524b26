ALTER TABLE photo_insights DROP COLUMN reason_before_pin;
ALTER TABLE photo_insights DROP COLUMN deleted_at;
