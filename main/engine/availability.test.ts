import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LibraryId, LibrarySummary } from '../../preload/contract/model.js';
import type { Volume } from '../libraries/volume.js';
import { EngineBench, samples } from '../testing/engine-bench.js';
import { temporaryFolder } from '../testing/files.js';

let bench: EngineBench;
let plugged: Volume[];
let root: string;
let id: LibraryId;

function drive(name: string, volumeId: string): Volume {
  const mountPoint = bench.library(name);
  return { id: volumeId, mountPoint, folder: '/', isReadOnly: false, isNetwork: false, hasFileIds: true };
}

function canMount(): boolean {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['--bind', folder, folder], { stdio: 'ignore' });
    return unmount(folder);
  } catch {
    return false;
  }
}

/** False while a file on it is open. */
function unmount(mountPoint: string): boolean {
  try {
    execFileSync('umount', [mountPoint], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What the engine says of the library now. */
async function summary(): Promise<LibrarySummary> {
  return bench.engine.answers.renameLibrary({ libraryId: id, name: 'Archive' });
}

async function untilState(state: string, reason: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    await bench.engine.answers.scanLibrary({ libraryId: id });
    const { availability } = await summary();
    if (availability.state === state && availability.reason === reason) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect((await summary()).availability).toMatchObject({ state, reason });
}

beforeEach(async () => {
  bench = new EngineBench();
  plugged = [];
  bench.volumes = {
    of: (path) => Promise.resolve(plugged.find(({ mountPoint }) => path.startsWith(mountPoint)) ?? null),
    mounted: () => Promise.resolve(plugged),
  };
  await bench.start();
  plugged = [drive('mnt', 'a')];
  root = bench.library('mnt/Photos');
  cpSync(join(samples, 'mongolia.jpeg'), join(root, 'a.jpeg'));
  cpSync(join(samples, 'train.jpg'), join(root, 'b.jpg'));
  ({ id } = await bench.add(root));
  await bench.settled();
  await bench.engine.answers.tagPhotos({ locationIds: bench.ids(), name: 'Kept' });
});
afterEach(() => bench.stop());

describe('a library on a drive', () => {
  it('is not believed when another drive is in its place, until the user says that it is right', async () => {
    plugged = [drive('mnt', 'b')];
    rmSync(join(root, 'b.jpg'));
    await untilState('suspect', 'volume_differs');
    expect(bench.db.prepare('SELECT count(*) FROM image_exif WHERE presence = 0').pluck().get()).toBe(2);

    expect(await bench.engine.answers.trustLibrary({ libraryId: id })).toMatchObject({
      availability: { state: 'online' },
    });
    await bench.until('the loss is seen', () => bench.ids('missing').length === 1);
    await untilState('online', 'readable');
  });

  it('is found at another mount point and goes on there', async () => {
    renameSync(join(bench.folder, 'mnt'), join(bench.folder, 'other'));
    plugged = [drive('other', 'a')];
    await untilState('offline', 'root_missing');
    const { foundAt, message } = (await summary()).availability;
    expect(foundAt).toBe(join(bench.folder, 'other/Photos'));
    expect(message).toContain('Relocate');
    await bench.engine.answers.relocateLibrary({ libraryId: id, rootPath: foundAt ?? '' });
    await untilState('online', 'readable');
    await bench.settled();
    expect(bench.photo('a.jpeg')).toMatchObject({ tags: [{ name: 'Kept' }], places: [{ presence: 'present' }] });
    expect(bench.ids()).toHaveLength(2);
  });

  it('is known by its marker on whatever drive, and a folder without it is not believed', async () => {
    expect(await bench.engine.answers.setLibraryMarker({ libraryId: id, present: true })).toMatchObject({
      hasMarker: true,
    });
    plugged = [drive('mnt', 'clone')];
    await untilState('online', 'readable');
    renameSync(root, `${root}-away`);
    mkdirSync(root);
    cpSync(join(samples, 'aarhus.jpg'), join(root, 'stranger.jpg'));
    await untilState('suspect', 'marker_differs');
    rmSync(root, { recursive: true });
    renameSync(`${root}-away`, root);
    await untilState('online', 'readable');
    expect(bench.ids()).toHaveLength(2);
    expect(bench.db.prepare('SELECT volume_id FROM libraries').pluck().get()).toBe('clone');
    expect(await bench.engine.answers.setLibraryMarker({ libraryId: id, present: false })).toMatchObject({
      hasMarker: false,
    });
  });

  it.skipIf(!canMount())('loses nothing while its mount point stands empty', async () => {
    const mountPoint = bench.library('Mounted');
    execFileSync('mount', ['--bind', root, mountPoint]);
    const mounted = await bench.add(mountPoint);
    await bench.until('both places are known', () => bench.photos().every(({ places }) => places.length === 2));
    await bench.settled();
    await bench.until('the drive is let go of', () => unmount(mountPoint));
    ({ id } = mounted);
    await untilState('suspect', 'root_empty');
    expect(bench.photos().every(({ places }) => places.every(({ presence }) => presence === 'present'))).toBe(true);
    execFileSync('mount', ['--bind', root, mountPoint]);
    await untilState('online', 'readable');
    await bench.engine.answers.removeLibrary({ libraryId: id });
    await bench.until('the drive is let go of', () => unmount(mountPoint));
  });

  it('may be empty when the user says so, and then its files are missing', async () => {
    for (const name of ['a.jpeg', 'b.jpg']) rmSync(join(root, name));
    await untilState('suspect', 'root_empty');
    await bench.engine.answers.trustLibrary({ libraryId: id });
    await bench.until('both are missing', () => bench.ids('missing').length === 2);
    await untilState('online', 'readable');
  });
});
