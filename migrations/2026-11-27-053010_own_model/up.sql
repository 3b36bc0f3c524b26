-- What an insight took. The cost is in millionths of the currency, by prices that the user gave; NULL where there were none.
ALTER TABLE photo_insights ADD COLUMN duration_ms INTEGER;
ALTER TABLE photo_insights ADD COLUMN cost_micros INTEGER;
ALTER TABLE photo_insights ADD COLUMN currency TEXT;
CREATE INDEX photo_insights_cost ON photo_insights (currency, cost_micros) WHERE cost_micros IS NOT NULL;

-- What the user's own model is asked. A prompt that is edited is another one: the history says which each insight is from.
CREATE TABLE own_model_prompts (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;
