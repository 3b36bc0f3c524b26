import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/files.js';
import { sidecarsOf } from './sidecars.js';

test('files that say something about a photo are found beside it, in whatever case, and no others', async () => {
  const folder = temporaryFolder();
  for (const name of ['IMG_1.JPG', 'IMG_1.CR2', 'img_1.xmp', 'IMG_1.JPG.xmp', 'IMG_1.AAE', 'IMG_1.txt', 'IMG_10.xmp']) {
    writeFileSync(join(folder, name), name);
  }
  writeFileSync(join(folder, 'IMG_1.CR2.xmp'), '1234');
  mkdirSync(join(folder, 'IMG_1.thm'));
  const names = async (...of: string[]): Promise<string[]> =>
    (await sidecarsOf(of.map((name) => join(folder, name)))).map(({ fileName }) => fileName);
  expect(await names('IMG_1.JPG')).toEqual(['IMG_1.AAE', 'IMG_1.JPG.xmp', 'img_1.xmp']);
  expect(await names('IMG_1.JPG', 'IMG_1.CR2')).toEqual(['IMG_1.AAE', 'IMG_1.CR2.xmp', 'IMG_1.JPG.xmp', 'img_1.xmp']);
  expect(await sidecarsOf([join(folder, 'IMG_10.jpg')])).toEqual([{ fileName: 'IMG_10.xmp', sizeBytes: 10 }]);
});

test('a folder that is gone has none', async () => {
  expect(await sidecarsOf([join(temporaryFolder(), 'gone', 'a.jpg')])).toEqual([]);
});
