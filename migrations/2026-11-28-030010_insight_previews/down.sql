DROP TABLE thrown_away_costs;
DROP TABLE insight_previews;
