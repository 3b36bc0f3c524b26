import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/files.js';
import { findElsewhere, probeRoot } from './availability.js';
import type { KnownRoot } from './availability.js';
import { markerName, readMarker, removeMarker, writeMarker } from './marker.js';
import type { Volume, Volumes } from './volume.js';

function volume(mountPoint: string, id: string | null, more: Partial<Volume> = {}): Volume {
  return { id, mountPoint, folder: '/', isReadOnly: false, isNetwork: false, hasFileIds: true, ...more };
}

function mounted(...volumes: readonly Volume[]): Volumes {
  return {
    of: (path) => Promise.resolve(volumes.find(({ mountPoint }) => path.startsWith(mountPoint)) ?? null),
    mounted: () => Promise.resolve(volumes),
  };
}

const nothingKnown = mounted();

function known(rootPath: string, more: Partial<KnownRoot> = {}): KnownRoot {
  return { rootPath, expectsFiles: true, volumeId: null, volumePath: null, markerId: null, ...more };
}

function folderWithFile(name = 'a.jpg'): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), 'xx');
  return folder;
}

async function verdict(root: KnownRoot, volumes: Volumes = nothingKnown): Promise<string> {
  const { availability } = await probeRoot(root, volumes);
  return `${availability.state} ${availability.reason}`;
}

describe('probing a root', () => {
  it('says what it is, and why', async () => {
    const folder = folderWithFile();
    mkdirSync(join(folder, 'empty'));
    const probe = async (path: string, expectsFiles: boolean): Promise<string> => {
      const { state, reason, message } = (await probeRoot(known(path, { expectsFiles }), nothingKnown)).availability;
      expect(message === '').toBe(state === 'online');
      return `${state} ${reason}`;
    };
    expect(await probe(folder, true)).toBe('online readable');
    expect(await probe(join(folder, 'empty'), false)).toBe('online readable');
    expect(await probe(join(folder, 'empty'), true)).toBe('suspect root_empty');
    expect(await probe(join(folder, 'gone'), true)).toBe('offline root_missing');
    expect(await probe(join(folder, 'a.jpg'), true)).toBe('offline root_not_directory');
    expect(await probe(join(dirname(folder), 'x'.repeat(300)), true)).toBe('offline root_unreadable');
  });

  it('takes a folder with nothing but the marker for empty', async () => {
    const folder = temporaryFolder();
    await writeMarker(folder, 'one');
    expect(await verdict(known(folder))).toBe('suspect root_empty');
  });

  it('knows a drive that only lets itself be read, and reads it', async () => {
    const folder = folderWithFile();
    const { availability } = await probeRoot(known(folder), mounted(volume(folder, 'a', { isReadOnly: true })));
    expect(availability).toMatchObject({ state: 'online', reason: 'read_only' });
    expect(availability.message).toContain('does not change your files');
  });

  it('suspects another drive in the same place; a drive that is not known is no reason', async () => {
    const folder = folderWithFile();
    const library = known(folder, { volumeId: 'a', volumePath: '' });
    expect(await verdict(library, mounted(volume(folder, 'a')))).toBe('online readable');
    expect(await verdict(library, mounted(volume(folder, 'b')))).toBe('suspect volume_differs');
    expect(await verdict(library, mounted(volume(folder, null)))).toBe('online readable');
    expect(await verdict(library, nothingKnown)).toBe('online readable');
    expect(await verdict(known(folder), mounted(volume(folder, 'b')))).toBe('online readable');
  });

  it('believes the marker before the volume: a cloned drive is the library, and is remembered', async () => {
    const folder = folderWithFile();
    const library = known(folder, { volumeId: 'a', volumePath: '', markerId: 'one' });
    expect(await verdict(library, mounted(volume(folder, 'a')))).toBe('suspect marker_differs');
    await writeMarker(folder, 'two');
    expect(await verdict(library, mounted(volume(folder, 'a')))).toBe('suspect marker_differs');
    await writeMarker(folder, 'one');
    const probe = await probeRoot(library, mounted(volume(dirname(folder), 'new', { folder: '/sub' })));
    expect(probe.availability.state).toBe('online');
    expect(probe.identity).toEqual({ volumeId: 'new', volumePath: `sub/${folder.slice(dirname(folder).length + 1)}` });
    // What cannot be read says nothing: the volume decides.
    writeFileSync(join(folder, markerName), '');
    expect(await verdict(library, mounted(volume(folder, 'a')))).toBe('online readable');
    expect(await verdict(library, mounted(volume(folder, 'b')))).toBe('suspect volume_differs');
  });
});

describe('the marker', () => {
  it('is written whole, read back and removed, and leaves nothing else behind', async () => {
    const folder = temporaryFolder();
    expect(await readMarker(folder)).toEqual({ state: 'absent' });
    await writeMarker(folder, 'one');
    expect(await readMarker(folder)).toEqual({ state: 'present', id: 'one' });
    expect(readdirSync(folder)).toEqual([markerName]);
    await removeMarker(folder);
    await removeMarker(folder);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says in plain words that it cannot be written', async () => {
    await expect(writeMarker(join(temporaryFolder(), 'gone'), 'one')).rejects.toMatchObject({
      code: 'folder_not_writable',
      message: expect.stringContaining('works without it') as string,
    });
  });
});

describe('a drive that came back elsewhere', () => {
  const sample = [
    { relPath: 'a.jpg', sizeBytes: 2 },
    { relPath: 'b.jpg', sizeBytes: 2 },
    { relPath: 'c.jpg', sizeBytes: 2 },
  ];

  function drive(below: string): string {
    const mountPoint = temporaryFolder();
    const root = join(mountPoint, below);
    mkdirSync(root, { recursive: true });
    for (const { relPath } of sample) writeFileSync(join(root, relPath), 'xx');
    return mountPoint;
  }

  it('is found by its volume, at the same path below it', async () => {
    const mountPoint = drive('2024/Photos');
    const root = known('/gone/Photos', { volumeId: 'a', volumePath: '2024/Photos' });
    const volumes = mounted(volume('/nowhere', 'b'), volume(mountPoint, 'a'));
    const find = (otherRoots: readonly string[] = []): Promise<string | null> =>
      findElsewhere(root, { sample: () => sample, otherRoots }, volumes);
    expect(await find()).toBe(join(mountPoint, '2024/Photos'));
    expect(await find([mountPoint])).toBeNull();
    for (const name of ['a.jpg', 'b.jpg']) rmSync(join(mountPoint, '2024/Photos', name));
    expect(await find()).toBeNull();
  });

  it('is found by its marker where there is no volume to know it by', async () => {
    const mountPoint = drive('Photos');
    const root = known('/gone/Photos', { markerId: 'one' });
    const find = (): Promise<string | null> =>
      findElsewhere(root, { sample: () => sample, otherRoots: [] }, mounted(volume(mountPoint, null)));
    expect(await find()).toBeNull();
    await writeMarker(join(mountPoint, 'Photos'), 'two');
    expect(await find()).toBeNull();
    await writeMarker(join(mountPoint, 'Photos'), 'one');
    expect(await find()).toBe(join(mountPoint, 'Photos'));
  });

  it('is not looked for when nothing is known to know it by', async () => {
    const volumes: Volumes = { of: nothingKnown.of, mounted: () => Promise.reject(new Error('asked')) };
    expect(await findElsewhere(known('/gone'), { sample: () => sample, otherRoots: [] }, volumes)).toBeNull();
  });
});
