/** `embedded_texts`: what bytes say in words of their own. */
import type { EmbeddedText } from '../../preload/contract/model.js';
import { prepare } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';

/** In the order in which they were recorded. */
export function embeddedTextsOf(db: ReadDb, contentHash: Buffer | null): readonly EmbeddedText[] {
  if (contentHash === null) return [];
  return prepare(db, 'SELECT field, source, text FROM embedded_texts WHERE content_hash = ? ORDER BY position').all(
    contentHash,
  ) as EmbeddedText[];
}

/** Takes the place of what was known of these bytes before. Call it inside a transaction. */
export function recordEmbeddedTexts(db: WriteDb, contentHash: Buffer, texts: readonly EmbeddedText[]): void {
  prepare(db, 'DELETE FROM embedded_texts WHERE content_hash = ?').run(contentHash);
  const insert = prepare(
    db,
    'INSERT INTO embedded_texts (content_hash, position, field, source, text) VALUES (?, ?, ?, ?, ?)',
  );
  for (const [position, { field, source, text }] of texts.entries()) {
    insert.run(contentHash, position, field, source, text);
  }
}
