import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LibraryId, LibrarySummary, LocationId, TagId, TagSummary } from '../api/index.js';
import { entriesOf, find, withUsed, type Entry, type Offer } from './command-list.js';

const library = (id: number, name: string): LibrarySummary => ({
  id: id as LibraryId,
  name,
  rootPath: `/${name}`,
  availability: { state: 'online', reason: 'readable', message: '', foundAt: null, watching: null },
  hasMarker: false,
  lossGuard: null,
  ignorePatterns: [],
  photoCount: 0,
  locationCount: 0,
  missingCount: 0,
  problemCount: 0,
  backlogCount: 0,
  leftOutCount: 0,
  lastScan: null,
});
const tag = (id: number, name: string): TagSummary => ({ id: id as TagId, name, photoCount: 1 });

const offer: Offer = {
  libraries: [library(1, 'Archive'), library(2, 'Scans of slides')],
  albums: [],
  tags: [tag(1, 'Lisbon'), tag(2, 'Café'), tag(3, 'Settling in')],
  selected: [],
  isMac: false,
};
const entries = entriesOf(offer);
const titles = (text: string, all: readonly Entry[] = entries, recent: readonly string[] = []): string[] =>
  find(all, text, recent).flatMap((group) => group.entries.map((entry) => entry.title));

test('commands, libraries, tags and pages are found by the beginnings of their words', () => {
  expect(titles('scan')).toEqual(['Scan all libraries', 'Scans of slides', 'Scan Archive', 'Scan Scans of slides']);
  expect(titles('sc arch')).toEqual(['Scan Archive']);
  expect(titles('lisb')).toEqual(['Lisbon']);
  expect(titles('cafe')).toEqual(['Café']);
  expect(titles('dupl')[0]).toBe('Duplicates');
  expect(titles('backups')[0]).toBe('Backups');
});

test('what is known by another word comes after what is called so', () => {
  expect(titles('bigger')).toEqual(['Larger thumbnails']);
  expect(titles('settings')[0]).toBe('Settings');
});

test('tags are offered for the selection only where there is one', () => {
  const actions = (all: readonly Entry[]): string[] =>
    find(all, 'lisbon', []).flatMap((group) => group.entries.map((entry) => entry.action.kind));
  expect(actions(entries)).toEqual(['tag']);
  expect(actions(entriesOf({ ...offer, selected: [7 as LocationId] }))).toEqual(['tag', 'tag_with']);
});

test('nothing typed: what was used last comes first, and is not listed twice', () => {
  const [recent, rest] = find(entries, '', ['tag:1', 'command:undo', 'tag:99']);
  expect(recent?.entries.map(({ title }) => title)).toEqual(['Lisbon', 'Undo the last edit']);
  expect(rest?.entries.some(({ id }) => id === 'command:undo' || id === 'tag:1')).toBe(false);
});

test('of those that fit as well, the one that was used comes first', () => {
  expect(titles('thumbnails')[0]).toBe('Thumbnails of the usual size');
  expect(titles('l', entries, ['tag:1'])[0]).toBe('Lisbon');
});

test('nothing fits: no group', () => {
  expect(find(entries, 'zzz', [])).toEqual([]);
});

test('every entry has an id of its own, and is found by its whole title', () => {
  const all = entriesOf({ ...offer, selected: [7 as LocationId] });
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  for (const entry of all) {
    const found = find(all, entry.title, []).flatMap((group) => group.entries);
    expect(found, entry.title).toContain(entry);
  }
});

test('what was used is remembered once each, the last first', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd')), (used) => {
      const recent = used.reduce<readonly string[]>((list, id) => withUsed(list, id), []);
      expect(recent).toEqual([...new Set([...used].reverse())]);
    }),
  );
});
