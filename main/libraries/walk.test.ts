import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mediaTypeOf } from '../core/media-types.js';
import { compareCodePoints } from '../core/rel-path.js';
import { filesBelow, photosFolder, temporaryFolder } from '../testing/files.js';
import { isDehydrated, walkFolder, walkTarget } from './walk.js';

/** Permissions mean nothing to root. */
function asNobody<T>(work: () => T): T {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe('walkFolder', () => {
  it('meets every photo of the real collections, in the order of their paths', () => {
    const root = photosFolder();
    const found = [...walkFolder(root, '')].map((sighting) => sighting.relPath);
    const wanted = filesBelow(root).filter(
      (path) =>
        mediaTypeOf(path.split('/').at(-1) ?? '') !== null && !path.split('/').some((part) => part.startsWith('.')),
    );
    expect(found.length).toBeGreaterThan(100);
    expect([...found].sort(compareCodePoints)).toEqual(wanted.sort(compareCodePoints));
    expect(found).toEqual([...found].sort(compareCodePoints));
  });

  it('follows no link, opens no pipe and ignores hidden and foreign folders', () => {
    const root = temporaryFolder();
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'secret.jpg'), 'x');
    writeFileSync(join(root, 'a.jpg'), 'x');
    mkdirSync(join(root, '@eaDir'));
    writeFileSync(join(root, '@eaDir', 'thumb.jpg'), 'x');
    writeFileSync(join(root, '.hidden.jpg'), 'x');
    writeFileSync(join(root, 'notes.txt'), 'x');
    symlinkSync(outside, join(root, 'linked'));
    symlinkSync(join(outside, 'secret.jpg'), join(root, 'linked.jpg'));
    symlinkSync(root, join(root, 'loop'));
    execFileSync('mkfifo', [join(root, 'pipe.jpg')]);
    const sightings = [...walkFolder(root, '')];
    expect(sightings.filter(({ kind }) => kind === 'file').map(({ relPath }) => relPath)).toEqual(['a.jpg']);
    expect(sightings.filter(({ kind }) => kind !== 'file').map(({ kind, relPath }) => [kind, relPath])).toEqual([
      ['left_out', 'linked'],
      ['left_out', 'linked.jpg'],
      ['left_out', 'loop'],
      ['left_out', 'pipe.jpg'],
    ]);
  });

  it('says that a root which is gone cannot be read, never that it is empty', () => {
    const [sighting] = [...walkFolder(join(temporaryFolder(), 'gone'), '')];
    expect(sighting).toMatchObject({ kind: 'unreadable_folder', relPath: '' });
  });

  it('says which folder cannot be read, and says nothing of what is in it', () => {
    const root = temporaryFolder();
    chmodSync(root, 0o755);
    mkdirSync(join(root, 'closed'));
    writeFileSync(join(root, 'closed', 'a.jpg'), 'x');
    chmodSync(join(root, 'closed'), 0);
    expect(asNobody(() => [...walkFolder(root, '')])).toEqual([
      { kind: 'unreadable_folder', relPath: 'closed', reason: 'No permission to read it. Allow it, then scan again.' },
    ]);
    expect(asNobody(() => [...walkTarget(root, 'closed/a.jpg')])).toEqual([
      {
        kind: 'unreadable_file',
        relPath: 'closed/a.jpg',
        reason: 'No permission to read it. Allow it, then scan again.',
      },
    ]);
    chmodSync(join(root, 'closed'), 0o755);
  });

  it('tells files that are only in a cloud by their missing blocks, where the system keeps such files', () => {
    const away = { size: 3_000_000, blocks: 0 };
    expect(isDehydrated(away, 'darwin')).toBe(true);
    expect(isDehydrated(away, 'win32')).toBe(true);
    expect(isDehydrated({ size: 3_000_000, blocks: 8 }, 'darwin')).toBe(false);
    expect(isDehydrated({ size: 500, blocks: 0 }, 'win32')).toBe(false);
    expect(isDehydrated(away, 'linux')).toBe(false);
  });

  it('reports names that are not valid Unicode', () => {
    const root = temporaryFolder();
    writeFileSync(Buffer.concat([Buffer.from(`${root}/caf`), Buffer.from([0xe9]), Buffer.from('.jpg')]), 'x');
    const [sighting] = [...walkFolder(root, '')];
    expect(sighting?.kind).toBe('unreadable_file');
  });
});

describe('walkTarget', () => {
  it('looks at a file, a folder, or nothing any more', () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'in'));
    writeFileSync(join(root, 'in', 'a.jpg'), 'x');
    writeFileSync(join(root, 'b.jpg'), 'x');
    const paths = (target: string): string[] => [...walkTarget(root, target)].map((sighting) => sighting.relPath);
    expect(paths('b.jpg')).toEqual(['b.jpg']);
    expect(paths('in')).toEqual(['in/a.jpg']);
    expect(paths('gone.jpg')).toEqual([]);
    expect(paths('.git/a.jpg')).toEqual([]);
    expect(paths('')).toEqual(['b.jpg', 'in/a.jpg']);
  });
});
