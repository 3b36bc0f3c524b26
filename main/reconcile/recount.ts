/** Puts right what `self-check.ts` compares: counts, photo numbers and queues are made again from the rows they are about. */
import { forgetSearchIndex } from '../dao/search-index.js';
import { forgetStacks } from '../dao/settle-stacks.js';
import { finish, inSteps } from '../db/in-steps.js';
import { preparePluck, prepare, transaction } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import {
  copiesOfOtherBytesSql,
  countedEditsSql,
  countedLibrariesSql,
  countedTagsSql,
  countedTotalsSql,
  libraryCountColumns,
  severalCurrentSql,
  tablesWithPhotos,
  waitingPlacesSql,
} from './self-check.js';

/** Runs to the end; for a database that nobody else uses, such as one that was just salvaged. */
export function recount(db: WriteDb): void {
  finish(recountSteps(db));
}

/** Each count is made and written in one transaction of up to some seconds at a million photos; all else is short. */
export function* recountSteps(db: WriteDb): Generator<void, void> {
  forgetStacks(db);
  forgetSearchIndex(db);
  yield;
  for (const table of Object.keys(tablesWithPhotos)) {
    if (oneRowTables.has(table)) renumberAll(db, table);
    else yield* renumber(db, table);
  }
  transaction(db, () => {
    prepare(
      db,
      `UPDATE tagged_photo SET content_hash = NULL, photo_id = NULL WHERE id IN (${copiesOfOtherBytesSql})`,
    ).run();
    prepare(db, `INSERT INTO reconcile_locations (location_id) ${waitingPlacesSql} ON CONFLICT DO NOTHING`).run();
    prepare(db, `INSERT INTO reconcile_insights (photo_id) ${severalCurrentSql} ON CONFLICT DO NOTHING`).run();
  });
  yield;
  const changes = preparePluck(db, 'SELECT coalesce(max(changes), 0) + 1 FROM tag_counts').get() as number;
  const replaced = [
    ['library_counts', ['library_id', ...libraryCountColumns].join(', '), countedLibrariesSql],
    // Another number of changes than before: whoever remembers totals of these photos counts them anew.
    ['tag_counts', 'tag_id, photos, changes', `SELECT c.*, ${changes} FROM (${countedTagsSql}) AS c`],
    ['totals', 'id, photos, tagged', `SELECT 1, counted.* FROM (${countedTotalsSql}) AS counted`],
  ] as const;
  for (const [table, columns, sql] of replaced) {
    transaction(db, () => {
      prepare(db, `DELETE FROM ${table}`).run();
      prepare(db, `INSERT INTO ${table} (${columns}) ${sql}`).run();
    });
    yield;
  }
  prepare(db, `UPDATE edits SET photo_count = c.counted FROM (${countedEditsSql}) AS c WHERE edits.id = c.id`).run();
}

/** Those where a photo has one row, or one for each of a kind: rows must not meet each other on the way to their numbers. */
const oneRowTables: ReadonlySet<string> = new Set(['photo_marks', 'album_photos', 'stacked_photos', 'apart_photos']);

function renumberAll(db: WriteDb, table: string): void {
  const numberOf = `(SELECT p.id FROM photos AS p WHERE p.content_hash = ${table}.content_hash)`;
  transaction(db, () => {
    prepare(
      db,
      `INSERT INTO photos (content_hash) SELECT content_hash FROM ${table} WHERE content_hash IS NOT NULL ON CONFLICT DO NOTHING`,
    ).run();
    prepare(
      db,
      `UPDATE OR REPLACE ${table} SET photo_id = -${numberOf} WHERE photo_id IS NOT NULL AND photo_id <> ${numberOf}`,
    ).run();
    prepare(db, `UPDATE OR REPLACE ${table} SET photo_id = -photo_id WHERE photo_id < 0`).run();
  });
}

/** Rows filed under another photo than their bytes say. */
function* renumber(db: WriteDb, table: string): Generator<void, void> {
  let after = 0;
  const lastOf = preparePluck(db, `SELECT max(id) FROM (SELECT id FROM ${table} WHERE id > ? ORDER BY id LIMIT ?)`);
  const range = 'id > @after AND id <= @last AND content_hash IS NOT NULL';
  yield* inSteps(
    db,
    (rows) => lastOf.get(after, rows) as number | null,
    (last) => {
      transaction(db, () => {
        prepare(
          db,
          `INSERT INTO photos (content_hash) SELECT content_hash FROM ${table} WHERE ${range} ON CONFLICT DO NOTHING`,
        ).run({ after, last });
        const numberOf = `(SELECT p.id FROM photos AS p WHERE p.content_hash = ${table}.content_hash)`;
        prepare(
          db,
          `UPDATE ${table} SET photo_id = ${numberOf}
           WHERE id > @after AND id <= @last AND photo_id IS NOT ${numberOf}`,
        ).run({ after, last });
      });
      after = last;
    },
  );
}
