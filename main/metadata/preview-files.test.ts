import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/files.js';
import { PreviewFiles, removeStalePreviewFiles } from './preview-files.js';

it('files of pictures are gone when they are read, and the folder with its process', async () => {
  const files = new PreviewFiles();
  let written = '';
  const bytes = await files.through((path) => {
    written = path;
    return writeFile(path, 'picture');
  });
  expect(bytes.toString()).toBe('picture');
  expect(existsSync(written)).toBe(false);
  await expect(files.through((path) => writeFile(join(path, 'nowhere'), ''))).rejects.toThrow();
  files.close();
  expect(existsSync(dirname(written))).toBe(false);
  // A program that was about to write makes the folder anew.
  mkdirSync(dirname(written));
  files.close();
  expect(existsSync(dirname(written))).toBe(false);
  await expect(files.through((path) => writeFile(path, 'late'))).rejects.toThrow();
});

it('what a killed process left is removed, and nothing of a living one', () => {
  const folder = temporaryFolder();
  const { pid } = spawnSync('true');
  const names = [`keepsight-previews-${pid}-a`, `keepsight-previews-${process.pid}-b`, 'keepsight-previews', 'other'];
  for (const name of names) mkdirSync(join(folder, name));
  writeFileSync(join(folder, names[0] ?? '', '1'), 'half a picture');
  removeStalePreviewFiles(folder);
  expect(names.map((name) => existsSync(join(folder, name)))).toEqual([false, true, true, true]);
});
