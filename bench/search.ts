/**
 * Searches with a million photos in the database: each kind of term alone and several together, what is offered while
 * somebody types, and what the photos found have in common; and what the index of searches costs to make.
 * `npm run bench -- search [locations]`.
 */
import { join } from 'node:path';
import type { GridView } from '../preload/contract/model.js';
import { gridModel, photosUpTo } from '../main/dao/grid.js';
import { fillSearchSteps } from '../main/dao/search-index.js';
import { camerasKnown, lensesKnown } from '../main/dao/search-values.js';
import { searchFacets, searchNotes, searchWords } from '../main/dao/search.js';
import { checkpoint, closeDb, openReadDb, preparePluck } from '../main/db/open.js';
import type { ReadDb, WriteDb } from '../main/db/open.js';
import { buildDatabase, inTemporaryFolder } from './lib/dataset.js';
import { inStepsTimed, medianMillis, timed } from './lib/measure.js';
import { machineLine, millis, printTable, ratio, rows } from './lib/table.js';

const locations = Number(process.argv[2] ?? 1_000_000);
const everything: GridView = { libraryId: null, tagId: null, filter: 'all' };
const firstScreen = 600;

/**
 * Twenty cameras and thirty lenses, some used much and some hardly; two photos in five know where they were taken, in some
 * hundred towns; three in ten have a title, keywords and a name inside; one in fifty is a video; one in three has marks, and
 * one in ten stands in each of two albums.
 */
function addTexts(db: WriteDb): void {
  db.exec(`
    UPDATE image_exif SET
      camera_make = CASE WHEN id % 7 = 0 THEN 'FUJIFILM' ELSE 'Canon' END,
      camera_model = CASE WHEN id % 7 = 0 THEN 'X-T5' WHEN id % 1009 < 40 THEN 'EOS Rare ' || (id % 1009) ELSE 'EOS R6' END,
      lens_model = CASE WHEN id % 5 = 0 THEN 'XF' || (id % 30) || 'mm F2' END,
      latitude = CASE WHEN id % 5 < 2 THEN 36 + (id / 200 % 100) * 0.25 + id % 97 * 0.0001 END,
      longitude = CASE WHEN id % 5 < 2 THEN -9 + (id / 200 % 100) * 0.3 + id % 89 * 0.0001 END,
      media_kind = CASE WHEN id % 50 = 3 THEN 'video' ELSE 'image' END;
    INSERT INTO embedded_texts (content_hash, position, field, source, text)
      SELECT content_hash, n.value, CASE n.value WHEN 0 THEN 'title' WHEN 1 THEN 'keyword' WHEN 2 THEN 'keyword' ELSE 'person' END, 'XMP:Any',
        CASE n.value WHEN 0 THEN 'A walk to the harbour of town ' || (e.id / 200 % 100)
          WHEN 1 THEN CASE WHEN e.id % 9 = 0 THEN 'invoice' ELSE 'landscape' END
          WHEN 2 THEN CASE WHEN e.id % 1000 < 4 THEN 'lighthouse' ELSE 'summer holiday' END
          ELSE 'Ana Sousa' END
      FROM image_exif AS e CROSS JOIN json_each('[0,1,2,3]') AS n
      WHERE library_id = 1 AND e.id % 10 < 3;
    INSERT INTO photo_marks (photo_id, content_hash, library_id, rel_path, rating, rating_by, flag, flag_by, label, label_by)
      SELECT photo_id, content_hash, library_id, rel_path, id / 3 % 6, 1, id % 3, 1, id / 3 % 7, 1 FROM image_exif
      WHERE id % 3 = 0 AND photo_id IS NOT NULL ON CONFLICT DO NOTHING;
    INSERT INTO albums (id, name, created_time) VALUES (1, 'Best', 1), (2, 'Rest', 1);
    INSERT INTO album_photos (album_id, photo_id, content_hash, library_id, rel_path, position, position_by)
      SELECT 1 + (id % 10 = 0), photo_id, content_hash, library_id, rel_path, printf('%09d', id), 1 FROM image_exif
      WHERE id % 10 < 2 AND photo_id IS NOT NULL ON CONFLICT DO NOTHING;
  `);
  checkpoint(db);
}

function indexTable(db: WriteDb): void {
  const before = db.pragma('page_count', { simple: true }) as number;
  const { value, millis: taken, steps, longestStepMillis } = inStepsTimed(fillSearchSteps(db));
  checkpoint(db);
  const after = db.pragma('page_count', { simple: true }) as number;
  const bare = timed(() => {
    db.exec(`CREATE VIRTUAL TABLE bare USING fts5 (path, content = '', tokenize = 'unicode61 remove_diacritics 2');
      INSERT INTO bare (rowid, path) SELECT id, rel_path FROM image_exif; DROP TABLE bare;`);
  }).millis;
  checkpoint(db);
  const size = ((after - before) * (db.pragma('page_size', { simple: true }) as number)) / 1e6;
  printTable(
    'The index, made for the first time, in steps between which the engine answers',
    ['names and photos', 'time', 'steps', 'longest step', 'size', 'names alone in one bare statement'],
    [[rows(value), millis(taken), String(steps), millis(longestStepMillis), `${size.toFixed(0)} MB`, millis(bare)]],
  );
}

const queries: readonly (readonly [string, string])[] = [
  ['a tag on 2 %', 'tag:"Tag 3"'],
  ['two tags, either', 'tag:"Tag 3" OR tag:"Tag 4"'],
  ['all but a tag', '-tag:"Tag 3"'],
  ['a camera on most', 'camera:"EOS R6"'],
  ['a camera on 14 %', 'camera:X-T5'],
  ['a camera on 0.1 %', 'camera:"EOS Rare 7"'],
  ['a lens on 3 %', 'lens:"XF5mm F2"'],
  ['a year', '2015'],
  ['a day', '2015-05-01'],
  ['near a position, 1 km', 'near:41.0,-3.0'],
  ['near a position, 50 km', 'near:41.0,-3.0~50km'],
  ['near a name', 'near:"town 20"~5km'],
  ['a library of 10 %', 'library:Archive'],
  ['videos, 2 %', 'type:video'],
  ['a word on 0.1 %', 'lighthouse'],
  ['a word on 3 %', 'invoice'],
  ['a word on 27 %', 'landscape'],
  ['a word on all', 'summary'],
  ['a file name', 'IMG_123456'],
  ['the beginning of a word', 'ligh'],
  ['a phrase on 24 %', 'text:"summer holiday"'],
  ['a folder', 'folder:2015'],
  ['a word with a slip', 'lighthuose'],
  ['a word that is nowhere', 'zeppelin'],
  ['untagged (there are none)', 'untagged'],
  ['duplicates', 'duplicates'],
  ['missing', 'missing'],
  ['damaged', 'is:damaged'],
  ['tag, camera and year', 'tag:"Tag 3" camera:X-T5 2015'],
  ['word, camera and library', 'invoice camera:X-T5 library:Photos'],
  ['word, tag and no video', 'landscape tag:"Tag 3" -type:video'],
  ['two words', 'landscape summer'],
  ['place, year and word', 'near:41.0,-3.0~20km 2010..2015 harbour'],
];

const floorSql: Readonly<Record<string, string>> = {
  'a tag on 2 %': 'SELECT count(*) FROM tagged_photo WHERE tag_id = 3',
  'a camera on 14 %': `SELECT count(*) FROM image_exif INDEXED BY image_exif_camera
    WHERE trim(coalesce(camera_make, '') || ' ' || camera_model) = 'FUJIFILM X-T5' AND camera_model IS NOT NULL`,
  'a year': `SELECT count(*) FROM image_exif INDEXED BY image_exif_grid WHERE sort_time_ms >= ${String(Date.UTC(2015, 0))} AND sort_time_ms < ${String(Date.UTC(2016, 0))}`,
  'a word on 3 %': `SELECT count(*) FROM search_texts WHERE search_texts MATCH 'invoice'`,
  'a word on 27 %': `SELECT count(*) FROM search_texts WHERE search_texts MATCH 'landscape'`,
  'a word on all': `SELECT count(*) FROM search_texts WHERE search_texts MATCH 'summary'`,
};

function searchTable(db: ReadDb): void {
  const all = medianMillis(5, () =>
    preparePluck(db, 'SELECT count(*) FROM image_exif INDEXED BY image_exif_grid WHERE presence < 2').get(),
  );
  const table = queries.map(([name, query]) => {
    const view = { ...everything, query };
    const first = timed(() => gridModel(db, view, firstScreen)).millis;
    const warm = medianMillis(5, () => gridModel(db, view, firstScreen));
    const whole = timed(() => gridModel(db, view, null));
    const sql = floorSql[name];
    const floor = sql === undefined ? null : medianMillis(5, () => preparePluck(db, sql).get());
    return [
      name,
      rows(whole.value.ids.length),
      millis(first),
      millis(warm),
      floor === null ? '' : ratio(warm, floor),
      millis(whole.millis),
      ratio(whole.millis, all),
    ];
  });
  printTable(
    `Searches among ${rows(locations)} files; whole lists against one count over the grid's index, ${millis(all)}`,
    [
      'what',
      'photos',
      'first 600, first time',
      'first 600',
      'against a bare count',
      'whole',
      'against the count of all',
    ],
    table,
  );
}

function offerTable(db: ReadDb): void {
  const facets = (query?: string): unknown =>
    searchFacets(db, query === undefined ? everything : { ...everything, query });
  const calls: readonly (readonly [string, () => unknown])[] = [
    ['cameras and lenses to choose from', () => [camerasKnown(db), lensesKnown(db)]],
    ['words that begin with two letters', () => searchWords(db, 'li', 8)],
    ['notes of a search that finds something', () => searchNotes(db, { ...everything, query: 'lighthouse 2015' })],
    [
      'notes of one that finds nothing',
      () => searchNotes(db, { ...everything, query: 'lighthouse tag:"Tag 3" 2005-01-01' }),
    ],
    ['facets of a tag', () => facets('tag:"Tag 3"')],
    ['facets of a word on 27 %', () => facets('landscape')],
    ['facets of all photos', () => facets()],
    ...['tag:"Tag 3"', '2015', 'landscape', '-tag:"Tag 3"', 'rating>=3 -flag:rejected'].map(
      (query): readonly [string, () => unknown] => [
        `count of a saved search, ${query}`,
        () => photosUpTo(db, { ...everything, query }, Number.MAX_SAFE_INTEGER),
      ],
    ),
    [
      'all photos by stars',
      () => gridModel(db, { ...everything, order: { by: 'rating', descending: true, group: 'none' } }, null),
    ],
  ];
  printTable(
    'What is offered',
    ['call', 'median'],
    calls.map(([name, call]) => [name, millis(medianMillis(3, call))]),
  );
}

console.log(machineLine());
await inTemporaryFolder(async (folder) => {
  const path = join(folder, 'keepsight.db');
  const startedAt = performance.now();
  const db = await buildDatabase(path, { locations, derived: 'hashed' });
  addTexts(db);
  console.log(`built in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  indexTable(db);
  db.exec('ANALYZE');
  const reader = openReadDb(path);
  searchTable(reader);
  offerTable(reader);
  closeDb(reader);
  closeDb(db);
});
