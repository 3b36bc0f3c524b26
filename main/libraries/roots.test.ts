import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/files.js';
import { checkName, checkRoot, countMatches, isInside, realFile } from './roots.js';

const strict = { acceptBroadRoot: false };

describe('checkRoot', () => {
  it('answers the real path, whatever links lead to it', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'real'));
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    expect(await checkRoot(join(folder, 'link'), [], strict)).toBe(join(folder, 'real'));
    const others = [{ name: 'Real', rootPath: join(folder, 'real') }];
    await expect(checkRoot(join(folder, 'link'), others, strict)).rejects.toMatchObject({ code: 'library_duplicate' });
  });

  it('asks before it takes the home folder or one above it, and never takes a whole disk', async () => {
    await expect(checkRoot(homedir(), [], strict)).rejects.toMatchObject({
      code: 'folder_too_broad',
      details: { canAccept: true },
    });
    expect(await checkRoot(homedir(), [], { acceptBroadRoot: true })).toBe(homedir());
    await expect(checkRoot('/', [], { acceptBroadRoot: true })).rejects.toMatchObject({
      code: 'folder_too_broad',
      details: { canAccept: false },
    });
  });

  it('tells a folder beside another one from a folder inside it', async () => {
    const folder = temporaryFolder();
    for (const name of ['Photos', 'Photos 2', 'Photos/2024']) mkdirSync(join(folder, name));
    const others = [{ name: 'Photos', rootPath: join(folder, 'Photos') }];
    expect(await checkRoot(join(folder, 'Photos 2'), others, strict)).toBe(join(folder, 'Photos 2'));
    await expect(checkRoot(join(folder, 'Photos/2024'), others, strict)).rejects.toMatchObject({
      code: 'library_overlap',
    });
    await expect(checkRoot(folder, others, strict)).rejects.toMatchObject({ code: 'library_overlap' });
    await expect(checkRoot('Photos', [], strict)).rejects.toMatchObject({ code: 'folder_not_found' });
  });
});

describe('isInside', () => {
  it.each([
    ['/a', '/a', true],
    ['/a', '/a/b', true],
    ['/a', '/ab', false],
    ['/a/b', '/a', false],
    ['/a', '/a/..b', true],
    ['/', '/a', true],
  ])('%s and %s: %s', (folder, path, expected) => {
    expect(isInside(folder, path)).toBe(expected);
  });
});

describe('realFile', () => {
  it('finds files of the library and nothing a link leads out to', async () => {
    const root = temporaryFolder();
    const outside = temporaryFolder();
    writeFileSync(join(root, 'a.jpg'), 'x');
    writeFileSync(join(outside, 'secret'), 'x');
    symlinkSync(join(outside, 'secret'), join(root, 'link.jpg'));
    symlinkSync(outside, join(root, 'folder'));
    expect(await realFile(root, 'a.jpg')).toBe(join(root, 'a.jpg'));
    for (const path of [
      'link.jpg',
      'folder/secret',
      '../secret',
      `../${outside.split('/').at(-1)}/secret`,
      'missing.jpg',
      '',
    ]) {
      expect(await realFile(root, path)).toBeNull();
    }
  });
});

describe('countMatches', () => {
  it('counts the files that stand at the same place with the same size', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'a.jpg'), 'xx');
    writeFileSync(join(root, 'b.jpg'), 'x');
    const sample = ['a.jpg', 'b.jpg', 'c.jpg'].map((relPath) => ({ relPath, sizeBytes: 2 }));
    expect(await countMatches(root, sample)).toBe(1);
  });
});

describe('checkName', () => {
  it('trims, and refuses what is no name', () => {
    expect(checkName('  Family ')).toBe('Family');
    for (const name of ['', '   ', 'a\nb', 'x'.repeat(101)]) expect(() => checkName(name)).toThrow(/1 to 100/);
  });
});
