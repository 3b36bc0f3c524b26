/** What the window asks for with a million photos in the database: the grid, its counts, tagging a large selection. */
import { join } from 'node:path';
import type { GridOrder, GridView, LibraryId, LocationId, TagId } from '../preload/contract/model.js';
import { addToAlbum, createAlbum } from '../main/dao/albums.js';
import { getEdit } from '../main/dao/edits.js';
import { gridDetails, gridModel, viewCounts } from '../main/dao/grid.js';
import { librarySummaries, removeLibrarySteps } from '../main/dao/libraries.js';
import { setMarks } from '../main/dao/marks.js';
import { photoDetails } from '../main/dao/photo-details.js';
import { deleteTags, mergeTags, renameTag, tagEditPreview } from '../main/dao/tag-edits.js';
import { suggestedTags } from '../main/dao/tag-suggestions.js';
import { selectionTags, tagLocations, untagLocations } from '../main/dao/tagged-photo.js';
import { findOrCreateTag, listTags } from '../main/dao/tags.js';
import { undo } from '../main/dao/undo.js';
import { checkpoint, closeDb, openReadDb, preparePluck } from '../main/db/open.js';
import type { ReadDb, WriteDb } from '../main/db/open.js';
import { buildDatabase, inTemporaryFolder } from './lib/dataset.js';
import { inStepsTimed, medianMillis, timed } from './lib/measure.js';
import { machineLine, millis, printTable, ratio, rows } from './lib/table.js';

const locations = 1_000_000;
const everything: GridView = { libraryId: null, tagId: null, filter: 'all' };

function readTable(db: ReadDb): void {
  const floor = medianMillis(5, () =>
    preparePluck(db, 'SELECT count(*) FROM image_exif INDEXED BY image_exif_grid WHERE presence < 2').get(),
  );
  const views: readonly (readonly [string, GridView])[] = [
    ['all photos', everything],
    ['a library of 100,000', { ...everything, libraryId: 2 as LibraryId }],
    ['a tag on 2 %', { ...everything, tagId: 3 as TagId }],
    ['untagged (there are none)', { ...everything, filter: 'untagged' }],
    ['missing', { ...everything, filter: 'missing' }],
    ['problems', { ...everything, filter: 'problems' }],
    ['duplicates', { ...everything, filter: 'duplicates' }],
    ['unreadable', { ...everything, filter: 'unreadable' }],
  ];
  const table = views.map(([name, view]) => {
    const first = timed(() => gridModel(db, view, 600)).millis;
    const warm = medianMillis(5, () => gridModel(db, view, 600));
    const whole = medianMillis(3, () => gridModel(db, view, null));
    const { ids } = gridModel(db, view, null);
    return [name, rows(ids.length), millis(first), millis(warm), millis(whole), ratio(whole, floor)];
  });
  printTable(
    `Grid model, ${rows(locations)} files; floor: one count over the same index, ${millis(floor)}`,
    ['view', 'photos', 'first 600, first time', 'first 600', 'whole', 'whole / floor'],
    table,
  );
}

/** What people change to now and then: all photos have to be known for most of these. */
function orderTable(db: ReadDb): void {
  const orders: readonly (readonly [string, GridOrder])[] = [
    ['capture time, oldest first', { by: 'captured', descending: false, group: 'month' }],
    ['import time', { by: 'added', descending: true, group: 'month' }],
    ['name', { by: 'name', descending: false, group: 'none' }],
    ['size', { by: 'size', descending: true, group: 'none' }],
    ['size, by month', { by: 'size', descending: true, group: 'month' }],
    ['capture time, by library', { by: 'captured', descending: true, group: 'library' }],
    ['capture time, by place', { by: 'captured', descending: true, group: 'place' }],
  ];
  const usual = medianMillis(3, () => gridModel(db, everything, null));
  printTable(
    `Orders of all photos; the usual one: ${millis(usual)}`,
    ['order', 'parts', 'first answer', 'whole', 'whole / usual'],
    orders.map(([name, order]) => {
      const view = { ...everything, order };
      const first = medianMillis(3, () => gridModel(db, view, 600));
      const whole = medianMillis(3, () => gridModel(db, view, null));
      const parts = gridModel(db, view, null).sections?.length ?? 0;
      return [name, rows(parts), millis(first), millis(whole), ratio(whole, usual)];
    }),
  );
}

function callTable(db: ReadDb): void {
  const { ids } = gridModel(db, everything, null);
  const first = [...ids.slice(0, 600)] as LocationId[];
  const tenThousand = [...ids.slice(0, 10_000)] as LocationId[];
  const calls: readonly (readonly [string, () => unknown])[] = [
    ['librarySummaries', () => librarySummaries(db, new Map())],
    ['listTags', () => listTags(db)],
    ['viewCounts', () => viewCounts(db)],
    ['gridDetails of 600', () => gridDetails(db, first)],
    ['photoDetails', () => photoDetails(db, first[7] ?? (1 as LocationId), new Map())],
    ['selectionTags of 10,000', () => selectionTags(db, tenThousand)],
    ['tagSuggestions for one photo', () => suggestedTags(db, first.slice(0, 1))],
    [
      'tagSuggestions for 10,000',
      () =>
        suggestedTags(
          db,
          tenThousand.filter((_, n) => n % 200 === 0),
        ),
    ],
  ];
  printTable(
    'Other calls',
    ['call', 'median'],
    calls.map(([name, call]) => [name, millis(medianMillis(11, call))]),
  );
}

function writeTable(db: WriteDb): void {
  const tag = findOrCreateTag(db, 'Bench', 1).id;
  const old = 7 as TagId;
  const sorted = [...gridModel(db, everything, null).ids] as LocationId[];
  const scattered = sorted.slice(0, 10_000);
  const folders = scattered.map((_, n) => (200_000 + n) as LocationId);
  const table: string[][] = [];
  for (const [name, ids] of [
    ['10,000 neighbours', folders],
    ['10,000 scattered', scattered],
  ] as const) {
    const times = { tag: [] as number[], untag: [] as number[], undo: [] as number[] };
    for (let round = 0; round < 5; round++) {
      times.tag.push(timed(() => tagLocations(db, ids, tag, 2)).millis);
      checkpoint(db);
      times.untag.push(timed(() => untagLocations(db, ids, tag, 3)).millis);
      checkpoint(db);
      times.undo.push(timed(() => undo(db, 4)).millis);
      checkpoint(db);
      untagLocations(db, ids, tag, 5);
      checkpoint(db);
    }
    const again = timed(() => untagLocations(db, ids, old, 3)).millis;
    const median = (list: number[]): number => list.sort((a, b) => a - b)[2] ?? Number.NaN;
    table.push([
      name,
      millis(median(times.tag)),
      millis(median(times.untag)),
      millis(median(times.undo)),
      millis(again),
    ]);
  }
  printTable(
    'Tagging, each one durable transaction',
    ['selection', 'tag', 'untag', 'undo', 'untag what few bear'],
    table,
  );
  markTable(db, [
    ['10,000 neighbours', folders],
    ['10,000 scattered', scattered],
  ]);
  tagTable(db);
  const removal = inStepsTimed(removeLibrarySteps(db, 2 as LibraryId, 3));
  printTable(
    'Removing a library, in steps',
    ['files', 'time', 'steps', 'longest step'],
    [[rows(removal.value), millis(removal.millis), String(removal.steps), millis(removal.longestStepMillis)]],
  );
}

/** Marks and albums; then the whole list, where a tenth of all photos has a mark. */
function markTable(db: WriteDb, selections: readonly (readonly [string, readonly LocationId[]])[]): void {
  const table: string[][] = [];
  for (const [name, ids] of selections) {
    const times = { mark: [] as number[], undo: [] as number[], add: [] as number[], takeOut: [] as number[] };
    const { albumId } = getEdit(db, createAlbum(db, { name, locationIds: [], query: null }, 1));
    for (let round = 0; round < 5; round++) {
      const measured = (list: number[], work: () => unknown): void => {
        list.push(timed(work).millis);
        checkpoint(db);
      };
      measured(times.mark, () => setMarks(db, ids, { rating: 4 }, 2));
      measured(times.undo, () => undo(db, 3));
      if (albumId === null) continue;
      measured(times.add, () => addToAlbum(db, albumId, ids, 4));
      measured(times.takeOut, () => undo(db, 5));
    }
    const median = (list: number[]): string => millis(list.sort((a, b) => a - b)[2] ?? Number.NaN);
    table.push([name, median(times.mark), median(times.undo), median(times.add), median(times.takeOut)]);
  }
  printTable(
    'Marks and albums, each one durable transaction',
    ['selection', 'rate', 'undo', 'add to an album', 'undo'],
    table,
  );
  const without = medianMillis(3, () => gridModel(db, everything, null));
  const all = [...gridModel(db, everything, null).ids] as LocationId[];
  setMarks(
    db,
    all.filter((_, n) => n % 10 === 0),
    { rating: 3, flag: 'picked' },
    6,
  );
  checkpoint(db);
  printTable(
    'All photos, and those of them with three stars',
    ['list', 'time'],
    [
      ['no photo has a mark', millis(without)],
      ['one in ten has', millis(medianMillis(3, () => gridModel(db, everything, null)))],
      ['narrowed, first 600', millis(medianMillis(3, () => gridModel(db, { ...everything, minRating: 3 }, 600)))],
      ['narrowed, whole', millis(medianMillis(3, () => gridModel(db, { ...everything, minRating: 3 }, null)))],
    ],
  );
}

/** Of tags on 2 % of all photos, as every tag here is. */
function tagTable(db: WriteDb): void {
  const [gone, from, into] = [11, 12, 13] as TagId[];
  const measured = (name: string, run: () => unknown): readonly [string, string] => {
    const { millis: taken } = timed(run);
    checkpoint(db);
    return [name, millis(taken)];
  };
  if (gone === undefined || from === undefined || into === undefined) return;
  const { photos } = tagEditPreview(db, [gone], null);
  printTable(
    `Tags themselves, each on some ${rows(photos)} photos`,
    ['what', 'time'],
    [
      measured('preview of a merge', () => tagEditPreview(db, [from], into)),
      measured('rename', () => renameTag(db, gone, 'Another name', { nowMs: 6 })),
      measured('delete', () => deleteTags(db, [{ tagId: gone }], { nowMs: 7 })),
      measured('take the deletion back', () => undo(db, 8)),
      measured('merge into another', () => mergeTags(db, [{ tagId: from }], into, { nowMs: 9 })),
      measured('take the merge back', () => undo(db, 10)),
    ],
  );
}

/** Two photos in five know where they were taken: in some hundred towns. */
function addPositions(db: WriteDb): void {
  db.exec(`UPDATE image_exif SET latitude = 36 + (id / 200 % 100) * 0.25 + id % 97 * 0.0001,
    longitude = -9 + (id / 200 % 100) * 0.3 + id % 89 * 0.0001 WHERE id % 5 < 2`);
  checkpoint(db);
}

export async function run(): Promise<void> {
  console.log(machineLine());
  await inTemporaryFolder(async (folder) => {
    const path = join(folder, 'keepsight.sqlite');
    const build = performance.now();
    const db = await buildDatabase(path, { locations, derived: 'hashed' });
    console.log(`built in ${((performance.now() - build) / 1000).toFixed(0)} s`);
    addPositions(db);
    const reader = openReadDb(path);
    readTable(reader);
    orderTable(reader);
    callTable(reader);
    closeDb(reader);
    writeTable(db);
    closeDb(db);
  });
}

await run();
