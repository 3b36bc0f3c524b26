-- What files call their place, for groups by place; few say it, and the other texts are not gone through for it.
CREATE INDEX embedded_texts_place ON embedded_texts (content_hash, source, text) WHERE field = 'place';
