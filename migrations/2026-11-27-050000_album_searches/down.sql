-- An older version cannot say what these did, nor take them back. The albums keep the searches they have.
DELETE FROM edits WHERE action = 'album_search_changed';
ALTER TABLE edits DROP COLUMN album_query;
