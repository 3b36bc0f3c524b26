-- Where the video of a motion photo lies in its file, in bytes; null where there is none, and while the file is not read.
ALTER TABLE image_exif ADD COLUMN motion_offset INTEGER;
ALTER TABLE image_exif ADD COLUMN motion_length INTEGER;
