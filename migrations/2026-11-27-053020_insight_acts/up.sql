-- What the user thinks of an insight. It says nothing about which one is current.
ALTER TABLE photo_insights ADD COLUMN rating TEXT CHECK (rating IN ('useful', 'wrong'));

-- Name of the library that it came from, in a file: there may be none of that name here.
ALTER TABLE photo_insights ADD COLUMN imported_from TEXT;

-- What an edit that makes many insights current did to each that it touched: JSON of its state before and after.
CREATE TABLE insight_changes (
  edit_id INTEGER NOT NULL,
  -- The insight that became current by it: those of one photo go together.
  chosen_id INTEGER NOT NULL,
  insight_id INTEGER NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  PRIMARY KEY (edit_id, chosen_id, insight_id)
) STRICT, WITHOUT ROWID;

-- The history of all photos, latest first; of one provider and model.
CREATE INDEX photo_insights_made ON photo_insights (generated_at DESC, id DESC, is_current, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX photo_insights_maker ON photo_insights (provider, model_version, generated_at DESC, id DESC, is_current, deleted_at)
  WHERE deleted_at IS NULL;
