-- Tags that an insight suggests, the best first: JSON as `SuggestedTag` has it. They are nobody's until a person takes them.
ALTER TABLE photo_insights ADD COLUMN suggested_tags TEXT NOT NULL DEFAULT '[]';
-- Names of suggested tags that somebody did not want, as JSON. Those of all insights of a photo, deleted ones too, hold for
-- each of them; they stand here because insights follow the bytes already.
ALTER TABLE photo_insights ADD COLUMN dismissed_tags TEXT NOT NULL DEFAULT '[]';
