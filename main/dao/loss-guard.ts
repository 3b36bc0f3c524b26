/** `libraries.loss_guard`: an unusually large loss that waits for the user's word; the files stay unconfirmed. */
import type { LibraryId, LossGuard } from '../../preload/contract/model.js';
import { prepare, preparePluck, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';

const examplesShown = 8;
const pageRows = 2_000;

type Loss = Omit<LossGuard, 'noticedAtMs'>;

interface LostFile {
  readonly id: number;
  readonly relPath: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

export function hasLossGuard(db: ReadDb, libraryId: LibraryId): boolean {
  return preparePluck(db, 'SELECT loss_guard IS NOT NULL FROM libraries WHERE id = ?').get(libraryId) === 1;
}

/** The count is kept up to date; when it was noticed first stays. Writes nothing when nothing differs. */
export function holdBackLoss(db: WriteDb, libraryId: LibraryId, loss: Loss, nowMs: number): void {
  transaction(db, () => {
    const stored = preparePluck(db, "SELECT coalesce(loss_guard, 'null') FROM libraries WHERE id = ?").get(libraryId);
    if (typeof stored !== 'string') return;
    const before = JSON.parse(stored) as LossGuard | null;
    const guard: LossGuard = { noticedAtMs: before?.noticedAtMs ?? nowMs, ...loss };
    const text = JSON.stringify(guard);
    if (text !== stored) prepare(db, 'UPDATE libraries SET loss_guard = ? WHERE id = ?').run(text, libraryId);
  });
}

export function clearLossGuard(db: WriteDb, libraryId: LibraryId): void {
  prepare(db, 'UPDATE libraries SET loss_guard = NULL WHERE id = ? AND loss_guard IS NOT NULL').run(libraryId);
}

/**
 * Files of a library not found since before `beforeMs` whose bytes are known nowhere else: no present file has them,
 * and none of the same size and time waits to be read.
 */
export function* lossSteps(db: ReadDb, libraryId: LibraryId, beforeMs: number): Generator<void, Loss> {
  const page = prepare(
    db,
    `SELECT e.id, e.rel_path AS relPath, e.size_bytes AS sizeBytes, e.mtime_ms AS mtimeMs FROM image_exif AS e
     WHERE e.library_id = ? AND e.presence = 1 AND e.id > ? AND e.missing_since < ?
       AND NOT EXISTS (SELECT 1 FROM image_exif AS other WHERE other.photo_id = e.photo_id AND other.presence = 0)
     ORDER BY e.id LIMIT ${pageRows}`,
  );
  const unread = yield* unreadSteps(db);
  const examples: string[] = [];
  let count = 0;
  for (let after = 0; ;) {
    const files = page.all(libraryId, after, beforeMs) as LostFile[];
    for (const { relPath, sizeBytes, mtimeMs } of files) {
      const key = keyOf(sizeBytes, mtimeMs);
      const waiting = unread.get(key) ?? 0;
      if (waiting > 0) {
        unread.set(key, waiting - 1);
        continue;
      }
      count++;
      if (examples.length < examplesShown) examples.push(relPath);
    }
    after = files.at(-1)?.id ?? after;
    if (files.length < pageRows) break;
    yield;
  }
  const total = preparePluck(db, 'SELECT locations - missing FROM library_counts WHERE library_id = ?').get(
    libraryId,
  ) as number | undefined;
  return { count, total: total ?? 0, examples };
}

function keyOf(sizeBytes: number, mtimeMs: number): string {
  return `${sizeBytes} ${mtimeMs}`;
}

/** Files that were never read, by size and time: a move between drives is seen so before its bytes are known. */
function* unreadSteps(db: ReadDb): Generator<void, Map<string, number>> {
  const page = prepare(
    db,
    `SELECT id, size_bytes AS sizeBytes, mtime_ms AS mtimeMs FROM image_exif
     WHERE library_id = ? AND read_state = 0 AND content_hash IS NULL AND presence = 0 AND id > ?
     ORDER BY id LIMIT ${pageRows}`,
  );
  const libraries = preparePluck(db, 'SELECT library_id FROM library_counts WHERE backlog > 0').all() as number[];
  const counts = new Map<string, number>();
  for (const libraryId of libraries) {
    for (let after = 0; ;) {
      const files = page.all(libraryId, after) as Omit<LostFile, 'relPath'>[];
      for (const { sizeBytes, mtimeMs } of files) {
        const key = keyOf(sizeBytes, mtimeMs);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      after = files.at(-1)?.id ?? after;
      if (files.length < pageRows) break;
      yield;
    }
  }
  return counts;
}
