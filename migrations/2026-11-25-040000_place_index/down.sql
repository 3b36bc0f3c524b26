DROP INDEX image_exif_position;
