/**
 * SIGKILL at random moments, again and again on the same data: what was answered is there, what was not is there in
 * whole or not at all, and the next start goes on. KEEPSIGHT_KILLS sets how often; docs/reliability.md has figures.
 */
import { mkdirSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LocationId, TagId } from '../../preload/contract/model.js';
import { editStack } from '../dao/edits.js';
import { tagsOfLocations } from '../dao/tagged-photo.js';
import { closeDb, openReadDb } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { EngineProcess } from '../testing/engine-process.js';
import { temporaryFolder } from '../testing/files.js';
import { editedPicture, testPictures } from '../testing/pictures.js';
import { random } from '../testing/random.js';
import { expectSound } from '../testing/sound.js';

const kills = Number(process.env['KEEPSIGHT_KILLS'] ?? 10);
const seed = Number(process.env['KEEPSIGHT_KILL_SEED'] ?? Date.now() % 1_000_000);
const tagNames = ['Sea', 'Hills', 'Anna', 'Winter'];

interface Known {
  readonly id: LocationId;
  readonly hash: string;
}

/** Tags by hash: what was answered, and what the one unanswered call would make of it. */
class Expectation {
  readonly tags = new Map<string, Set<string>>();
  #pending: { readonly hash: string; readonly name: string; readonly isAdded: boolean } | null = null;

  begin(hash: string, name: string, isAdded: boolean): void {
    this.#pending = { hash, name, isAdded };
  }

  answered(): void {
    if (this.#pending === null) return;
    const { hash, name, isAdded } = this.#pending;
    const names = this.tags.get(hash) ?? new Set();
    if (isAdded) names.add(name);
    else names.delete(name);
    this.tags.set(hash, names);
    this.#pending = null;
  }

  /** After a kill: the unanswered call happened or not; from here on it is known which. */
  settle(hash: string, found: readonly string[]): void {
    if (this.#pending?.hash === hash) {
      const isThere = found.includes(this.#pending.name);
      if (isThere === this.#pending.isAdded) this.answered();
    }
    expect(found, `tags of ${hash}`).toEqual([...(this.tags.get(hash) ?? [])].sort());
  }

  forgetPending(): void {
    this.#pending = null;
  }
}

function knownPhotos(db: ReadDb): Known[] {
  return db
    .prepare(
      `SELECT min(id) AS id, lower(hex(content_hash)) AS hash FROM image_exif
       WHERE content_hash IS NOT NULL GROUP BY content_hash`,
    )
    .all() as Known[];
}

test(`seed ${seed}: killed ${kills} times`, { timeout: 60 * 60_000 }, async () => {
  const folder = temporaryFolder();
  const { below, chance, pick } = random(seed);
  const pictures = testPictures(14);
  const roots = ['One', 'Two'].map((name) => join(folder, name));
  let files = 0;
  const write = (): void => {
    const path = join(pick(roots), `${++files}.jpg`);
    writeFileSync(path, editedPicture(pick(pictures), below(12)));
    utimesSync(path, 1_500_000_000 + files, 1_500_000_000 + files);
  };
  const move = (): void => {
    const root = pick(roots);
    const name = pick(readdirSync(root));
    renameSync(join(root, name), join(pick(roots), `moved ${++files}.jpg`));
  };
  for (const root of roots) mkdirSync(root);
  for (let i = 0; i < 40; i++) write();

  const engine = new EngineProcess(join(folder, 'data'));
  const expectation = new Expectation();
  await engine.start();
  for (const rootPath of roots) await engine.call('addLibrary', { rootPath });

  const work = async (isOver: () => boolean): Promise<void> => {
    while (!isOver()) {
      const db = openReadDb(engine.options.databasePath);
      const photos = knownPhotos(db);
      closeDb(db);
      if (photos.length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        continue;
      }
      const { id, hash } = pick(photos);
      const name = pick(tagNames);
      const kind = below(12);
      if (kind >= 10) {
        const undone = undoTarget(engine.options.databasePath);
        if (undone === null) continue;
        expectation.begin(undone.hash, undone.name, undone.isAdded);
        const result = await engine.tryCall('undo', {});
        if (!result.ok) return;
        expectation.answered();
      } else if (kind === 0) {
        const result = await engine.tryCall('generateInsights', { target: { locationIds: [id] }, scope: 'missing' });
        if (!result.ok) return;
      } else if (kind === 1) {
        void engine.tryCall('scanLibrary', { libraryId: null });
      } else {
        const tagId = chance(0.7) ? null : tagIdOf(engine.options.databasePath, name);
        expectation.begin(hash, name, tagId === null);
        const result =
          tagId === null
            ? await engine.tryCall('tagPhotos', { locationIds: [id], name })
            : await engine.tryCall('untagPhotos', { locationIds: [id], tagId });
        // Not answered: it may have happened all the same.
        if (!result.ok) return;
        expectation.answered();
      }
    }
  };

  for (let kill = 0; kill < kills; kill++) {
    try {
      let isOver = false;
      const working = engine.isRunning ? work(() => isOver) : Promise.resolve();
      for (let i = below(4); i > 0; i--) (chance(0.6) ? write : move)();
      await new Promise((resolve) => setTimeout(resolve, below(900)));
      await engine.kill();
      isOver = true;
      await working;

      const db = openReadDb(engine.options.databasePath);
      try {
        expectSound(db);
        const photos = knownPhotos(db);
        const tags = tagsOfLocations(
          db,
          photos.map(({ id }) => id),
        );
        for (const { id, hash } of photos) {
          expectation.settle(hash, (tags.get(id) ?? []).map(({ name }) => name).sort());
        }
        expectation.forgetPending();
      } finally {
        closeDb(db);
      }
      // Now and then killed while it starts.
      const starting = engine.start().catch(() => undefined);
      if (chance(0.15)) {
        await new Promise((resolve) => setTimeout(resolve, below(250)));
        await engine.kill();
        await starting;
        await engine.start();
      } else {
        await starting;
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`Seed ${seed}, kill ${kill + 1}: ${message}\n${engine.logged.join('\n')}`, { cause: error });
    }
  }
  await engine.stop();
});

/** What undo would do to one photo; null when there is nothing to undo. */
function undoTarget(path: string): { readonly hash: string; readonly name: string; readonly isAdded: boolean } | null {
  const db = openReadDb(path);
  try {
    const { undo } = editStack(db);
    if (typeof undo?.tagName !== 'string') return null;
    const hash = db
      .prepare(
        `SELECT lower(hex(p.content_hash)) FROM tag_changes AS c JOIN photos AS p ON p.id = c.photo_id
         WHERE c.edit_id = ?`,
      )
      .pluck()
      .get(undo.id) as string | undefined;
    return hash === undefined ? null : { hash, name: undo.tagName, isAdded: undo.action === 'tag_removed' };
  } finally {
    closeDb(db);
  }
}

function tagIdOf(path: string, name: string): TagId | null {
  const db = openReadDb(path);
  try {
    return (db.prepare('SELECT id FROM tags WHERE name = ?').pluck().get(name) as TagId | undefined) ?? null;
  } finally {
    closeDb(db);
  }
}
