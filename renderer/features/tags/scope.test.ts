import { describe, expect, test } from 'vitest';
import type { LocationId, TagId, TagScope } from '../../api/index.js';
import { scopeNote, scopeText, tagMenu } from './scope.js';

const places = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    locationId: (i + 1) as LocationId,
    libraryName: 'Pictures',
    relPath: `${String(i)}.jpg`,
  }));
const menu = (scope: TagScope | undefined, count: number): readonly string[] =>
  tagMenu({
    tag: { id: 1 as TagId, ...(scope === undefined ? {} : { scope }) },
    places: places(count),
    onRemove: () => undefined,
    onHistory: () => undefined,
  }).map((item) => item.text);

describe('the scope of a tag', () => {
  test('is told only where there is something to tell apart', () => {
    expect(scopeText('photo', 1)).toBeNull();
    expect(scopeText(undefined, 3)).toBeNull();
    expect(scopeText('photo', 3)).toBe('applies to all 3 places');
    expect(scopeText('copy', 1)).toBe('only this copy');
  });

  test('the note names the exceptions', () => {
    expect(scopeNote([{ scope: 'copy' }], 1)).toBeNull();
    expect(scopeNote([{ scope: 'photo' }], 2)).toBe('Tags apply to all 2 places of this photo.');
    expect(scopeNote([{ scope: 'photo' }, { scope: 'copy' }], 2)).toContain('only this copy');
  });

  test('the menu offers the other scope, never the one it has', () => {
    expect(menu('photo', 1)[0]).toBe('Remove');
    expect(menu(undefined, 0)[0]).toBe('Remove');
    expect(menu('photo', 3).slice(0, 3)).toEqual(['Only this copy', 'Only Pictures / 1.jpg', 'Only Pictures / 2.jpg']);
    expect(menu('photo', 40).slice(0, 2)).toEqual(['Only this copy', 'Remove']);
    expect(menu('copy', 3).slice(0, 2)).toEqual(['All 3 places', 'Remove']);
    expect(menu('copy', 1)[0]).toBe('Every copy of this photo');
  });
});
