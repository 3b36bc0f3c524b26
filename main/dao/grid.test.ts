import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GridModel, GridOrder, GridView, LibraryId, LocationId, TagId } from '../../preload/contract/model.js';
import { GridFlag } from '../../preload/contract/model.js';
import { unpackMarks } from '../../preload/contract/marks.js';
import type { Rating } from '../../preload/contract/marks.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import {
  addInsightRow,
  addLibrary,
  addLocation,
  addTag,
  addTagRow,
  hashNumbered,
  memoryDatabase,
  plansOf,
} from '../testing/database.js';
import { Oracle, photoKey } from '../testing/oracle.js';
import type { OracleLocation } from '../testing/oracle.js';
import { planView } from './grid-view.js';
import { gridDetails, gridModel, photosUpTo, probe, sweep, viewCounts } from './grid.js';
import { findWhole, healthNumbers } from './health.js';
import { setMarks } from './marks.js';
import { ensurePhotoId } from './photos.js';
import { TagTotals } from './tag-totals.js';

interface Extra {
  readonly sortTimeMs: number;
  readonly previewState: number;
  readonly isChangedSilently: boolean;
}
/** What the words of the contract go by, beside what the oracle knows. */
interface Extras {
  readonly isNested: boolean;
  readonly byLocation: ReadonlyMap<number, Extra>;
  /** Hashes of new bytes that wait for the user's word. */
  readonly replaced: ReadonlySet<number>;
  /** Hashes of photos that an ambiguous tag may have meant. */
  readonly ambiguous: ReadonlySet<number>;
}

const counted = ['all', 'untagged', 'missing', 'problems'] as const;
const filters = [...counted, 'unreadable', 'duplicates', 'replaced', 'ambiguous', 'changed_silently'] as const;
const view: fc.Arbitrary<GridView> = fc.record({
  libraryId: fc.constantFrom(null, 1, 2) as fc.Arbitrary<LibraryId | null>,
  tagId: fc.constantFrom(null, 1, 2) as fc.Arbitrary<TagId | null>,
  filter: fc.constantFrom(...filters),
});
const file = fc.record({
  library: fc.constantFrom(1, 2, 3),
  path: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  hash: fc.option(fc.nat({ max: 4 }), { nil: null }),
  presence: fc.constantFrom(0 as const, 0 as const, 0 as const, 1 as const, 2 as const),
  sortTimeMs: fc.nat({ max: 3 }),
  previewState: fc.constantFrom(0, 1, 1, 2, 3),
  isChangedSilently: fc.boolean(),
});
const world = fc.record({
  /** The second tag stands below the first. */
  isNested: fc.boolean(),
  files: fc.uniqueArray(file, { maxLength: 14, selector: ({ library, path }) => `${library}/${path}` }),
  tagRows: fc.array(
    fc.record({
      library: fc.constantFrom(null, 1, 2, 3),
      path: fc.constantFrom('a', 'b', 'c'),
      tag: fc.constantFrom(1, 2),
      hash: fc.option(fc.nat({ max: 4 }), { nil: null }),
    }),
    { maxLength: 8 },
  ),
  lineage: fc.array(
    fc.record({
      to: fc.nat({ max: 4 }),
      verdict: fc.constantFrom('edited', 'replaced', 'replaced'),
      isSettled: fc.boolean(),
    }),
    { maxLength: 5 },
  ),
  ambiguities: fc.array(fc.record({ photos: fc.uniqueArray(fc.nat({ max: 4 })), isSettled: fc.boolean() }), {
    maxLength: 3,
  }),
  view,
  limit: fc.nat({ max: 6 }).map((n) => n + 1),
});

/** One entry a photo, straight from the words of the contract. */
function expectedModel(
  oracle: Oracle,
  extras: Extras,
  wanted: GridView,
): { ids: number[]; places: number[]; flags: number[] } {
  const covered = oracle.locations.filter((location) => isCovered(oracle, extras, location, wanted));
  const byPhoto = new Map<string, OracleLocation[]>();
  for (const location of covered)
    byPhoto.set(photoKey(location), [...(byPhoto.get(photoKey(location)) ?? []), location]);
  const chosen = [...byPhoto.values()].flatMap((places) =>
    places.sort((a, b) => a.presence - b.presence || a.id - b.id).slice(0, 1),
  );
  chosen.sort(
    (a, b) =>
      (extras.byLocation.get(b.id)?.sortTimeMs ?? 0) - (extras.byLocation.get(a.id)?.sortTimeMs ?? 0) || b.id - a.id,
  );
  return {
    ids: chosen.map(({ id }) => id),
    places: chosen.map((location) => oracle.placesOf(location).filter(({ presence }) => presence === 0).length),
    flags: chosen.map(({ id, presence }) => {
      const state = extras.byLocation.get(id)?.previewState ?? 0;
      const preview = [GridFlag.pending, 0, GridFlag.unsupported, GridFlag.damaged][state] ?? 0;
      return preview + (presence === 2 ? GridFlag.missing : 0);
    }),
  };
}

function isCovered(oracle: Oracle, extras: Extras, location: OracleLocation, wanted: GridView): boolean {
  if (wanted.libraryId !== null && location.library !== wanted.libraryId) return false;
  const tags = oracle.tagsOf(location);
  const isBelow = extras.isNested && wanted.tagId === 1 && tags.has(2);
  if (wanted.tagId !== null && !tags.has(wanted.tagId) && !isBelow) return false;
  if (wanted.filter === 'missing') return oracle.placesOf(location).every(({ presence }) => presence === 2);
  if (location.presence === 2) return false;
  if (wanted.filter === 'untagged') return tags.size === 0;
  const { previewState, isChangedSilently } = extras.byLocation.get(location.id) ?? {
    previewState: 0,
    isChangedSilently: false,
  };
  switch (wanted.filter) {
    case 'all':
      return true;
    case 'problems':
      return previewState >= 2;
    case 'unreadable':
      return previewState === 3;
    case 'duplicates':
      return (
        !isChangedSilently &&
        oracle
          .placesOf(location)
          .filter(({ id, presence }) => presence < 2 && extras.byLocation.get(id)?.isChangedSilently !== true).length >
          1
      );
    case 'replaced':
      return location.hash !== null && extras.replaced.has(location.hash);
    case 'ambiguous':
      return location.hash !== null && extras.ambiguous.has(location.hash);
    case 'changed_silently':
      return isChangedSilently;
  }
}

interface Doubts {
  readonly lineage: readonly { readonly to: number; readonly verdict: string; readonly isSettled: boolean }[];
  readonly ambiguities: readonly { readonly photos: readonly number[]; readonly isSettled: boolean }[];
}

function addDoubts(db: WriteDb, { lineage, ambiguities }: Doubts): void {
  const photoIds = [0, 1, 2, 3, 4].map((n) => ensurePhotoId(db, hashNumbered(n)));
  for (const [n, { to, verdict, isSettled }] of lineage.entries()) {
    prepare(
      db,
      `INSERT INTO content_lineage (library_id, rel_path, from_hash, to_hash, observed_at, verdict, settled_at)
       VALUES (1, ?, ?, ?, 0, ?, ?)`,
    ).run(`${n}`, hashNumbered(9), hashNumbered(to), verdict, isSettled ? 1 : null);
  }
  for (const [n, { photos, isSettled }] of ambiguities.entries()) {
    prepare(
      db,
      'INSERT INTO tag_ambiguities (id, tag_id, rel_path, photo_id, noted_at, settled_at) VALUES (?, 1, ?, 1, 0, ?)',
    ).run(n + 1, `${n}`, isSettled ? 1 : null);
    for (const photo of photos) {
      prepare(db, 'INSERT INTO tag_ambiguity_photos (ambiguity_id, photo_id, library_id) VALUES (?, ?, 1)').run(
        n + 1,
        photoIds[photo],
      );
    }
  }
}

function shape(model: GridModel): { ids: number[]; places: number[]; flags: number[] } {
  return { ids: [...model.ids], places: [...model.places], flags: [...model.flags] };
}

/** The Health page leads to these views by numbers: of photos, or of files where several files show as one photo. */
function expectSameAsHealth(db: WriteDb, oracle: Oracle, photosIn: (filter: GridView['filter']) => number): void {
  const health = healthNumbers(db, findWhole(db, 0));
  expect(health.duplicates.photos).toBe(photosIn('duplicates'));
  expect(health.missingPhotos).toBe(photosIn('missing'));
  const hasCopies = new Set(oracle.locations.map(photoKey)).size < oracle.locations.length;
  for (const [filter, files] of [
    ['unreadable', health.unreadableFiles],
    ['changed_silently', health.silentlyChanged],
  ] as const) {
    expect(files, filter).toBeGreaterThanOrEqual(photosIn(filter));
    if (!hasCopies) expect(files, filter).toBe(photosIn(filter));
  }
}

test(
  'both ways of reading a view agree with one entry a photo, chosen naively; so do the counts',
  { timeout: 300_000 },
  () => {
    fc.assert(
      fc.property(world, ({ isNested, files, tagRows, lineage, ambiguities, view: wanted, limit }) => {
        const db = memoryDatabase();
        for (const id of [1, 2, 3]) addLibrary(db, id);
        for (const name of ['One', 'Two']) addTag(db, name);
        if (isNested) db.exec("UPDATE tags SET parent_id = 1, name = 'One/Two' WHERE id = 2");
        const oracle = new Oracle();
        const byLocation = new Map<number, Extra>();
        for (const { library, path, hash, ...rest } of files) {
          const id = addLocation(db, library, path, { ...rest, hash: hash === null ? null : hashNumbered(hash) });
          oracle.locations.push({ id, library, path, hash, presence: rest.presence });
          byLocation.set(id, rest);
          if (rest.isChangedSilently) {
            prepare(db, 'INSERT INTO fixity_failures VALUES (?, ?, ?, 1)').run(id, hashNumbered(1), hashNumbered(7));
          }
        }
        addDoubts(db, { lineage, ambiguities });
        const open = lineage.filter(({ verdict, isSettled }) => verdict === 'replaced' && !isSettled);
        const extras = {
          byLocation,
          isNested,
          replaced: new Set(open.map(({ to }) => to)),
          ambiguous: new Set(ambiguities.flatMap(({ photos, isSettled }) => (isSettled ? [] : photos))),
        };
        for (const { library, path, tag, hash } of tagRows) {
          addTagRow(db, {
            libraryId: library,
            relPath: path,
            tagId: tag,
            hash: hash === null ? null : hashNumbered(hash),
          });
          oracle.tagRows.push({ library, path, tag, hash });
        }
        const expected = expectedModel(oracle, extras, wanted);
        expect(shape(gridModel(db, wanted, null))).toEqual(expected);
        const dense = { ...planView(db, wanted, 'all'), isSparse: false };
        expect(shape(probe(db, dense).model)).toEqual(expected);
        expect(shape(sweep(db, dense).model)).toEqual(expected);
        const first = gridModel(db, wanted, limit);
        expect([...first.ids]).toEqual(expected.ids.slice(0, limit));
        expect(first.truncated).toBe(expected.ids.length > limit);
        const photosIn = (filter: GridView['filter']): number =>
          expectedModel(oracle, extras, { libraryId: null, tagId: null, filter }).ids.length;
        expect(viewCounts(db)).toEqual(Object.fromEntries(counted.map((filter) => [filter, photosIn(filter)])));
        const ofFirst = expectedModel(oracle, extras, { libraryId: null, tagId: 1 as TagId, filter: 'all' });
        expect(new TagTotals(db).now()).toEqual(isNested ? [{ tagId: 1, photoCount: ofFirst.ids.length }] : []);
        expectSameAsHealth(db, oracle, photosIn);
        db.close();
      }),
      { numRuns: 300 },
    );
  },
);

test('aspects are width by height, 0 while not known', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  addLocation(db, 1, 'a.jpg', { sortTimeMs: 2 });
  addLocation(db, 1, 'b.jpg', { sortTimeMs: 1 });
  db.exec(`UPDATE image_exif SET width = NULL, height = NULL WHERE rel_path = 'b.jpg'`);
  for (const model of [gridModel(db, everything, null), gridModel(db, everything, 9)]) {
    expect(model.aspects[0]).toBeCloseTo(4 / 3, 5);
    expect(model.aspects[1]).toBe(0);
    expect([...model.sortTimesMs]).toEqual([2, 1]);
    expect(model.ids.buffer.byteLength).toBe(8);
  }
  db.close();
});

test('a sweep of several pages loses and repeats nothing', () => {
  const db = manyFiles(1500);
  // Pages are far larger than this in the app; equal times across a page's edge are what could go wrong.
  const { model } = sweep(db, planView(db, everything, 'all'), 7);
  expect([...model.ids]).toEqual([...probe(db, planView(db, everything, 'all')).model.ids]);
  db.close();
});

const orders: fc.Arbitrary<GridOrder> = fc.record({
  by: fc.constantFrom('captured', 'added', 'name', 'size', 'rating'),
  descending: fc.boolean(),
  group: fc.constantFrom('day', 'month', 'place', 'library', 'none'),
});

test('in whatever order, both ways of reading a view give the same photos, sorted within their groups', () => {
  const places = [null, [38.71, -9.14], [38.72, -9.13], [52.5, 13.4]] as const;
  const photo = fc.record({
    library: fc.constantFrom(1, 2),
    name: fc.constantFrom('IMG_2', 'img_10', 'a', 'B', 'é', '_x'),
    bytes: fc.integer({ min: 0, max: 4 }),
    hours: fc.nat({ max: 60 }),
    place: fc.constantFrom(...places),
    hash: fc.nat({ max: 30 }),
    stars: fc.constantFrom<Rating>(0, 0, 3, 5),
  });
  fc.assert(
    fc.property(fc.array(photo, { maxLength: 14 }), orders, fc.nat({ max: 5 }), (photos, order, most) => {
      const db = memoryDatabase();
      addLibrary(db, 1, 'Beta');
      addLibrary(db, 2, 'alpha');
      const facts = new Map<number, (typeof photos)[number] & { readonly sortTimeMs: number }>();
      for (const [n, one] of photos.entries()) {
        const sortTimeMs = Date.UTC(2026, 0, 31) + one.hours * 3_600_000;
        const id = addLocation(db, one.library, `${n}/${one.name}.jpg`, { hash: hashNumbered(one.hash), sortTimeMs });
        prepare(db, 'UPDATE image_exif SET size_bytes = ?, added_at = ?, latitude = ?, longitude = ? WHERE id = ?').run(
          one.bytes,
          Date.UTC(2026, 3, 1) + n * 7_200_000,
          one.place?.[0] ?? null,
          one.place?.[1] ?? null,
          id,
        );
        facts.set(id, { ...one, sortTimeMs });
        setMarks(db, [id], { rating: one.stars }, n);
      }
      // Of two places of one photo, the later word counts.
      const starsOf = new Map([...facts.values()].map(({ hash, stars }) => [hash, stars]));
      const view = { ...everything, order };
      const model = gridModel(db, view, null);
      expect([...model.ids].sort((a, b) => a - b)).toEqual(
        [...gridModel(db, everything, null).ids].sort((a, b) => a - b),
      );
      const swept = sweep(db, planView(db, view, 'all'));
      expect(shape(swept.model).ids).toEqual(shape(probe(db, planView(db, view, 'all')).model).ids);
      const first = gridModel(db, view, most + 1);
      expect([...first.ids]).toEqual([...model.ids].slice(0, first.ids.length));

      // Within each group by what is sorted by; ids decide between equals, but of stars the time.
      const plain = ['_x', 'a', 'b', 'e', 'img_2', 'img_10'];
      const rank = (name: string): number => plain.indexOf(name === 'é' ? 'e' : name.toLowerCase());
      const valueOf = (id: number): number => {
        const of = facts.get(id);
        if (of === undefined) return 0;
        return {
          captured: of.sortTimeMs,
          added: id,
          name: rank(of.name),
          size: of.bytes,
          rating: starsOf.get(of.hash) ?? 0,
        }[order.by];
      };
      const timeOf = (id: number): number => (order.by === 'rating' ? (facts.get(id)?.sortTimeMs ?? 0) : 0);
      const sections = model.sections ?? [{ from: 0 }];
      const isUngrouped =
        order.group === 'none' || (order.by === 'added' && order.group !== 'place' && order.group !== 'library');
      for (const [at, { from }] of sections.entries()) {
        const ids = [...model.ids].slice(from, isUngrouped ? undefined : sections[at + 1]?.from);
        const sign = order.descending ? -1 : 1;
        expect(ids).toEqual(
          [...ids].sort((a, b) => sign * (valueOf(a) - valueOf(b) || timeOf(a) - timeOf(b) || a - b)),
        );
      }
      // No group comes twice, and each photo is in its own.
      const keys = (model.sections ?? []).map(({ key }) => JSON.stringify(key));
      expect(new Set(keys).size).toBe(keys.length);
      for (const [at, { from, key }] of (model.sections ?? []).entries()) {
        for (const id of [...model.ids].slice(from, model.sections?.[at + 1]?.from)) {
          const of = facts.get(id);
          if (key.kind === 'library') expect(of?.library).toBe(key.libraryId);
          if (key.kind === 'no_place') expect(of?.place).toBeNull();
          if (key.kind === 'position') expect(Math.abs((of?.place?.[0] ?? 0) - key.latitude)).toBeLessThan(0.1);
          if (key.kind === 'day' && order.by !== 'added') {
            expect(Math.floor((of?.sortTimeMs ?? 0) / 86_400_000)).toBe(key.startMs / 86_400_000);
          }
        }
      }
      db.close();
    }),
    { numRuns: 60 },
  );
});

test('by stars: most first, the newest first among equals, those without last; and all of it the other way round', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  addLibrary(db, 2);
  const [a, b, c, d, e] = [1, 2, 3, 4, 5].map((n) =>
    addLocation(db, 1, `${n}.jpg`, { hash: hashNumbered(n), sortTimeMs: n * dayMs }),
  ) as [LocationId, LocationId, LocationId, LocationId, LocationId];
  const copy = addLocation(db, 2, 'copy.jpg', { hash: hashNumbered(2), sortTimeMs: 9 * dayMs });
  const unread = addLocation(db, 1, 'unread.jpg', { sortTimeMs: 0 });
  setMarks(db, [a, copy], { rating: 3 }, 1);
  setMarks(db, [d, unread], { rating: 5 }, 2);
  setMarks(db, [e], { rating: 1 }, 3);
  setMarks(db, [e], { rating: 0 }, 4);
  const shown = (descending: boolean, more: Partial<GridOrder> = {}, limit: number | null = null): GridModel =>
    gridModel(db, { ...everything, order: { by: 'rating', descending, group: 'none', ...more } }, limit);
  const most = shown(true);
  expect([...most.ids]).toEqual([d, unread, b, a, e, c]);
  expect(most.sections).toEqual([
    { from: 0, key: { kind: 'rating', rating: 5 } },
    { from: 2, key: { kind: 'rating', rating: 3 } },
    { from: 4, key: { kind: 'rating', rating: 0 } },
  ]);
  expect([...most.marks].map((packed) => unpackMarks(packed).rating)).toEqual([5, 5, 3, 3, 0, 0]);
  expect([...shown(false).ids]).toEqual([...most.ids].reverse());
  expect([...shown(true, {}, 2).ids]).toEqual([...most.ids]);
  // Days stand as they always do, each with its best first.
  setMarks(db, [c], { rating: 4 }, 5);
  prepare(db, 'UPDATE image_exif SET sort_time_ms = ? WHERE id IN (?, ?)').run(3 * dayMs + 1, d, e);
  expect([...shown(true, { group: 'day' }).ids]).toEqual([d, c, e, b, a, unread]);
  expect([...shown(false, { group: 'day' }).ids]).toEqual([e, c, d, b, a, unread]);
  db.close();
});

test('a million photos by stars are read by the index of time, their marks by the index of those that are set', () => {
  for (const limit of [600, null]) {
    const db = manyFiles(10);
    setMarks(db, [1, 2] as LocationId[], { rating: 4 }, 1);
    const plan = plansOf(db, () =>
      gridModel(db, { ...everything, order: { by: 'rating', descending: true, group: 'month' } }, limit),
    );
    expect(plan.filter((line) => /^SCAN \w+$/.test(line) || line.includes('TEMP B-TREE'))).toEqual([]);
    expect(plan).toContainEqual(expect.stringMatching(/photo_marks USING (COVERING )?INDEX photo_marks_set/));
    expect(plan).toContainEqual(expect.stringMatching(/e USING (COVERING )?INDEX image_exif_grid/));
    db.close();
  }
});

test('a place is called what files call it, and photos around it that say nothing are there too', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const position = prepare(db, 'UPDATE image_exif SET latitude = ?, longitude = ? WHERE id = ?');
  const text = prepare(
    db,
    `INSERT INTO embedded_texts (content_hash, position, field, source, text) VALUES (?, ?, 'place', ?, ?)`,
  );
  const named = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1), sortTimeMs: 1 });
  const near = addLocation(db, 1, 'b.jpg', { hash: hashNumbered(2), sortTimeMs: 2 });
  const far = addLocation(db, 1, 'c.jpg', { hash: hashNumbered(3), sortTimeMs: 3 });
  const onlyNamed = addLocation(db, 1, 'd.jpg', { hash: hashNumbered(4), sortTimeMs: 4 });
  const unknown = addLocation(db, 1, 'e.jpg', { sortTimeMs: 5 });
  position.run(41.151, -8.611, named);
  position.run(41.158, -8.629, near);
  position.run(-33.92, 18.42, far);
  text.run(hashNumbered(1), 0, 'IPTC:City', 'Porto');
  text.run(hashNumbered(1), 1, 'IPTC:Country-PrimaryLocationName', 'Portugal');
  text.run(hashNumbered(1), 2, 'IPTC:Sub-location', 'Ribeira');
  text.run(hashNumbered(4), 0, 'XMP-photoshop:City', 'Aveiro');
  const { ids, sections } = gridModel(
    db,
    { ...everything, order: { by: 'captured', descending: true, group: 'place' } },
    3,
  );
  expect([...ids]).toEqual([onlyNamed, near, named, far, unknown]);
  expect(sections).toEqual([
    { from: 0, key: { kind: 'place', name: 'Aveiro' } },
    { from: 1, key: { kind: 'place', name: 'Porto, Portugal' } },
    { from: 3, key: { kind: 'position', latitude: -33.92, longitude: 18.42 } },
    { from: 4, key: { kind: 'no_place' } },
  ]);
  db.close();
});

const everything: GridView = { libraryId: null, tagId: null, filter: 'all' };

function manyFiles(count: number): WriteDb {
  const db = memoryDatabase();
  addLibrary(db, 1);
  addLibrary(db, 2);
  addTag(db, 'One');
  for (let n = 0; n < count; n++) {
    addLocation(db, 1 + (n % 2), `${n}.jpg`, { hash: hashNumbered(n - (n % 3)), sortTimeMs: n % 5 });
  }
  return db;
}

test('details come in the order of the request, without ids that are gone', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  addLibrary(db, 2);
  const tag = addTag(db, 'Sea');
  const a = addLocation(db, 1, 'trip/a.jpg', { hash: hashNumbered(1) });
  const b = addLocation(db, 2, 'b.jpg', { previewState: 0 });
  prepare(db, 'UPDATE image_exif SET duration_ms = 42000 WHERE id = ?').run(b);
  addTagRow(db, { libraryId: 2, relPath: 'elsewhere.jpg', tagId: tag, hash: hashNumbered(1) });
  addInsightRow(db, { libraryId: 1, relPath: 'trip/a.jpg', hash: hashNumbered(1), title: 'Waves' });
  addInsightRow(db, { libraryId: 2, relPath: 'b.jpg', title: 'Later', generatedAtMs: 9 });
  addInsightRow(db, { libraryId: 2, relPath: 'b.jpg', title: 'Earlier', generatedAtMs: 3 });
  expect(gridDetails(db, [b, 999 as LocationId, a])).toEqual([
    {
      id: b,
      contentHash: null,
      hasThumbnail: false,
      fileName: 'b.jpg',
      libraryId: 2,
      tagCount: 0,
      title: 'Earlier',
      durationMs: 42_000,
      hasMotion: false,
      behind: [],
    },
    {
      id: a,
      contentHash: hashNumbered(1).toString('hex'),
      hasThumbnail: true,
      fileName: 'a.jpg',
      libraryId: 1,
      tagCount: 1,
      title: 'Waves',
      durationMs: null,
      hasMotion: false,
      behind: [],
    },
  ]);
  db.close();
});

const position = fc.tuple(fc.constantFrom(-17, 0, 41), fc.constantFrom(-180, -179, -8, 179, 180));
const dayMs = 86_400_000;
/** Around 28 February and the turn of the year, of years with a leap day and without, before 1970 too. */
const moment = fc
  .tuple(
    fc.constantFrom(1904, 1969, 2000, 2023, 2024),
    fc.constantFrom(0, 58, 59, 60, 364, 365),
    fc.constantFrom(0, dayMs - 1),
  )
  .map(([year, day, ms]) => Date.UTC(year, 0, 1) + day * dayMs + ms);
const narrowing = fc.record(
  {
    bounds: fc.record({
      west: fc.constantFrom(-180, -9, 170, 179),
      east: fc.constantFrom(-179, -8, 0, 180),
      south: fc.constantFrom(-20, 0),
      north: fc.constantFrom(0, 45),
    }),
    from: moment,
    to: moment,
    monthDays: fc.uniqueArray(fc.constantFrom<number>(101, 228, 229, 301, 1231), { minLength: 1 }),
  },
  { requiredKeys: [] },
);

test('parts of the map and of time are those told naively, by every way of reading; so is their count', () => {
  const placed = fc.record({
    library: fc.constantFrom(1, 2),
    hash: fc.option(fc.nat({ max: 4 }), { nil: null }),
    presence: fc.constantFrom(0 as const, 0 as const, 1 as const, 2 as const),
    at: moment,
    position: fc.option(position, { nil: null }),
  });
  fc.assert(
    fc.property(
      fc.array(placed, { maxLength: 12 }),
      narrowing,
      fc.constantFrom(null, 1 as LibraryId),
      (files, narrowed, libraryId) => {
        const db = memoryDatabase();
        for (const id of [1, 2]) addLibrary(db, id);
        const locations = files.map(({ library, hash, presence, at, position: where }, n) => ({
          id: addLocation(db, library, `${n}`, {
            hash: hash === null ? null : hashNumbered(hash),
            presence,
            sortTimeMs: at,
            ...(where === null ? {} : { position: where }),
          }),
          library,
          hash,
          presence,
          at,
          where,
        }));
        const { bounds, from, to, monthDays } = narrowed;
        const isIn = ({ library, presence, at, where }: (typeof locations)[number]): boolean => {
          if (presence === 2 || (libraryId !== null && library !== libraryId)) return false;
          if ((from !== undefined && at < from) || (to !== undefined && at >= to)) return false;
          const date = new Date(at);
          const day = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
          if (monthDays?.includes(day) === false) return false;
          if (bounds === undefined) return true;
          if (where === null || where[0] < bounds.south || where[0] > bounds.north) return false;
          const [, longitude] = where;
          return bounds.west <= bounds.east
            ? longitude >= bounds.west && longitude <= bounds.east
            : longitude >= bounds.west || longitude <= bounds.east;
        };
        const best = new Map<string, (typeof locations)[number]>();
        for (const one of locations.filter(isIn)) {
          const key = one.hash === null ? `#${one.id}` : `${one.hash}`;
          const other = best.get(key);
          if (other === undefined || one.presence < other.presence) best.set(key, one);
        }
        const expected = [...best.values()].sort((a, b) => b.at - a.at || b.id - a.id).map(({ id }) => id);
        const wanted = { ...everything, libraryId, ...narrowed };
        expect([...gridModel(db, wanted, null).ids]).toEqual(expected);
        const plan = { ...planView(db, wanted, 'all'), isSmallArea: false };
        expect([...sweep(db, plan, 3).model.ids]).toEqual(expected);
        expect([...gridModel(db, wanted, 2).ids]).toEqual(expected.slice(0, 2));
        expect(photosUpTo(db, wanted, 1000)).toBe(expected.length);
        db.close();
      },
    ),
    { numRuns: 150 },
  );
});

/** Going through what the view is about: photos found by an index before, silently changed files, the tags below one. */
function isOfWhatIsShown(line: string): boolean {
  return /^SCAN (p|f|several|waiting|meant|below)$/.test(line);
}

test('views are read by an index: no table is gone through, and first screens need no sort', () => {
  const db = manyFiles(10);
  const one = (preparePluck(db, 'SELECT id FROM tags').get() as TagId | undefined) ?? null;
  const above = addTag(db, 'Above');
  prepare(db, 'INSERT INTO tags (name, parent_id, created_time) VALUES (?, ?, 0)').run('Above/Below', above);
  for (const libraryId of [null, 1 as LibraryId]) {
    for (const tagId of [null, one, above]) {
      for (const filter of filters) {
        for (const limit of [600, null]) {
          const plan = plansOf(db, () => gridModel(db, { libraryId, tagId, filter }, limit));
          expect(plan.filter((line) => /^SCAN \w+$/.test(line) && !isOfWhatIsShown(line))).toEqual([]);
          expect(
            plan.filter((line) => line.includes('image_exif_grid') && !['all', 'untagged'].includes(filter)),
          ).toEqual([]);
          if (limit !== null && tagId === null && (filter === 'all' || filter === 'untagged')) {
            expect(plan.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
          }
        }
      }
    }
  }
  const totals = plansOf(db, () => new TagTotals(db).now());
  expect(totals.filter((line) => /^SCAN (?!g$|g USING)/.test(line))).toEqual([]);
  const details = plansOf(db, () => gridDetails(db, [1 as LocationId]));
  expect(details.filter((line) => /^SCAN (?!wanted|home|\(subquery)/.test(line))).toEqual([]);
  db.close();
});

test('parts of the map and of time are ranges of an index', () => {
  for (const [narrowed, index] of [
    [{ bounds: { west: -9, south: 40, east: -8, north: 42 } }, /image_exif_position \(latitude>\? AND latitude<\?\)/],
    [
      { bounds: { west: 170, south: -20, east: -170, north: 0 } },
      /image_exif_position \(latitude>\? AND latitude<\?\)/,
    ],
    [{ from: 0, to: dayMs }, /image_exif_grid \(sort_time_ms>\? AND sort_time_ms<\?\)/],
    [{ monthDays: [1127], to: 9 }, /image_exif_grid \(sort_time_ms>\? AND sort_time_ms<\?\)/],
  ] as const) {
    const db = manyFiles(10);
    const plan = plansOf(db, () => gridModel(db, { ...everything, ...narrowed }, null));
    expect(plan.filter((line) => /^SCAN \w+$/.test(line))).toEqual([]);
    expect(
      plan.some((line) => index.test(line)),
      JSON.stringify(plan),
    ).toBe(true);
    db.close();
  }
});
