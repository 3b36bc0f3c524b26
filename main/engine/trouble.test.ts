/** The engine on disks that are full, read-only, and databases that others hold: real mounts, real locks. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../preload/contract/errors.js';
import type { GridModel, LocationId } from '../../preload/contract/model.js';
import type { Activity } from '../../preload/contract/progress.js';
import { gridModel } from '../dao/grid.js';
import { listTags } from '../dao/tags.js';
import { closeDb, openReadDb, openWriteDb } from '../db/open.js';
import { builtMain, helperRuntime } from '../testing/decoding.js';
import { temporaryFolder } from '../testing/files.js';
import { remount, smallDisk, whyNoMounts } from '../testing/mounts.js';
import { Engine } from './engine.js';
import { toFailure } from './rpc.js';

const out = builtMain();
const all = { libraryId: null, tagId: null, filter: 'all' } as const;
const megabyte = 1024 * 1024;

/** The last lines say why a test waited in vain. */
const logged: string[] = [];

async function openEngine(folder: string): Promise<Engine> {
  const engine = await Engine.open(
    {
      databasePath: join(folder, 'keepsight.db'),
      thumbnailsPath: join(folder, 'thumbnails.db'),
      backupFolder: join(folder, 'backups'),
      migrationsFolder: join(import.meta.dirname, '../../migrations'),
      scannerEntry: join(out, 'scanner.cjs'),
      decoderEntry: join(out, 'decoder.cjs'),
      metadataEntry: join(out, 'metadata.cjs'),
      repairEntry: join(out, 'repair.cjs'),
      helperRuntime: helperRuntime(),
      decoders: 1,
    },
    {
      emit: () => undefined,
      log: (level, message, fields) => logged.push(`${level} ${message} ${JSON.stringify(fields)}`),
    },
  );
  engine.start();
  return engine;
}

function grid(folder: string): GridModel {
  const db = openReadDb(join(folder, 'keepsight.db'));
  try {
    return gridModel(db, all, null);
  } finally {
    closeDb(db);
  }
}

/** One location of each photo. */
function photos(folder: string): LocationId[] {
  return [...grid(folder).ids] as LocationId[];
}

function tagNames(folder: string): readonly string[] {
  const db = openReadDb(join(folder, 'keepsight.db'));
  try {
    return listTags(db).map(({ name, photoCount }) => `${name} ${photoCount}`);
  } finally {
    closeDb(db);
  }
}

/** The engine answers it at once. */
function activityOf(running: Engine): Activity {
  return running.answers.activity({}) as Activity;
}

function troubleOf(engine: Engine): string | null {
  return activityOf(engine).trouble?.code ?? null;
}

async function failureOf(work: () => unknown): Promise<AppError> {
  try {
    await work();
  } catch (error) {
    const failure = toFailure(error, 'test', () => undefined);
    if (!failure.ok) return failure.error;
  }
  throw new Error('It did not fail.');
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const until = performance.now() + 100_000;
  while (!holds()) {
    if (performance.now() > until) throw new Error(`Waited in vain: ${what}. ${logged.slice(-12).join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function libraryOf(folder: string, files: number): string {
  mkdirSync(folder, { recursive: true });
  for (let n = 0; n < files; n++) writeFileSync(join(folder, `${n}.jpg`), `not a picture ${n}`);
  return folder;
}

let engine: Engine;
afterEach(async () => {
  await engine.close();
});

describe.skipIf(whyNoMounts !== null)(`the disk${whyNoMounts === null ? '' : ` (skipped: ${whyNoMounts})`}`, () => {
  // Room for the database, its log, and backups.
  const disk = whyNoMounts === null ? smallDisk(64 * megabyte) : '';
  const library = libraryOf(join(temporaryFolder(), 'photos'), 30);
  const filler = join(disk, 'filler');

  beforeEach(async () => {
    engine = await openEngine(disk);
    if (photos(disk).length === 0) await engine.answers.addLibrary({ rootPath: library });
    await until('all files are known', () => photos(disk).length >= 30);
  });

  function fillDisk(): void {
    let size = 8 * megabyte;
    let part = 0;
    while (size >= 512) {
      try {
        writeFileSync(`${filler}${part++}`, Buffer.alloc(size));
      } catch {
        size = Math.floor(size / 2);
      }
    }
  }

  function freeDisk(): void {
    for (let part = 0; part < 100; part++) rmSync(`${filler}${part}`, { force: true });
  }

  afterEach(freeDisk);

  it('is full: a tag call says so and leaves nothing half-done, new files wait, and with room all goes on', async () => {
    fillDisk();
    const before = tagNames(disk);
    const name = 'x'.repeat(50);
    let failure: AppError | null = null;
    // The log may have some room left: what fits is saved.
    for (let n = 0; n < 3000 && failure === null; n++) {
      try {
        await engine.answers.tagPhotos({ locationIds: photos(disk), name: `${name}${n}` });
      } catch (error) {
        const failed = toFailure(error, 'test', () => undefined);
        failure = failed.ok ? null : failed.error;
      }
    }
    expect(failure).toMatchObject({ code: 'disk_full', retryable: true });
    const during = tagNames(disk);
    expect(during.slice(before.length).every((tag) => tag.endsWith(' 30'))).toBe(true);

    libraryOf(join(library, 'more'), 400);
    await engine.answers.scanLibrary({ libraryId: null });
    await until('the trouble is told', () => troubleOf(engine) === 'disk_full');
    freeDisk();
    await until('the trouble has passed', () => troubleOf(engine) === null);
    // Thirty of them are copies of those that were there.
    await until('the new files are found', () => photos(disk).length >= 400);
    await engine.answers.tagPhotos({ locationIds: photos(disk).slice(0, 5), name: 'Room' });
    expect(tagNames(disk)).toContain('Room 5');
  });

  it('may not be written to: calls say so, and go on when it may again', async () => {
    // A file that is open for writing would keep the disk from being remounted.
    await engine.close();
    remount(disk, 'ro');
    const refused = await failureOf(() => openEngine(disk));
    expect(['database_read_only', 'database_unavailable']).toContain(refused.code);
    remount(disk, 'rw');
    engine = await openEngine(disk);
    await engine.answers.tagPhotos({ locationIds: photos(disk).slice(0, 1), name: 'Writable' });
    expect(tagNames(disk)).toContain('Writable 1');
  });
});

describe('another program', () => {
  const folder = temporaryFolder();
  const library = libraryOf(join(folder, 'photos'), 3);

  it('that holds the database: calls say so, and go on when it lets go', async () => {
    engine = await openEngine(folder);
    await engine.answers.addLibrary({ rootPath: library });
    await until('all files are known', () => photos(folder).length === 3);
    const other = openWriteDb(join(folder, 'keepsight.db'));
    other.exec('BEGIN EXCLUSIVE');
    const failure = await failureOf(() => engine.answers.tagPhotos({ locationIds: photos(folder), name: 'Held' }));
    expect(failure).toMatchObject({ code: 'database_locked', retryable: true });
    writeFileSync(join(library, 'new.jpg'), 'new');
    await engine.answers.scanLibrary({ libraryId: null });
    await until('the trouble is told', () => troubleOf(engine) === 'database_locked');
    other.exec('ROLLBACK');
    closeDb(other);
    await until('the trouble has passed', () => troubleOf(engine) === null);
    await until('the new file is found', () => photos(folder).length === 4);
    await engine.answers.tagPhotos({ locationIds: photos(folder), name: 'Held' });
    expect(tagNames(folder)).toContain('Held 4');
  });
});
