DROP TABLE insight_job_photos;
DROP TABLE insight_jobs;
