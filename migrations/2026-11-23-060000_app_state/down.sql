DROP TABLE app_state;
