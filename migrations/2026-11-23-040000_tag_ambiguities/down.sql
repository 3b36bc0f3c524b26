DROP TABLE tag_ambiguity_photos;
DROP TABLE tag_ambiguities;
