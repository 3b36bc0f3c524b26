DROP TABLE photo_insights;
DROP TABLE tagged_photo;
DROP TABLE tags;
DROP TABLE image_exif;
DROP TABLE libraries;
