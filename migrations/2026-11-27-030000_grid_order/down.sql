DROP INDEX embedded_texts_place;
