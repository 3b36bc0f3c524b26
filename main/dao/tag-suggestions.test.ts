import { expect, test } from 'vitest';
import type { LocationId, TagId } from '../../preload/contract/model.js';
import { prepare } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, addLocation, addTag, hashNumbered, memoryDatabase } from '../testing/database.js';
import { deleteTags } from './tag-edits.js';
import { suggestedTags } from './tag-suggestions.js';
import { tagLocations } from './tagged-photo.js';

const noon = Date.UTC(2026, 5, 3, 12);
const hour = 3_600_000;

interface Taken {
  readonly atMs?: number;
  readonly place?: readonly [latitude: number, longitude: number];
  readonly tags?: readonly TagId[];
}

/** Photos of years ago and of nowhere, unless said otherwise. */
function photo(db: WriteDb, n: number, { atMs = n * 7 * 24 * hour, place, tags = [] }: Taken): LocationId {
  const id = addLocation(db, 1, `${n}.jpg`, { hash: hashNumbered(n), sortTimeMs: atMs });
  if (place !== undefined)
    prepare(db, 'UPDATE image_exif SET latitude = ?, longitude = ? WHERE id = ?').run(...place, id);
  for (const tag of tags) tagLocations(db, [id], tag, n, 'import');
  return id;
}

function setUp() {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const said = (ids: readonly LocationId[]): string[] =>
    suggestedTags(db, ids).map(({ tag, reason, withName }) => [tag.name, reason, withName ?? ''].join(' ').trim());
  return { db, said, tag: (name: string) => addTag(db, name) };
}

test('tags of the same day come first, by how many of its photos bear them; the day is that of the place', () => {
  const { db, said, tag } = setUp();
  const [trip, lunch, other] = [tag('Trip'), tag('Lunch'), tag('Other')];
  const id = photo(db, 1, { atMs: noon });
  photo(db, 2, { atMs: noon + 11 * hour, tags: [trip] });
  photo(db, 3, { atMs: noon - 12 * hour, tags: [trip, lunch] });
  photo(db, 4, { atMs: noon + 12 * hour, tags: [other] });
  expect(said([id])).toEqual(['Trip day', 'Lunch day']);
});

test('photos from within a kilometre say what is there, at the equator as in the north', () => {
  const { db, said, tag } = setUp();
  const [tower, far] = [tag('Tower'), tag('Far')];
  const id = photo(db, 1, { place: [65, 25] });
  photo(db, 2, { place: [65.001, 25.02], tags: [tower] });
  photo(db, 3, { place: [65.001, 25.05], tags: [far] });
  photo(db, 4, { place: [65.02, 25], tags: [far] });
  expect(said([id])).toEqual(['Tower place']);
});

test('what goes with a tag is offered with its name, until all of the photos bear it', () => {
  const { db, said, tag } = setUp();
  const [boat, sail, rope] = [tag('Boat'), tag('Sail'), tag('Rope')];
  const id = photo(db, 1, { tags: [boat] });
  const second = photo(db, 2, { tags: [boat, sail] });
  photo(db, 3, { tags: [boat, sail, rope] });
  expect(said([id])).toEqual(['Sail with Boat', 'Rope with Boat']);
  expect(said([id, second])[0]).toMatch(/^Sail /);
  tagLocations(db, [id], sail, 9, 'import');
  expect(said([id, second])).toEqual(['Rope with Boat']);
});

test('tags given by hand lately are offered, the last one first; deleted ones and carried ones are not', () => {
  const { db, said, tag } = setUp();
  const [old, late, gone] = [tag('Old'), tag('Late'), tag('Gone')];
  const [id, second] = [photo(db, 1, {}), photo(db, 2, {})];
  for (const each of [gone, old, late]) tagLocations(db, [second], each, 5);
  deleteTags(db, [{ tagId: gone }], { nowMs: 6 });
  expect(said([id])).toEqual(['Late recent', 'Old recent']);
  expect(said([])).toEqual(['Late recent', 'Old recent']);
  expect(said([99 as LocationId])).toEqual(['Late recent', 'Old recent']);
});
