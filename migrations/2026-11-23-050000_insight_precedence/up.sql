-- Deleted by the user: not shown and never current, but kept, so that it can be brought back.
ALTER TABLE photo_insights ADD COLUMN deleted_at INTEGER;
-- What `demoted_reason` was before the user pinned it, which is what it goes back to when it is unpinned.
ALTER TABLE photo_insights ADD COLUMN reason_before_pin TEXT
  CHECK (reason_before_pin IN ('superseded', 'merged_later', 'not_pinned'));
