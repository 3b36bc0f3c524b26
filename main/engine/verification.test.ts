import { closeSync, cpSync, linkSync, openSync, renameSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SilentChange } from '../../preload/contract/model.js';
import { silentChanges } from '../dao/verification.js';
import { EngineBench, samples } from '../testing/engine-bench.js';

let bench: EngineBench;
let root: string;
beforeEach(async () => {
  bench = new EngineBench();
  await bench.start();
  root = bench.library('Photos');
  cpSync(join(samples, 'train.jpg'), join(root, 'a.jpg'));
  cpSync(join(samples, 'train.jpg'), join(root, 'sound.jpg'));
  cpSync(join(samples, 'mongolia.jpeg'), join(root, 'other.jpeg'));
  await bench.add(root);
  await bench.settled();
  await bench.engine.answers.tagPhotos({ locationIds: [bench.photo('a.jpg').locationId], name: 'Kept' });
});
afterEach(() => bench.stop());

/** Other bytes in the middle of a file that keeps its size and its time. */
function rot(path: string, byte: number): void {
  const { atime, mtime, size } = statSync(path);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(64, byte), 0, 64, Math.floor(size / 2));
  closeSync(file);
  utimesSync(path, atime, mtime);
}

function found(): readonly SilentChange[] {
  return silentChanges(bench.db, { offset: 0, limit: 10 });
}

function lastVerified(): number {
  return bench.db.prepare('SELECT min(verified_at) FROM image_exif').pluck().get() as number;
}

async function verify(): Promise<void> {
  const askedAtMs = Date.now();
  await bench.engine.answers.verifyFiles({ libraryId: null });
  await bench.until('all files are read again', () => lastVerified() >= askedAtMs);
}

describe('bytes that changed while size and time did not', () => {
  beforeEach(async () => {
    rot(join(root, 'a.jpg'), 1);
    await verify();
    await bench.until('it is reported', () => found().length === 1);
  });

  it('are reported with where a sound copy is, and the place keeps its photo until the user decides', () => {
    expect(found()).toMatchObject([
      { relPath: 'a.jpg', soundCopies: [{ libraryName: 'Photos', relPath: 'sound.jpg' }] },
    ]);
    const { contentHash, places } = bench.photo('a.jpg');
    expect(found()[0]?.contentHash).toBe(contentHash);
    expect(places.filter(({ isChangedSilently }) => isChangedSilently).map(({ relPath }) => relPath)).toEqual([
      'a.jpg',
    ]);
    expect(bench.logged.some(({ level, fields }) => level === 'warn' && fields['relPath'] === 'a.jpg')).toBe(true);
  });

  it('are no trouble any more when the file was put right', async () => {
    const [change] = found();
    const { mtime } = statSync(join(root, 'a.jpg'));
    cpSync(join(root, 'sound.jpg'), join(root, 'a.jpg'));
    utimesSync(join(root, 'a.jpg'), mtime, mtime);
    await bench.engine.answers.settleSilentChange({
      locationIds: change === undefined ? [] : [change.locationId],
      answer: 'verify_again',
    });
    expect(found()).toEqual([]);
    await bench.until('it is read again', () => lastVerified() > 0);
    expect(found()).toEqual([]);
    expect(bench.photo('a.jpg').places).toHaveLength(2);
  });

  it('are reported again when they were not put right', async () => {
    const [change] = found();
    await bench.engine.answers.settleSilentChange({
      locationIds: change === undefined ? [] : [change.locationId],
      answer: 'verify_again',
    });
    await bench.until('it is reported again', () => found().length === 1);
  });

  it('are an edit when the user says so: tags are carried', async () => {
    const before = bench.photo('a.jpg').contentHash;
    await bench.engine.answers.settleSilentChange({
      locationIds: found().map(({ locationId }) => locationId),
      answer: 'accept',
    });
    await bench.until('they are a photo of their own', () => bench.photo('a.jpg').contentHash !== before);
    expect(bench.photo('a.jpg').tags.map(({ name }) => name)).toEqual(['Kept']);
    expect(bench.photo('sound.jpg')).toMatchObject({ contentHash: before, tags: [{ name: 'Kept' }] });
    expect(found()).toEqual([]);
  });
});

describe('a hash that was taken over from a moved file', () => {
  it('is confirmed in the background', async () => {
    renameSync(join(root, 'a.jpg'), join(root, 'moved.jpg'));
    await bench.until('it moved', () => bench.photo('moved.jpg').places.length === 2);
    await bench.until('it is confirmed', () => lastVerified() > 0);
    expect(bench.db.prepare('SELECT sum(hash_is_assumed) FROM image_exif').pluck().get()).toBe(0);
    expect(found()).toEqual([]);
  });

  it('is given up where the file has other bytes: it is a photo of its own, and nothing is carried', async () => {
    const before = bench.photo('a.jpg').contentHash;
    await bench.engine.answers.setPaused({ paused: true });
    linkSync(join(root, 'a.jpg'), join(root, 'linked.jpg'));
    await bench.until('the hash is taken over', () => bench.photo('linked.jpg').places.length === 3);
    rmSync(join(root, 'a.jpg'));
    await bench.until('one name is left', () => bench.photo('linked.jpg').places.length === 2);
    rot(join(root, 'linked.jpg'), 2);
    await bench.engine.answers.setPaused({ paused: false });
    await bench.until('its own bytes are known', () => bench.photo('linked.jpg').contentHash !== before);
    await bench.settled();
    expect(bench.photo('linked.jpg').tags).toEqual([]);
    expect(bench.photo('sound.jpg').tags).toHaveLength(1);
    expect(bench.db.prepare('SELECT count(*) FROM content_lineage').pluck().get()).toBe(0);
    expect(found()).toEqual([]);
  });
});

describe('verification', () => {
  it('waits while reading is paused, outlives a restart, and ends when it is cancelled', async () => {
    await bench.engine.answers.setPaused({ paused: true });
    const askedAtMs = Date.now();
    await bench.engine.answers.verifyFiles({ libraryId: null });
    await bench.stop();
    await bench.start();
    await bench.until('all files are read again', () => lastVerified() >= askedAtMs);

    await bench.engine.answers.setPaused({ paused: true });
    const again = Date.now();
    await bench.engine.answers.verifyFiles({ libraryId: null });
    await bench.engine.answers.cancelVerification({});
    await bench.engine.answers.setPaused({ paused: false });
    await bench.engine.answers.scanLibrary({ libraryId: null });
    const scans = (): number =>
      bench.db.prepare("SELECT json_extract(last_scan, '$.finishedAtMs') FROM libraries").pluck().get() as number;
    await bench.until('a scan has passed', () => scans() > again);
    expect(lastVerified()).toBeLessThan(again);
  });
});
