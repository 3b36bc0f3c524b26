DROP TABLE own_model_prompts;
DROP INDEX photo_insights_cost;
ALTER TABLE photo_insights DROP COLUMN currency;
ALTER TABLE photo_insights DROP COLUMN cost_micros;
ALTER TABLE photo_insights DROP COLUMN duration_ms;
