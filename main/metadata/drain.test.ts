import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { LibraryId } from '../../preload/contract/model.js';
import { noFacts } from '../core/facts.js';
import { wholeMillis } from '../core/file-time.js';
import { storedFacts } from '../dao/locations.js';
import { prepare } from '../db/open.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase } from '../testing/database.js';
import { temporaryFolder } from '../testing/files.js';
import { drainMetadata } from './drain.js';

it('does not say of a photo what a file says that took its place since it was read', async () => {
  const root = temporaryFolder();
  const db = memoryDatabase();
  const libraryId: LibraryId = addLibrary(db, 1);
  const asked: string[] = [];
  const ids = ['kept.jpg', 'replaced.jpg', 'last.jpg'].map((name, n) => {
    writeFileSync(join(root, name), name);
    const { size, mtimeMs } = statSync(join(root, name));
    const id = addLocation(db, libraryId, name, { hash: hashNumbered(n) });
    prepare(db, 'UPDATE image_exif SET size_bytes = ?, mtime_ms = ?, metadata_state = 0 WHERE id = ?').run(
      size,
      wholeMillis(mtimeMs),
      id,
    );
    return id;
  });
  const reader = {
    read: (path: string) => {
      asked.push(path);
      if (path.endsWith('replaced.jpg')) writeFileSync(path, 'another photo');
      return Promise.resolve({ kind: 'facts', facts: { ...noFacts, cameraMake: 'Of today' }, texts: [] } as const);
    },
  };
  const told: string[] = [];
  const end = await drainMetadata(db, reader, {
    libraries: [{ id: libraryId, rootPath: root }],
    untilMs: Infinity,
    signal: new AbortController().signal,
    atOnce: 1,
    onRead: (_, relPath) => told.push(relPath),
  });
  expect(end).toEqual({ kind: 'empty' });
  expect(ids.map((id) => storedFacts(db, id)?.facts.cameraMake)).toEqual(['Of today', null, 'Of today']);
  expect(told.sort()).toEqual(['kept.jpg', 'last.jpg']);
  // It is asked about once, and again when it was found to have changed and read.
  expect(asked).toHaveLength(3);
  const waiting = prepare(db, 'SELECT rel_path AS name FROM image_exif WHERE metadata_state = 0').all();
  expect(waiting).toEqual([{ name: 'replaced.jpg' }]);
});
