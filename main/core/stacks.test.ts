import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LocationId } from '../../preload/contract/model.js';
import { coversOf, isUnusual, stackNameOf, usualStems } from './stacks.js';
import type { StackFile } from './stacks.js';

function filesOf(names: readonly string[]): StackFile[] {
  return names.map((relPath, i) => ({ id: (i + 1) as LocationId, relPath }));
}

/** Members by name, each with the name of its cover. */
function stacked(...names: string[]): Record<string, string> {
  const files = filesOf(names);
  const nameOf = (id: LocationId): string => files.find((file) => file.id === id)?.relPath ?? '';
  return Object.fromEntries([...coversOf(files)].map(([member, cover]) => [nameOf(member), nameOf(cover)]));
}

test('a RAW file and a short video stand behind the picture', () => {
  expect(stacked('a.JPG', 'a.CR2')).toEqual({ 'a.CR2': 'a.JPG' });
  expect(stacked('a.mov', 'a.heic')).toEqual({ 'a.mov': 'a.heic' });
  expect(stacked('a.dng', 'a.mp4', 'a.jpg', 'a.nef')).toEqual({ 'a.dng': 'a.jpg', 'a.mp4': 'a.jpg', 'a.nef': 'a.jpg' });
  expect(stacked('a.mov', 'a.cr3')).toEqual({ 'a.mov': 'a.cr3' });
  expect(stacked('a.tif', 'a.cr3')).toEqual({ 'a.cr3': 'a.tif' });
});

test('what could be several photos is not stacked', () => {
  expect(stacked('a.jpg')).toEqual({});
  expect(stacked('a.jpg', 'a.png')).toEqual({});
  expect(stacked('a.tif', 'a.png', 'a.cr2')).toEqual({});
  expect(stacked('a.jpg', 'a.HEIC', 'a.mov')).toEqual({});
  expect(stacked('a.cr2', 'a.dng', 'a.mov')).toEqual({});
  expect(stacked('a.jpg', 'a.avi')).toEqual({});
  expect(stacked('a.mov', 'a.mp4')).toEqual({});
});

test('of several pictures the one that a camera writes is the cover, and the others are photos of their own', () => {
  expect(stacked('a.png', 'a.cr2', 'a.jpg')).toEqual({ 'a.cr2': 'a.jpg' });
});

test('names are compared without case and composition, folder by folder', () => {
  const key = (relPath: string): string => {
    const name = stackNameOf(relPath);
    return name.folder + name.key;
  };
  expect(key('x/IMG_1.JPG')).toBe(key('x/img_1.cr2'));
  expect(key('x/Caf\u00e9.JPG')).toBe(key('x/CAFE\u0301.cr2'));
  expect(key('x/IMG_1 (1).jpg')).not.toBe(key('x/IMG_1.jpg'));
  expect(key('x/IMG_1.edit.jpg')).not.toBe(key('x/IMG_1.jpg'));
  expect(key('x/IMG_1.jpg')).not.toBe(key('y/IMG_1.jpg'));
  expect(key('X/IMG_1.jpg')).not.toBe(key('x/IMG_1.jpg'));
  expect(stackNameOf('.jpg')).toEqual({ folder: '', stem: '.jpg', key: '.jpg' });
});

test('every way of writing a stem is usual or unusual, and its key is its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      const name = stackNameOf(`f/${text.replaceAll('/', '-').replaceAll('.', '-')}.jpg`);
      expect(isUnusual(name)).toBe(!usualStems(name.key).includes(name.stem));
      expect(stackNameOf(`f/${name.key}.jpg`).key).toBe(name.key);
    }),
  );
});

const extensions = ['jpg', 'heic', 'png', 'cr2', 'dng', 'mov', 'mp4', 'avi'];

test('any files of one name: as the rule says it in words', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...extensions), { maxLength: 6 }), (chosen) => {
      const files = filesOf(chosen.map((extension, i) => `${String(i)}.${extension}`));
      const are = (...wanted: string[]): StackFile[] => files.filter((_, i) => wanted.includes(chosen[i] ?? ''));
      const [plain, camera, raws] = [are('jpg', 'heic', 'png'), are('jpg', 'heic'), are('cr2', 'dng')];
      let cover: StackFile | undefined;
      if (plain.length === 1) cover = plain[0];
      else if (plain.length > 1 && camera.length === 1) cover = camera[0];
      else if (plain.length === 0 && raws.length === 1) cover = raws[0];
      const behind = cover === undefined ? [] : are('cr2', 'dng', 'mov', 'mp4').filter((file) => file !== cover);
      expect([...coversOf(files)]).toEqual(behind.map(({ id }) => [id, cover?.id]));
    }),
  );
});
