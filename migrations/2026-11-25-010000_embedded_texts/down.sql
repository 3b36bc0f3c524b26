DROP TABLE embedded_texts;
