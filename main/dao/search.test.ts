import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FacetCount, GridModel, GridView, LibraryId, LocationId, TagId } from '../../preload/contract/model.js';
import { printSearch } from '../../preload/contract/search-query.js';
import type { SearchQuery, SearchTerm } from '../../preload/contract/search-query.js';
import { wordsOf } from '../core/search-words.js';
import { withIdSets } from '../db/id-sets.js';
import { finish } from '../db/in-steps.js';
import { prepare } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { forgetStacks, settleStacksSteps } from './settle-stacks.js';
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
import { createAlbum } from './albums.js';
import { recordEmbeddedTexts } from './embedded-texts.js';
import { planView } from './grid-view.js';
import { setMarks } from './marks.js';
import { gridModel, probe, sweep } from './grid.js';
import { queueLooksSteps, recordLook } from './photo-signals.js';
import { ensurePhotoId } from './photos.js';
import { fillSearchSteps, forgetSearchIndex, isSearchBehind } from './search-index.js';
import { noContext, usualLimits } from './search-plan.js';
import type { SearchLimits } from './search-plan.js';
import { searchFacets, searchNotes, searchWords } from './search.js';

const everything: GridView = { libraryId: null, tagId: null, filter: 'all' };
const tagNames = ['Porto', 'Sea side'];
const libraryNames = ['Pictures', 'Archive', 'Old disk'];
const cameras = [null, 'X-T5', 'EOS R6'] as const;
const lenses = [null, 'XF 23mm', 'RF 50mm'] as const;
const day = 86_400_000;
const year2023 = Date.UTC(2023, 0, 1);

interface Extra {
  readonly sortTimeMs: number;
  readonly previewState: number;
  readonly camera: (typeof cameras)[number];
  readonly lens: (typeof lenses)[number];
  readonly position: readonly [number, number] | null;
  readonly kind: string;
}

const file = fc.record({
  library: fc.constantFrom(1, 2, 3),
  path: fc.constantFrom('porto.jpg', '2023/sea porto.jpg', '2023/IMG_12.jpg', 'Café/img 7.jpg', 'Porto/12.jpg'),
  hash: fc.option(fc.nat({ max: 4 }), { nil: null }),
  presence: fc.constantFrom(0 as const, 0 as const, 0 as const, 1 as const, 2 as const),
  sortTimeMs: fc.constantFrom(year2023, year2023 + 40 * day, year2023 - day, year2023 + 365 * day),
  previewState: fc.constantFrom(1, 1, 2, 3),
  camera: fc.constantFrom(...cameras),
  lens: fc.constantFrom(...lenses),
  position: fc.constantFrom(null, [41.15, -8.61] as const, [41.16, -8.61] as const, [-10, 179.999] as const),
  kind: fc.constantFrom('image', 'image', 'raw', 'video'),
});
const textOfBytes = fc.record({
  hash: fc.nat({ max: 4 }),
  field: fc.constantFrom('title', 'keyword', 'person', 'place', 'rating'),
  text: fc.constantFrom('Porto', 'sea side', 'Side by sea', 'Ana', 'ÉTÉ'),
});
const insight = fc.record({
  hash: fc.nat({ max: 4 }),
  title: fc.constantFrom('Porto by night', 'The sea'),
  isCurrent: fc.boolean(),
});

const seenInBytes = fc.record({
  hash: fc.nat({ max: 4 }),
  writing: fc.constantFrom('Porto 12', 'SIDE', 'Hund'),
  object: fc.constantFrom<readonly string[]>(['boat', 'Boot Schiff'], ['dog', 'Hund']),
  colour: fc.constantFrom<readonly string[]>(['green', 'grün'], ['blue', 'blau']),
});

const words = [
  'porto',
  'sea',
  'side',
  'img',
  '12',
  'ete',
  'cafe',
  'po',
  's',
  'x',
  'zzz',
  'hund',
  'grun',
  'boat',
] as const;
const scopes = ['any', 'text', 'title', 'person', 'keyword', 'object', 'name', 'folder'] as const;
const term: fc.Arbitrary<SearchTerm> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    scope: fc.constantFrom(...scopes),
    text: fc.constantFrom(...words),
    isPhrase: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('text' as const),
    scope: fc.constantFrom(...scopes),
    text: fc.constantFrom('sea side', 'Porto by'),
    isPhrase: fc.constant(true),
  }),
  fc.constantFrom(...tagNames, 'nobody').map((name) => ({ kind: 'name' as const, field: 'tag' as const, name })),
  fc.constantFrom(...libraryNames).map((name) => ({ kind: 'name' as const, field: 'library' as const, name })),
  fc.constantFrom('X-T5', 'EOS R6').map((name) => ({ kind: 'name' as const, field: 'camera' as const, name })),
  fc.constantFrom('XF 23mm', 'RF 50mm').map((name) => ({ kind: 'name' as const, field: 'lens' as const, name })),
  fc.constantFrom(
    { kind: 'date' as const, from: '2023', to: '2023' },
    { kind: 'date' as const, from: '2023-02', to: null },
    { kind: 'date' as const, from: null, to: '2022-12-31' },
    { kind: 'before' as const, date: '2023' },
    { kind: 'after' as const, date: '2023-01-01' },
  ),
  fc.record({
    kind: fc.constant('near' as const),
    at: fc.constantFrom({ latitude: 41.15, longitude: -8.61 }, { latitude: -10, longitude: -179.999 }),
    km: fc.constantFrom(1, 5),
  }),
  fc.constantFrom('photo', 'raw', 'video').map((type) => ({ kind: 'type' as const, type })),
  fc
    .constantFrom('untagged', 'duplicates', 'offline', 'missing', 'edited', 'damaged', 'located', 'described')
    .map((state) => ({ kind: 'is' as const, state })),
);
const query: fc.Arbitrary<SearchQuery> = fc.letrec<{ query: SearchQuery }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    term,
    fc
      .record({
        kind: fc.constantFrom('all' as const, 'any' as const),
        of: fc.array(tie('query'), { minLength: 2, maxLength: 3 }),
      })
      .map(({ kind, of }) => ({ kind, of: of.filter((part) => part.kind !== kind) }))
      .filter(({ of }) => of.length > 1),
    tie('query')
      .filter(({ kind }) => kind !== 'not')
      .map((of) => ({ kind: 'not' as const, of })),
  ),
})).query;

const world = fc.record({
  files: fc.uniqueArray(file, { maxLength: 10, selector: ({ library, path }) => `${library}/${path}` }),
  tagRows: fc.array(
    fc.record({
      library: fc.constantFrom(null, 1, 2, 3),
      path: fc.constantFrom('porto.jpg', '2023/IMG_12.jpg'),
      tag: fc.constantFrom(1, 2),
      hash: fc.option(fc.nat({ max: 4 }), { nil: null }),
    }),
    { maxLength: 5 },
  ),
  texts: fc.array(textOfBytes, { maxLength: 5 }),
  seen: fc.uniqueArray(seenInBytes, { maxLength: 3, selector: ({ hash }) => hash }),
  insights: fc.uniqueArray(insight, { maxLength: 3, selector: ({ hash }) => hash }),
  edited: fc.uniqueArray(fc.nat({ max: 4 }), { maxLength: 2 }),
  away: fc.uniqueArray(fc.constantFrom(1, 2, 3) as fc.Arbitrary<LibraryId>, { maxLength: 2 }),
  query,
  libraryId: fc.constantFrom(null, null, 1) as fc.Arbitrary<LibraryId | null>,
  tagId: fc.constantFrom(null, null, 1) as fc.Arbitrary<TagId | null>,
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

class Naive {
  readonly #world: World;
  readonly #oracle: Oracle;
  readonly #extras: ReadonlyMap<number, Extra>;

  constructor(given: World, oracle: Oracle, extras: ReadonlyMap<number, Extra>) {
    this.#world = given;
    this.#oracle = oracle;
    this.#extras = extras;
  }

  ids(): number[] {
    const { libraryId, tagId } = this.#world;
    const wantsMissing = JSON.stringify(this.#world.query).includes('"missing"');
    const covered = this.#oracle.locations.filter(
      (location) =>
        (libraryId === null || location.library === libraryId) &&
        (tagId === null || this.#oracle.tagsOf(location).has(tagId)) &&
        (location.presence < 2 || (wantsMissing && this.#isMissing(location))) &&
        this.#holds(location, this.#world.query),
    );
    const byPhoto = new Map<string, OracleLocation[]>();
    for (const location of covered) {
      byPhoto.set(photoKey(location), [...(byPhoto.get(photoKey(location)) ?? []), location]);
    }
    const time = (id: number): number => this.#extras.get(id)?.sortTimeMs ?? 0;
    return [...byPhoto.values()]
      .flatMap((places) => places.sort((a, b) => a.presence - b.presence || a.id - b.id).slice(0, 1))
      .map(({ id }) => id)
      .sort((a, b) => time(b) - time(a) || b - a);
  }

  #isMissing(location: OracleLocation): boolean {
    return this.#oracle.placesOf(location).every(({ presence }) => presence === 2);
  }

  #holds(location: OracleLocation, wanted: SearchQuery): boolean {
    switch (wanted.kind) {
      case 'all':
        return wanted.of.every((part) => this.#holds(location, part));
      case 'any':
        return wanted.of.some((part) => this.#holds(location, part));
      case 'not':
        return !this.#holds(location, wanted.of);
      default:
        return this.#is(location, wanted);
    }
  }

  #is(location: OracleLocation, wanted: SearchTerm): boolean {
    const extra = this.#extras.get(location.id);
    if (extra === undefined) return false;
    switch (wanted.kind) {
      case 'text':
        return this.#textsOf(location, extra, wanted.scope).some((text) => has(text, wanted.text, wanted.isPhrase));
      case 'name':
        switch (wanted.field) {
          case 'tag':
            return [...this.#oracle.tagsOf(location)].some((tag) => tagNames[tag - 1] === wanted.name);
          case 'library':
            return libraryNames[location.library - 1] === wanted.name;
          case 'camera':
            return extra.camera === wanted.name;
          case 'lens':
            return extra.lens === wanted.name;
          case 'album':
            return false;
        }
        break;
      case 'date': {
        const date = new Date(extra.sortTimeMs).toISOString();
        return (
          (wanted.from === null || date >= wanted.from) &&
          (wanted.to === null || date.slice(0, wanted.to.length) <= wanted.to)
        );
      }
      case 'before':
        return new Date(extra.sortTimeMs).toISOString() < wanted.date;
      case 'after':
        return new Date(extra.sortTimeMs).toISOString().slice(0, wanted.date.length) > wanted.date;
      case 'near': {
        if (extra.position === null || typeof wanted.at === 'string') return false;
        const rad = Math.PI / 180;
        const [a, b] = [extra.position[0] * rad, wanted.at.latitude * rad];
        const c = (extra.position[1] - wanted.at.longitude) * rad;
        const cos = Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(c);
        return 6371 * Math.acos(Math.min(1, cos)) <= wanted.km;
      }
      case 'type':
        return extra.kind === (wanted.type === 'photo' ? 'image' : wanted.type);
      case 'is':
        return this.#isState(location, extra, wanted.state);
      default:
        return false;
    }
  }

  #isState(location: OracleLocation, extra: Extra, state: string): boolean {
    const places = this.#oracle.placesOf(location);
    const present = places.filter(({ presence }) => presence < 2);
    const away = new Set<number>(this.#world.away);
    switch (state) {
      case 'untagged':
        return this.#oracle.tagsOf(location).size === 0;
      case 'duplicates':
        return location.hash !== null && present.some((place) => place !== location);
      case 'offline':
        return away.has(location.library) && present.every(({ library }) => away.has(library));
      case 'missing':
        return this.#isMissing(location);
      case 'edited':
        return location.hash !== null && this.#world.edited.includes(location.hash);
      case 'damaged':
        return extra.previewState === 3;
      case 'located':
        return extra.position !== null;
      default:
        return this.#world.insights.some(({ hash, isCurrent }) => isCurrent && hash === location.hash);
    }
  }

  #textsOf(location: OracleLocation, extra: Extra, scope: string): string[] {
    const { hash, path } = location;
    const cut = path.lastIndexOf('/');
    const [folder, name] = [path.slice(0, Math.max(cut, 0)), path.slice(cut + 1)];
    if (scope === 'name') return [name];
    if (scope === 'folder') return [folder];
    const of = hash === null ? [] : this.#world.texts.filter((text) => text.hash === hash && text.field !== 'rating');
    const insights = this.#world.insights.filter((one) => hash !== null && one.hash === hash && one.isCurrent);
    const titles = insights.map(({ title }) => title);
    if (scope === 'title') return [...of.filter(({ field }) => field === 'title').map(({ text }) => text), ...titles];
    if (scope === 'person' || scope === 'keyword') {
      return of.filter(({ field }) => field === scope).map(({ text }) => text);
    }
    const seen = this.#world.seen.filter((one) => hash !== null && one.hash === hash);
    const objects = seen.flatMap(({ object }) => object);
    if (scope === 'object') return objects;
    const writing = seen.map((one) => one.writing);
    const all = [...of.map(({ text }) => text), ...titles, ...writing, ...(insights.length > 0 ? ['Text'] : [])];
    if (scope === 'text') return all;
    const tags = [...this.#oracle.tagsOf(location)].map((tag) => tagNames[tag - 1] ?? '');
    const colours = seen.flatMap(({ colour }) => colour);
    return [...all, folder, name, ...tags, ...objects, ...colours, extra.camera ?? '', extra.lens ?? ''];
  }
}

/** The words of `wanted` one after the other; the last one may go on where it is no phrase. */
function has(text: string, wanted: string, isPhrase: boolean): boolean {
  const [own, typed] = [wordsOf(text), wordsOf(wanted)];
  return own.some((_, at) =>
    typed.every((word, n) => {
      const there = own[at + n] ?? '';
      return there === word || (!isPhrase && word.length > 1 && n === typed.length - 1 && there.startsWith(word));
    }),
  );
}

function fill(db: WriteDb, given: World): { readonly oracle: Oracle; readonly extras: ReadonlyMap<number, Extra> } {
  for (const [n, name] of libraryNames.entries()) addLibrary(db, n + 1, name);
  for (const name of tagNames) addTag(db, name);
  const oracle = new Oracle();
  const extras = new Map<number, Extra>();
  for (const { library, path, hash, ...rest } of given.files) {
    const id = addLocation(db, library, path, {
      ...rest,
      mediaKind: rest.kind,
      hash: hash === null ? null : hashNumbered(hash),
    });
    prepare(db, 'UPDATE image_exif SET camera_model = ?, lens_model = ?, latitude = ?, longitude = ? WHERE id = ?').run(
      rest.camera,
      rest.lens,
      rest.position?.[0] ?? null,
      rest.position?.[1] ?? null,
      id,
    );
    oracle.locations.push({ id, library, path, hash, presence: rest.presence });
    extras.set(id, rest);
  }
  for (const { library, path, tag, hash } of given.tagRows) {
    addTagRow(db, { libraryId: library, relPath: path, tagId: tag, hash: hash === null ? null : hashNumbered(hash) });
    oracle.tagRows.push({ library, path, tag, hash });
  }
  for (const hash of [0, 1, 2, 3, 4]) {
    const texts = given.texts.filter((text) => text.hash === hash);
    ensurePhotoId(db, hashNumbered(hash));
    recordEmbeddedTexts(
      db,
      hashNumbered(hash),
      texts.map(({ field, text }) => ({ field: field as 'title', source: 'XMP:Title', text })),
    );
  }
  for (const { hash, title, isCurrent } of given.insights) {
    addInsightRow(db, { libraryId: 1, relPath: 'gone.jpg', hash: hashNumbered(hash), title, isCurrent });
  }
  finish(queueLooksSteps(db));
  for (const { hash, writing, object, colour } of given.seen) {
    const found = { score: 0.9, box: { x: 0, y: 0, width: 1, height: 1 } };
    const seen = {
      objects: [{ label: object[0] ?? '', ...found }],
      faces: [],
      texts: [
        { text: writing, ...found },
        { text: 'unsure porto', ...found, score: 0.6 },
      ],
      colours: [{ name: (colour[0] ?? 'green') as 'green', share: 0.5 }],
      light: { brightness: 0, contrast: 0, sharpness: 0, noise: 0, clippedShadows: 0, clippedHighlights: 0 },
    };
    const photo = ensurePhotoId(db, hashNumbered(hash));
    recordLook(db, photo, { seen, embedding: null, models: 'm', edge: 400 }, 0);
  }
  for (const hash of given.edited) {
    prepare(
      db,
      `INSERT INTO content_lineage (library_id, rel_path, from_hash, to_hash, observed_at, verdict)
       VALUES (1, 'x', ?, ?, 0, 'edited')`,
    ).run(hashNumbered(9), hashNumbered(hash));
  }
  return { oracle, extras };
}

const ways: readonly SearchLimits[] = [
  usualLimits,
  { start: 0, set: 1000, samples: 0 },
  { start: 1000, set: 0, samples: 0 },
  { start: 0, set: 0, samples: 1 },
  { start: 2, set: 2, samples: 2 },
];

test('a search finds what a naive look at every photo finds, whichever way it is read', () => {
  fc.assert(
    fc.property(world, (given) => {
      const db = memoryDatabase();
      const { oracle, extras } = fill(db, given);
      finish(fillSearchSteps(db));
      expect(isSearchBehind(db)).toBe(false);
      const context = { away: given.away };
      const text = printSearch(given.query);
      const view: GridView = { ...everything, libraryId: given.libraryId, tagId: given.tagId, query: text };
      // A word that is nowhere is taken for another one: not so here.
      fc.pre(searchNotes(db, view, context).corrections.length === 0);
      const expected = new Naive(given, oracle, extras).ids();
      for (const limits of ways) {
        const plan = planView(db, view, 'all', context, limits);
        expect([...probe(db, plan).model.ids], `${text} with ${JSON.stringify(limits)}`).toEqual(expected);
        if (plan.search?.start === null) expect([...sweep(db, plan, 3).model.ids], text).toEqual(expected);
        expect([...probe(db, plan, { limit: 2 }).model.ids], text).toEqual(expected.slice(0, 2));
      }
      expect([...gridModel(db, view, null, context).ids]).toEqual(expected);
      db.close();
    }),
    { numRuns: 150 },
  );
});

test('facets count what a search for each of them finds', () => {
  fc.assert(
    fc.property(world, (given) => {
      const db = memoryDatabase();
      fill(db, given);
      finish(fillSearchSteps(db));
      const facets = searchFacets(db, everything);
      const count = (query: string): number => gridModel(db, { ...everything, query }, null).ids.length;
      expect(facets.photos).toBe(gridModel(db, everything, null).ids.length);
      // A tag that waits for its photo is on one place of it; a copy may have a time of its own.
      const isSettled = given.tagRows.every(({ hash }) => hash !== null);
      for (const { value, count: counted } of facets.tags) {
        if (isSettled) expect(counted, value).toBe(count(`tag:"${value}"`));
        else expect(counted, value).toBeLessThanOrEqual(count(`tag:"${value}"`));
      }
      for (const { value, count: counted } of facets.dates) expect(counted, value).toBeLessThanOrEqual(count(value));
      db.close();
    }),
    { numRuns: 40 },
  );
});

test('facets count stars, flags, labels and albums, as a search for each of them finds them', () => {
  const db = library();
  addLibrary(db, 2, 'Archive');
  addLocation(db, 2, 'copy.jpg', { hash: hashNumbered(0) });
  const late = addLocation(db, 1, 'late.jpg');
  const [first, second, third] = [1, 2, 3] as LocationId[] as [LocationId, LocationId, LocationId];
  setMarks(db, [first, late], { rating: 5, flag: 'picked' }, 1);
  setMarks(db, [second], { rating: 3, label: 'orange' }, 2);
  createAlbum(db, { name: 'Best', locationIds: [first, second, late], query: null }, 3);
  // Another one of this name: both are meant by it.
  createAlbum(db, { name: 'Best', locationIds: [second, third], query: null }, 4);
  createAlbum(db, { name: 'Rest', locationIds: [third], query: null }, 5);
  createAlbum(db, { name: 'Search', locationIds: [], query: 'invoice' }, 6);
  for (const few of [100, 0]) {
    const { ratings, flags, labels, albums } = searchFacets(db, everything, noContext, few);
    const said = (counts: readonly FacetCount[]): string[] => counts.map(({ value, count }) => `${value}: ${count}`);
    expect(said(ratings)).toEqual(['5: 2', '4: 2', '3: 3', '2: 3', '1: 3', '0: 1']);
    expect(said(flags)).toEqual(['picked: 2', 'none: 2']);
    expect(said(labels)).toEqual(['orange: 1', 'none: 3']);
    expect(said(albums)).toEqual(['Best: 4', 'Rest: 1']);
    const count = (query: string): number => find(db, query).length;
    for (const { value, count: counted } of ratings) {
      expect(counted).toBe(count(value === '0' ? 'rating:0' : `rating>=${value}`));
    }
    for (const { value, count: counted } of flags) expect(counted).toBe(count(`flag:${value}`));
    for (const { value, count: counted } of labels) expect(counted).toBe(count(`label:${value}`));
    for (const { value, count: counted } of albums) expect(counted).toBe(count(`album:${value}`));
  }
  const plan = plansOf(db, () => searchFacets(db, everything, noContext, 0));
  expect(plan.filter((line) => /album_photos|SCAN a\b/.test(line) && !line.includes('USING'))).toEqual([]);
  db.close();
});

function library(): WriteDb {
  const db = memoryDatabase();
  addLibrary(db, 1, 'Pictures');
  addTag(db, 'Lisbon');
  for (const [n, path] of ['2023/invoice.jpg', '2023/IMG_4711.jpg', 'Ferien/Straße.jpg'].entries()) {
    addLocation(db, 1, path, { hash: hashNumbered(n), sortTimeMs: n });
  }
  addTagRow(db, { libraryId: 1, relPath: 'x', tagId: 1, hash: hashNumbered(1) });
  recordEmbeddedTexts(db, hashNumbered(2), [
    { field: 'description', source: 'XMP:Description', text: 'Água de Colónia' },
  ]);
  finish(fillSearchSteps(db));
  return db;
}

function find(db: WriteDb, query: string): string[] {
  return [...gridModel(db, { ...everything, query }, null).ids].map(
    (id) => (prepare(db, 'SELECT rel_path FROM image_exif WHERE id = ?').get(id) as { rel_path: string }).rel_path,
  );
}

test('a slip of the finger is told, and mended only where nothing else is found', () => {
  const db = library();
  const notes = (query: string): unknown => searchNotes(db, { ...everything, query });
  expect(find(db, 'invioce')).toEqual(['2023/invoice.jpg']);
  expect(notes('invioce')).toMatchObject({ corrections: [{ typed: 'invioce', meant: 'invoice' }] });
  expect(find(db, 'tag:Lisbn')).toEqual(['2023/IMG_4711.jpg']);
  expect(notes('tag:Lisbn')).toMatchObject({ corrections: [{ typed: 'Lisbn', meant: 'Lisbon' }] });
  // The beginning of a word is none.
  expect(find(db, 'invo')).toEqual(['2023/invoice.jpg']);
  expect(notes('invo')).toMatchObject({ corrections: [] });
  expect(find(db, '"invioce"')).toEqual([]);
  expect(notes('tag:Paris')).toMatchObject({ unknown: [{ field: 'tag', name: 'Paris' }] });
  expect(find(db, 'agua colonia')).toEqual(['Ferien/Straße.jpg']);
  expect(find(db, 'text:"agua de colonia"')).toEqual(['Ferien/Straße.jpg']);
  expect(find(db, '4711')).toEqual(['2023/IMG_4711.jpg']);
  expect(searchWords(db, 'Inv', 5)).toEqual(['invoice']);
  db.close();
});

test('where nothing is found, the terms are named without which something is', () => {
  const db = library();
  expect(searchNotes(db, { ...everything, query: 'invoice tag:Lisbon folder:2023' }).without).toEqual([
    { term: 'invoice', query: 'tag:Lisbon folder:2023', photos: 1, isMore: false },
    { term: 'tag:Lisbon', query: 'invoice folder:2023', photos: 1, isMore: false },
  ]);
  expect(searchNotes(db, { ...everything, query: 'invoice' }).without).toEqual([]);
  db.close();
});

test('near a name is near the middle of the photos that bear it', () => {
  const db = library();
  db.exec(`UPDATE image_exif SET latitude = 38.7, longitude = -9.14 WHERE rel_path = '2023/IMG_4711.jpg'`);
  db.exec(`UPDATE image_exif SET latitude = 38.701, longitude = -9.14 WHERE rel_path = '2023/invoice.jpg'`);
  expect(find(db, 'near:Lisbon')).toEqual(['2023/IMG_4711.jpg', '2023/invoice.jpg']);
  expect(find(db, 'near:Lisbon~50m')).toEqual(['2023/IMG_4711.jpg']);
  expect(searchNotes(db, { ...everything, query: 'near:Atlantis' }).unknown).toEqual([
    { field: 'near', name: 'Atlantis' },
  ]);
  db.close();
});

test('stars, flags and colours, of bytes and of files not read yet', () => {
  const db = library();
  const late = addLocation(db, 1, 'late.jpg', { sortTimeMs: 9 });
  setMarks(db, [1, 2] as LocationId[], { rating: 4 }, 1);
  setMarks(db, [2, late] as LocationId[], { flag: 'picked', label: 'orange' }, 2);
  expect(find(db, 'rating>=4')).toEqual(['2023/IMG_4711.jpg', '2023/invoice.jpg']);
  expect(find(db, 'rating:4 flag:picked')).toEqual(['2023/IMG_4711.jpg']);
  expect(find(db, 'label:orange')).toEqual(['late.jpg', '2023/IMG_4711.jpg']);
  expect(find(db, 'rating<1 -label:none')).toEqual(['late.jpg']);
  expect(find(db, 'flag:none')).toEqual(['Ferien/Straße.jpg', '2023/invoice.jpg']);
  db.close();
});

test('an album is what was chosen for it, or what its search finds', () => {
  const db = library();
  createAlbum(db, { name: 'Best of', locationIds: [2, 3] as LocationId[], query: null }, 1);
  createAlbum(db, { name: 'Bills', locationIds: [], query: 'invoice OR album:Bills' }, 2);
  expect(find(db, 'album:"best of"')).toEqual(['Ferien/Straße.jpg', '2023/IMG_4711.jpg']);
  expect(find(db, 'album:Bills')).toEqual(['2023/invoice.jpg']);
  expect(find(db, '-album:Best')).toEqual(['2023/invoice.jpg']);
  expect(find(db, 'album:None')).toEqual([]);
  db.close();
});

test('a RAW file behind its picture makes it a RAW photo', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  addLocation(db, 1, 'a.JPG', { hash: hashNumbered(1) });
  addLocation(db, 1, 'a.CR2', { hash: hashNumbered(2), mediaKind: 'raw' });
  addLocation(db, 1, 'b.JPG', { hash: hashNumbered(3) });
  forgetStacks(db);
  finish(settleStacksSteps(db, 0));
  expect(find(db, 'type:raw')).toEqual(['a.JPG']);
  expect(find(db, 'type:photo')).toEqual(['b.JPG', 'a.JPG']);
  db.close();
});

test('the index follows names, texts and insights, and is made again from nothing', () => {
  const db = library();
  db.exec(`UPDATE image_exif SET rel_path = '2023/receipt.jpg' WHERE rel_path = '2023/invoice.jpg'`);
  recordEmbeddedTexts(db, hashNumbered(2), [{ field: 'keyword', source: 'XMP:Subject', text: 'Perfume' }]);
  addInsightRow(db, { libraryId: 1, relPath: 'y', hash: hashNumbered(1), title: 'A ship' });
  expect(isSearchBehind(db)).toBe(true);
  const look = (): unknown =>
    ['invoice', 'receipt', 'agua', 'perfume', 'ship'].map((word) => find(db, `"${word}"`).length);
  finish(fillSearchSteps(db));
  expect(look()).toEqual([0, 1, 0, 1, 1]);
  db.exec('UPDATE photo_insights SET deleted_at = 1, is_current = 0');
  db.exec(`DELETE FROM image_exif WHERE rel_path LIKE '%receipt%'`);
  finish(fillSearchSteps(db));
  expect(look()).toEqual([0, 0, 0, 1, 0]);
  forgetSearchIndex(db);
  expect(look()).toEqual([0, 0, 0, 0, 0]);
  finish(fillSearchSteps(db));
  expect(look()).toEqual([0, 0, 0, 1, 0]);
  db.close();
});

test('the number of the last file is used again, and found under its new name', () => {
  const db = library();
  for (const name of ['one', 'two']) {
    db.exec('DELETE FROM image_exif WHERE id = (SELECT max(id) FROM image_exif)');
    addLocation(db, 1, `${name}.jpg`, { hash: hashNumbered(9) });
    if (name === 'two') finish(fillSearchSteps(db));
  }
  finish(fillSearchSteps(db));
  expect(find(db, '"one"')).toEqual([]);
  expect(find(db, '"two"')).toEqual(['two.jpg']);
  expect(find(db, '"strasse" OR "straße"')).toEqual([]);
  db.close();
});

test('indexing stops between two steps and goes on later', () => {
  const db = library();
  forgetSearchIndex(db);
  let steps = 0;
  for (const step of fillSearchSteps(db, () => ++steps > 1)) expect(step).toBeUndefined();
  expect(isSearchBehind(db)).toBe(true);
  finish(fillSearchSteps(db));
  expect(isSearchBehind(db)).toBe(false);
  db.close();
});

test('few are found by index, many in the order of the grid; no table is gone through', () => {
  const db = library();
  addLocation(db, 1, 'z.jpg', { hash: hashNumbered(8) });
  const show = (query: string, limits: SearchLimits): string[] =>
    plansOf(db, () => {
      const plan = planView(db, { ...everything, query }, 'firstScreen', noContext, limits);
      withIdSets(db, plan.search?.sets ?? [], () => probe(db, plan, { limit: 600 }));
    });
  const hot = ['invoice', 'tag:Lisbon', 'camera:x', 'near:41,8', 'type:video', '2023 library:Pictures', 'is:missing'];
  for (const query of hot) {
    for (const limits of [usualLimits, { start: 0, set: 0, samples: 1 }]) {
      const plans = show(query, limits);
      for (const line of plans) expect(line, query).not.toMatch(/SCAN (e|o|t|l|image_exif|photos|tagged_photo|c|i)$/);
    }
  }
  expect(show('2023', usualLimits)).toContainEqual(
    expect.stringMatching(/SEARCH e USING COVERING INDEX image_exif_grid \(sort_time_ms>\? AND sort_time_ms<\?\)/),
  );
  expect(show('tag:Lisbon', usualLimits)).toContainEqual(expect.stringMatching(/SEARCH e USING INTEGER PRIMARY KEY/));
  db.close();
});

test('a model of few is the model of all', () => {
  const db = library();
  const first: GridModel = gridModel(db, { ...everything, query: 'jpg' }, 2);
  expect(first.truncated).toBe(true);
  expect(first.ids).toHaveLength(2);
  db.close();
});

test('texts of photos from before there was an index are written together, not one by one', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  for (let n = 1; n <= 300; n++) {
    const hash = hashNumbered(n);
    addLocation(db, 1, `${n}.jpg`, { hash });
    addInsightRow(db, { libraryId: 1, relPath: `${n}.jpg`, hash, title: `Boat ${n}` });
  }
  forgetSearchIndex(db);
  const segments = prepare(db, 'SELECT count(DISTINCT segid) AS count FROM search_texts_idx');
  const steps = fillSearchSteps(db);
  let most = 0;
  let count = 0;
  for (let step = steps.next(); step.done !== true; step = steps.next()) {
    count++;
    most = Math.max(most, (segments.get() as { readonly count: number }).count);
  }
  expect(most).toBeGreaterThan(0);
  // One for each step, or fewer.
  expect(most).toBeLessThanOrEqual(count);
  expect(searchWords(db, 'boa', 8)).toEqual(['boat']);
});
