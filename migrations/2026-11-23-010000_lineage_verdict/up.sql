-- `edited`: what was known was carried to the new bytes. `replaced`: the new bytes are plainly another photo, and nothing
-- was carried.
ALTER TABLE content_lineage ADD COLUMN verdict TEXT NOT NULL DEFAULT 'edited' CHECK (verdict IN ('edited', 'replaced'));
-- When the user said what a replaced file is; NULL while it waits.
ALTER TABLE content_lineage ADD COLUMN settled_at INTEGER;
CREATE INDEX content_lineage_open ON content_lineage (id) WHERE verdict = 'replaced' AND settled_at IS NULL;
-- The last edit (`edits.id`) there was when the file was edited, again if it was so again: later ones were made on the
-- new bytes. NULL in rows from before edits were kept.
ALTER TABLE content_lineage ADD COLUMN after_edit INTEGER;
