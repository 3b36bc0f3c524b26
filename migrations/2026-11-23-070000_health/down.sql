DROP INDEX image_exif_unreadable;
