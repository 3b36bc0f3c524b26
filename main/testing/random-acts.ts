/** For property tests: any history of files, tags and insights in a small world, on the real DAOs. */
import fc from 'fast-check';
import type { InsightId, LibraryId, LocationId, TagId } from '../../preload/contract/model.js';
import { makeCurrent, storeInsight } from '../dao/photo-insights.js';
import { tagFile, tagLocations, untagLocations } from '../dao/tagged-photo.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { reconcile } from '../reconcile/reconcile.js';
import { addInsightRow, addLibrary, addLocation, addTag, addTagRow, hashNumbered, memoryDatabase } from './database.js';

const aLibrary = fc.constantFrom(1, 2, 3);
const aPath = fc.constantFrom('a.jpg', 'sub/b.jpg', 'c.jpg');
const aTag = fc.constantFrom(1, 2);
const aHash = fc.constantFrom(1, 2, 3);
const anIndex = fc.nat({ max: 11 });
const kinds = [
  'add',
  'hash',
  'presence',
  'state',
  'drop',
  'move',
  'tagFile',
  'tag',
  'untag',
  'olderRow',
  'insight',
  'olderInsight',
  'makeCurrent',
  'reconcile',
] as const;
const act = fc.record({
  kind: fc.constantFrom(...kinds, 'hash' as const, 'tag' as const, 'add' as const),
  library: aLibrary,
  path: aPath,
  tag: aTag,
  hash: fc.option(aHash, { nil: null }),
  index: anIndex,
  number: fc.nat({ max: 2 }),
});
export type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
export const history = fc.array(act, { minLength: 5, maxLength: 50 });

/** Libraries 1 to 3, tags 1 and 2. */
export function emptyDatabase(): WriteDb {
  const db = memoryDatabase();
  for (const id of [1, 2, 3]) addLibrary(db, id);
  for (const n of [1, 2]) addTag(db, `Tag ${n}`);
  return db;
}

/** The id of some row; null when the table is empty. */
function some(db: WriteDb, table: string, index: number): number | null {
  const ids = preparePluck(db, `SELECT id FROM ${table} ORDER BY id`).all() as number[];
  return ids[index % Math.max(ids.length, 1)] ?? null;
}

function bytes(hash: number | null): Buffer | null {
  return hash === null ? null : hashNumbered(hash);
}

export function perform(db: WriteDb, { kind, library, path, tag, hash, index, number }: Act): void {
  const location = some(db, 'image_exif', index) as LocationId | null;
  const insight = some(db, 'photo_insights', index) as InsightId | null;
  const tagId = tag as TagId;
  const libraryId = library as LibraryId;
  const isFree =
    preparePluck(db, 'SELECT 1 FROM image_exif WHERE library_id = ? AND rel_path = ?').get(library, path) === undefined;
  switch (kind) {
    case 'add':
      if (isFree) addLocation(db, library, path, { hash: bytes(hash), presence: number, previewState: number + 1 });
      return;
    case 'hash':
      prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(bytes(hash), location);
      return;
    case 'presence':
      prepare(db, 'UPDATE image_exif SET presence = ? WHERE id = ?').run(number, location);
      return;
    case 'state':
      prepare(db, 'UPDATE image_exif SET read_state = ?, preview_state = ? WHERE id = ?').run(
        number,
        number + 1,
        location,
      );
      return;
    case 'drop':
      prepare(db, 'DELETE FROM image_exif WHERE id = ?').run(location);
      return;
    case 'move':
      if (isFree)
        prepare(db, 'UPDATE image_exif SET library_id = ?, rel_path = ? WHERE id = ?').run(library, path, location);
      return;
    case 'tagFile':
      tagFile(db, { libraryId, relPath: path, tagId, nowMs: 0 });
      return;
    case 'tag':
      if (location !== null) tagLocations(db, [location], tagId, 0);
      return;
    case 'untag':
      if (location !== null) untagLocations(db, [location], tagId, 0);
      return;
    case 'olderRow':
      addTagRow(db, { libraryId: null, relPath: path, tagId: tag });
      return;
    case 'insight':
      storeInsight(db, {
        libraryId,
        relPath: path,
        title: 'Title',
        summary: 'Text',
        facts: [],
        provider: 'test',
        modelVersion: '1',
        promptVersion: null,
        requestedBy: 'user',
        generatedAtMs: index,
        pin: number === 0,
      });
      return;
    case 'olderInsight':
      addInsightRow(db, { libraryId: library, relPath: path, generatedAtMs: index });
      return;
    case 'makeCurrent':
      if (insight !== null) makeCurrent(db, insight, index);
      return;
    case 'reconcile':
      reconcile(db, index);
  }
}
