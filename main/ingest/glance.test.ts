import { copyFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mediaTypeOf } from '../core/media-types.js';
import { insertLocations } from '../dao/locations.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, memoryDatabase } from '../testing/database.js';
import { decodeWith, openTestPool } from '../testing/decoding.js';
import { photosFolder, temporaryFolder } from '../testing/files.js';
import type { ReadOutcome } from './decode-pool.js';
import { drainGlances } from './glance.js';

const samples = join(photosFolder(), 'LycheeOrg+Lychee/tests/Samples');
const nowMs = Date.UTC(2026, 0, 1);

function putFile(db: WriteDb, root: string, relPath: string, readNotBeforeMs = 0): void {
  const { size, mtimeMs } = statSync(join(root, relPath));
  const type = mediaTypeOf(relPath);
  const file = {
    relPath,
    sizeBytes: size,
    mtimeMs: Math.round(mtimeMs),
    device: null,
    inode: null,
    mediaKind: type?.kind ?? 'other',
    mimeType: type?.mimeType ?? '',
    captured: { localMs: 0, offsetMinutes: null, offsetSource: null, source: 'file_time' },
    readNotBeforeMs,
  } as const;
  insertLocations(db, addedLibrary, [file], nowMs);
}

const addedLibrary = 1 as Parameters<typeof insertLocations>[1];

function rows(db: WriteDb): Record<string, unknown>[] {
  return db
    .prepare(
      `SELECT rel_path AS path, width, height, captured_source AS source, header_state AS glanced, read_state AS hasRead
       FROM image_exif ORDER BY rel_path`,
    )
    .all() as Record<string, unknown>[];
}

describe('the pass over headers', () => {
  it('says of every real photo what reading it whole says, or nothing', async () => {
    const pool = openTestPool();
    const paths = readdirSync(photosFolder(), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && mediaTypeOf(entry.name)?.preview === 'decoded')
      .map((entry) => join(entry.parentPath, entry.name));
    const glanced = await pool.headers(paths);
    const read: readonly ReadOutcome[] = await Promise.all(paths.map((path) => decodeWith(pool, path)));
    let known = 0;
    for (const [at, path] of paths.entries()) {
      const [early, whole] = [glanced[at], read[at]];
      if (early === null || whole?.kind !== 'decoded') continue;
      known++;
      expect(early, relative(photosFolder(), path)).toEqual(whole.facts);
    }
    const decoded = read.filter(({ kind }) => kind === 'decoded').length;
    // Some TIFFs keep their directory at the end of the file.
    expect(known).toBeGreaterThan(decoded * 0.9);
  });

  it('gives the grid dates and shapes of files that are not read yet, once, and leaves the rest alone', async () => {
    const root = temporaryFolder();
    const db = memoryDatabase();
    addLibrary(db, addedLibrary);
    copyFileSync(join(samples, 'train.jpg'), join(root, 'a.jpg'));
    copyFileSync(join(samples, 'train.mov'), join(root, 'b.mov'));
    writeFileSync(join(root, 'c.jpg'), 'no image');
    copyFileSync(join(samples, 'train.jpg'), join(root, 'd.jpg'));
    for (const name of ['a.jpg', 'b.mov', 'c.jpg']) putFile(db, root, name);
    putFile(db, root, 'd.jpg', nowMs + 1000);
    const seen: string[] = [];
    const drain = (at: number): Promise<boolean> =>
      drainGlances(db, openTestPool(), {
        libraries: [{ id: addedLibrary, rootPath: root }],
        untilMs: Infinity,
        signal: new AbortController().signal,
        nowMs: () => at,
        onGlanced: (_library, relPath) => seen.push(relPath),
      });
    expect(await drain(nowMs)).toBe(true);
    const unknown = { width: null, height: null, source: 'file_time', hasRead: 0 };
    expect(rows(db)).toEqual([
      { path: 'a.jpg', width: 4032, height: 3024, source: 'exif', glanced: 1, hasRead: 0 },
      { path: 'b.mov', ...unknown, glanced: 1 },
      { path: 'c.jpg', ...unknown, glanced: 1 },
      // Still being written, by its time.
      { path: 'd.jpg', ...unknown, glanced: 0 },
    ]);
    expect(await drain(nowMs + 1000)).toBe(true);
    expect(seen).toEqual(['a.jpg', 'b.mov', 'c.jpg', 'd.jpg']);
    db.close();
  });

  it('ends at once when it is told to, and goes on later', async () => {
    const root = temporaryFolder();
    const db = memoryDatabase();
    addLibrary(db, addedLibrary);
    copyFileSync(join(samples, 'train.jpg'), join(root, 'a.jpg'));
    putFile(db, root, 'a.jpg');
    const options = {
      libraries: [{ id: addedLibrary, rootPath: root }],
      untilMs: Infinity,
      signal: AbortSignal.abort(),
      nowMs: () => nowMs,
      onGlanced: () => undefined,
    };
    const pool = openTestPool();
    expect(await drainGlances(db, pool, options)).toBe(false);
    expect(rows(db)).toMatchObject([{ glanced: 0 }]);
    expect(await drainGlances(db, pool, { ...options, signal: new AbortController().signal })).toBe(true);
    expect(rows(db)).toMatchObject([{ glanced: 1, width: 4032 }]);
    db.close();
  });
});
