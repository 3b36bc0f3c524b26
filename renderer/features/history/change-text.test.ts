import { expect, test } from 'vitest';
import type { EditId, PhotoTagChange, TagId } from '../../api/index.js';
import { changeNotes, changeText } from './change-text.js';

const tagged: PhotoTagChange = {
  editId: 1 as EditId,
  atMs: 0,
  madeBy: 'user',
  action: 'tag_added',
  role: 'do',
  undoneAtMs: null,
  tagId: 1 as TagId,
  tagName: 'Lisbon',
  photoCount: 1,
  copy: null,
};

test('a change of one photo says what, by whom and with whom', () => {
  expect(changeText(tagged)).toBe('Tagged “Lisbon”');
  expect(changeNotes(tagged, 0)).toEqual(['You']);
  expect(changeNotes({ ...tagged, photoCount: 12 }, 0)).toEqual(['You', 'with 11 other photos']);
});

test('a change of one copy names the copy', () => {
  const narrowed = { ...tagged, action: 'tag_narrowed', copy: { libraryName: 'Archive', relPath: 'a/b.jpg' } } as const;
  expect(changeText(narrowed)).toBe('“Lisbon” for one copy only');
  expect(changeNotes(narrowed, 0)).toContain('only Archive / a/b.jpg');
  expect(changeNotes({ ...narrowed, action: 'tag_widened' }, 0)).toContain('before only Archive / a/b.jpg');
});

test('a tag from before the history says so, not who gave it', () => {
  const older = { ...tagged, editId: null, madeBy: 'unknown' } as const;
  expect(changeText(older)).toBe('Bears “Lisbon”');
  expect(changeNotes(older, 0)).toEqual(['From before the history was kept']);
});

test('what was taken back says when', () => {
  expect(changeNotes({ ...tagged, undoneAtMs: 1e12 }, 2e12)[1]).toMatch(/^taken back .*2001/);
  expect(changeText({ ...tagged, action: 'tag_removed', role: 'undo', photoCount: 12 })).toBe(
    'Took back: tag “Lisbon” on 12 photos',
  );
});
