import { describe, expect, it } from 'vitest';
import { insertLibrary, removeLibrarySteps } from './libraries.js';
import { leftOutCount, listLeftOut, replaceLeftOut } from './left-out.js';
import { memoryDatabase } from '../testing/database.js';
import type { WriteDb } from '../db/open.js';

const page = { offset: 0, limit: 100 };

function paths(db: WriteDb): string[] {
  return listLeftOut(db, page).map(({ libraryName, relPath, reason }) => `${libraryName}/${relPath}: ${reason}`);
}

describe('what was left out', () => {
  it('is replaced by what a scan finds, at and below what it looked at only', () => {
    const db = memoryDatabase();
    const { id } = insertLibrary(db, { name: 'One', rootPath: '/one', createdAtMs: 1 });
    const other = insertLibrary(db, { name: 'Two', rootPath: '/two', createdAtMs: 1 });
    const a = { relPath: 'a/link', reason: 'link' };
    const ab = { relPath: 'ab.jpg', reason: 'pipe' };
    expect(replaceLeftOut(db, id, [''], [a, ab], 10)).toBe(true);
    expect(replaceLeftOut(db, id, [''], [a, ab], 10)).toBe(false);
    expect(replaceLeftOut(db, other.id, [''], [a], 10)).toBe(true);
    // A path that only begins alike is not below it.
    expect(replaceLeftOut(db, id, ['a'], [], 10)).toBe(true);
    expect(paths(db)).toEqual(['One/ab.jpg: pipe', 'Two/a/link: link']);
    expect(replaceLeftOut(db, id, ['ab.jpg'], [{ ...ab, reason: 'closed' }], 10)).toBe(true);
    expect(paths(db)).toEqual(['One/ab.jpg: closed', 'Two/a/link: link']);
    expect(replaceLeftOut(db, id, [''], [], 10)).toBe(true);
    expect(paths(db)).toEqual(['Two/a/link: link']);
  });

  it('keeps no more than fits, and goes with its library', () => {
    const db = memoryDatabase();
    const { id } = insertLibrary(db, { name: 'One', rootPath: '/one', createdAtMs: 1 });
    const many = Array.from({ length: 30 }, (_, n) => ({ relPath: `${n}.jpg`, reason: 'link' }));
    replaceLeftOut(db, id, [''], many, 20);
    replaceLeftOut(db, id, ['new'], [{ relPath: 'new', reason: 'link' }], 20);
    expect(leftOutCount(db, id)).toBe(20);
    for (const step of removeLibrarySteps(db, id, 2)) expect(step).toBeUndefined();
    expect(leftOutCount(db, id)).toBe(0);
  });
});
