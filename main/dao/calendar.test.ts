import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GridView, LibraryId, TagId } from '../../preload/contract/model.js';
import {
  addLibrary,
  addLocation,
  addTag,
  addTagRow,
  hashNumbered,
  memoryDatabase,
  plansOf,
} from '../testing/database.js';
import { calendarYear } from './calendar.js';
import { gridModel } from './grid.js';

const everything: GridView = { libraryId: null, tagId: null, filter: 'all' };
const dayMs = 86_400_000;
const moment = fc
  .tuple(
    fc.constantFrom(1955, 1969, 2023, 2024),
    fc.constantFrom(0, 58, 59, 364, 365),
    fc.constantFrom(0, 5, dayMs - 1),
  )
  .map(([year, day, ms]) => Date.UTC(year, 0, 1) + day * dayMs + ms);

test('days and years are those of the photos that the grid shows for them', () => {
  const file = fc.record({
    library: fc.constantFrom(1, 2),
    hash: fc.option(fc.nat({ max: 5 }), { nil: null }),
    presence: fc.constantFrom(0, 0, 1, 2),
    previewState: fc.constantFrom(0, 1),
    sortTimeMs: moment,
    isTagged: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(file, { maxLength: 14 }),
      fc.constantFrom<Partial<GridView>>(
        {},
        { libraryId: 1 as LibraryId },
        { tagId: 1 as TagId },
        { filter: 'untagged' },
      ),
      (files, part) => {
        const db = memoryDatabase();
        for (const id of [1, 2]) addLibrary(db, id);
        const tagId = addTag(db, 'Sea');
        files.forEach(({ library, hash, isTagged, ...rest }, n) => {
          const bytes = hash === null ? null : hashNumbered(hash);
          addLocation(db, library, `${n}`, { ...rest, hash: bytes });
          if (isTagged) addTagRow(db, { libraryId: library, relPath: `${n}`, tagId, hash: bytes });
        });
        const view = { ...everything, ...part };
        const countOf = (from: number, to: number): number => gridModel(db, { ...view, from, to }, null).ids.length;
        const years = [1955, 1956, 1969, 1970, 2023, 2024, 2025].filter(
          (year) => countOf(Date.UTC(year, 0), Date.UTC(year + 1, 0)) > 0,
        );
        for (const year of [null, ...years, 1999]) {
          const found = calendarYear(db, view, year);
          expect(found.years).toEqual(years);
          if (year === null && years.length > 0) expect(found.year).toBe(years.at(-1));
          const start = Date.UTC(found.year, 0, 1);
          const ofFiles = new Set(files.map(({ sortTimeMs }) => Math.floor(sortTimeMs / dayMs) * dayMs));
          const expected = [...ofFiles]
            .sort((a, b) => a - b)
            .filter((ms) => ms >= start && ms < Date.UTC(found.year + 1, 0, 1))
            .map((ms) => ({ dayMs: ms, photos: countOf(ms, ms + dayMs) }))
            .filter(({ photos }) => photos > 0);
          expect(found.days.map(({ dayMs: ms, photos }) => ({ dayMs: ms, photos }))).toEqual(expected);
          for (const { dayMs: ms, locationId } of found.days) {
            const shown = new Set([...gridModel(db, { ...view, from: ms, to: ms + dayMs }, null).ids]);
            // A copy of a photo that is shown by another file may stand for it.
            expect(shown.has(locationId) || files[locationId - 1]?.hash !== null).toBe(true);
          }
        }
        db.close();
      },
    ),
    { numRuns: 40 },
  );
});

test('a year is a range of the index, and the years are steps through it', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  addLocation(db, 1, 'a.jpg', { sortTimeMs: Date.UTC(2020, 5, 1) });
  for (const view of [everything, { ...everything, libraryId: 1 as LibraryId }]) {
    const plan = plansOf(db, () => calendarYear(db, view, null)).filter((line) => /(SCAN|SEARCH) e/.test(line));
    expect(plan.length).toBeGreaterThan(1);
    for (const line of plan) expect(line).toMatch(/^SEARCH e USING (COVERING )?INDEX \w+ \(.*sort_time_ms/);
  }
  db.close();
});
