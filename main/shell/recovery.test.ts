/** The engine, the readers and the recovery as the app has them, but for windows: on databases damaged for real. */
import { closeSync, cpSync, mkdirSync, openSync, readFileSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../preload/contract/errors.js';
import type { EventName } from '../../preload/contract/events.js';
import type { Backup, GridModel, LocationId, StartState, TagSummary } from '../../preload/contract/model.js';
import { closeDb, openReadDb, openWriteDb, preparePluck } from '../db/open.js';
import { builtMain } from '../testing/decoding.js';
import { engineOptions } from '../testing/engine-process.js';
import { temporaryFolder } from '../testing/files.js';
import { samples } from '../testing/engine-bench.js';
import { Recovery } from './recovery.js';
import { Threads } from './threads.js';

const out = builtMain();
const all = { view: { libraryId: null, tagId: null, filter: 'all' }, limit: null };

class App {
  readonly events: { readonly name: EventName; readonly payload: unknown }[] = [];
  readonly fatal: AppError[] = [];
  timesReady = 0;
  readonly threads: Threads;
  readonly recovery: Recovery;
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    const engine = { ...engineOptions(folder), repairEntry: join(out, 'repair.cjs') };
    const tell = (name: EventName, payload: unknown): void => {
      this.events.push({ name, payload });
    };
    this.recovery = new Recovery({
      threads: () => this.threads,
      repairEntry: engine.repairEntry,
      paths: engine,
      log: () => undefined,
      emit: tell,
    });
    this.threads = new Threads({
      entries: { engine: join(out, 'engine.cjs'), reader: join(out, 'reader.cjs') },
      engine,
      answers: {},
      log: () => undefined,
      onEngineReady: () => {
        this.timesReady++;
      },
      onEvent: tell,
      onFatal: (error) => this.fatal.push(error),
      onDamaged: (error) => {
        this.recovery.damaged(error);
      },
    });
  }

  async read<T>(name: string, request: unknown = {}): Promise<T> {
    const answer = await this.threads.lister(name, request);
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value as T;
  }

  async write<T>(name: string, request: unknown = {}): Promise<T> {
    const answer = await this.threads.engine(name, request);
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value as T;
  }

  async ids(): Promise<LocationId[]> {
    return [...(await this.read<GridModel>('gridModel', all)).ids] as LocationId[];
  }

  async tags(): Promise<string[]> {
    return (await this.read<TagSummary[]>('tags')).map(({ name, photoCount }) => `${name} ${photoCount}`);
  }

  async damage(): Promise<Extract<StartState, { state: 'damaged' }>> {
    await expect.poll(async () => (await this.recovery.startState()).state, { timeout: 100_000 }).toBe('damaged');
    const state = await this.recovery.startState();
    if (state.state !== 'damaged') throw new Error('It runs.');
    return state;
  }

  lastStartState(): string | undefined {
    return (this.events.findLast(({ name }) => name === 'startState')?.payload as StartState | undefined)?.state;
  }
}

let app: App;
let folder: string;
let database: string;

/** Two photos, a tag on both, a backup, and another tag after it. */
beforeEach(async () => {
  folder = temporaryFolder();
  const data = join(folder, 'data');
  const photos = join(folder, 'photos');
  for (const path of [data, photos]) mkdirSync(path);
  for (const name of ['train.jpg', 'mongolia.jpeg']) cpSync(join(samples, name), join(photos, name));
  database = join(data, 'keepsight.db');
  app = new App(data);
  await app.write('addLibrary', { rootPath: photos });
  await expect
    .poll(() => readOnce('SELECT count(*) FROM image_exif WHERE read_state = 1 AND metadata_state <> 0'), {
      timeout: 100_000,
    })
    .toBe(2);
  await app.write('tagPhotos', { locationIds: await app.ids(), name: 'Before' });
});
afterEach(() => app.threads.stop());

function readOnce(sql: string): unknown {
  const db = openReadDb(database);
  try {
    return preparePluck(db, sql).get();
  } finally {
    closeDb(db);
  }
}

async function backedUp(): Promise<Backup> {
  const backup = await app.write<Backup>('createBackup');
  await app.write('tagPhotos', { locationIds: await app.ids(), name: 'After' });
  return backup;
}

/** With the app closed. */
async function damaged(change: (path: string) => void): Promise<Buffer> {
  await app.threads.stop();
  change(database);
  const bytes = readFileSync(database);
  app = new App(join(folder, 'data'));
  return bytes;
}

function zeroHeader(path: string): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(100), 0, 100, 0);
  closeSync(file);
}

function damagedFiles(): string[] {
  return readdirSync(join(folder, 'data')).filter((name) => /^keepsight-damaged-.*\.db$/.test(name));
}

it('an engine that still opens its database is not waited for', async () => {
  await app.threads.stop();
  const times = app.timesReady;
  const asked = app.threads.start();
  await app.threads.stop();
  expect(app.timesReady).toBe(times);
  // Who asked meanwhile waits for the next start.
  expect(await Promise.all([app.threads.start(), asked])).toEqual([null, null]);
  expect(await app.tags()).toEqual(['Before 2']);
});

describe('a restore while the app runs', () => {
  it('brings back what the backup has, keeps what was there, and tells everybody', async () => {
    const backup = await backedUp();
    expect(await app.tags()).toEqual(['After 2', 'Before 2']);
    const during = app.ids();
    expect(await app.recovery.restore(backup.name)).toEqual({ ok: true, value: null });
    expect(await during).toHaveLength(2);
    expect(await app.tags()).toEqual(['Before 2']);
    const [rescue] = (await app.read<Backup[]>('backups')).filter(({ kind }) => kind === 'rescue');
    expect(app.events.some(({ name }) => name === 'changed')).toBe(true);
    expect(app.lastStartState()).toBe('running');
    // And back again.
    expect((await app.recovery.restore(rescue?.name ?? '')).ok).toBe(true);
    expect(await app.tags()).toEqual(['After 2', 'Before 2']);
    await app.write('tagPhotos', { locationIds: await app.ids(), name: 'Later' });
    expect(await app.tags()).toContain('Later 2');
  });

  it('of a backup that cannot be used is refused, and the app goes on', async () => {
    const backup = await backedUp();
    writeFileSync(join(folder, 'data/backups', backup.name), 'no database');
    expect(await app.recovery.restore(backup.name)).toMatchObject({ ok: false, error: { code: 'backup_unusable' } });
    expect(await app.tags()).toEqual(['After 2', 'Before 2']);
  });
});

describe('a damaged database', () => {
  it('at the start is left as it is, every call says so, and a backup can take its place', async () => {
    const backup = await backedUp();
    const bytes = await damaged(zeroHeader);
    const state = await app.damage();
    expect(state.databasePath).toBe(database);
    expect(state.backups.map(({ name }) => name)).toContain(backup.name);
    expect(await app.threads.engine('activity', {})).toMatchObject({
      ok: false,
      error: { code: 'database_unavailable' },
    });
    expect(readFileSync(database).equals(bytes)).toBe(true);
    expect(app.fatal).toEqual([]);
    expect((await app.recovery.restore(backup.name)).ok).toBe(true);
    expect(await app.tags()).toEqual(['Before 2']);
    const [kept = ''] = damagedFiles();
    expect(readFileSync(join(folder, 'data', kept)).equals(bytes)).toBe(true);
  });

  it.each([
    ['a zeroed header', zeroHeader],
    [
      'rubbish instead of a page',
      (path: string) => {
        const root = readOnce("SELECT rootpage FROM sqlite_schema WHERE name = 'libraries'") as number;
        const file = openSync(path, 'r+');
        writeSync(file, Buffer.alloc(4096, 0xee), 0, 4096, (root - 1) * 4096);
        closeSync(file);
      },
    ],
  ])(
    'with %s is salvaged on the user’s word, and the engine runs on what could be read',
    async (_, change) => {
      await damaged(change);
      await app.damage();
      const salvage = await app.recovery.salvage();
      expect(salvage).toMatchObject({ ok: true, value: { files: 2, tags: 2 } });
      expect(await app.tags()).toEqual(['Before 2']);
      expect(damagedFiles()).toHaveLength(1);
      expect(app.lastStartState()).toBe('running');
      await app.write('tagPhotos', { locationIds: await app.ids(), name: 'Later' });
      expect(await app.tags()).toEqual(['Before 2', 'Later 2']);
    },
    60_000,
  );

  it('that is no database at all, without a backup, gives way to an empty one', async () => {
    await damaged((path) => {
      writeFileSync(path, Buffer.alloc(100_000, 7));
    });
    await app.damage();
    expect(await app.recovery.salvage()).toMatchObject({ ok: true, value: { files: 0, lost: null } });
    expect(await app.ids()).toEqual([]);
  });

  it('found while the app runs stops everything that writes', async () => {
    await backedUp();
    await damaged((path) => {
      const db = openWriteDb(path);
      const root = preparePluck(db, "SELECT rootpage FROM sqlite_schema WHERE name = 'tagged_photo'").get() as number;
      closeDb(db);
      const file = openSync(path, 'r+');
      writeSync(file, Buffer.alloc(4096, 0xee), 0, 4096, (root - 1) * 4096);
      closeSync(file);
    });
    const tagging = { locationIds: [1, 2], name: 'Never' };
    const met = await app.threads.engine('tagPhotos', tagging);
    expect(met).toMatchObject({ ok: false, error: { code: 'database_unavailable', details: { damaged: true } } });
    const bytes = readFileSync(database);
    expect((await app.damage()).message).toContain('damaged');
    expect(await app.threads.engine('tagPhotos', tagging)).toEqual(met);
    expect(readFileSync(database).equals(bytes)).toBe(true);
    expect(app.lastStartState()).toBe('damaged');
  });

  it('is not salvaged while it is sound', async () => {
    expect(await app.recovery.salvage()).toMatchObject({ ok: false, error: { code: 'invalid_request' } });
    expect(await app.tags()).toEqual(['Before 2']);
  });
});
