/**
 * Keeps the index of searches up: `search_names` by location, `search_texts` by photo, `search_words`. Triggers write down
 * what changed, and it is indexed in steps; all of it can be made again.
 */
import type { EmbeddedField, InsightFact } from '../../preload/contract/model.js';
import { fileNameOf } from '../core/rel-path.js';
import { isSpellable, wordsOf } from '../core/search-words.js';
import { inSteps } from '../db/in-steps.js';
import { prepare, preparePluck, prepareRaw, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { searchWordsOf } from '../core/seen-words.js';
import { seenInPhotos } from './photo-signals.js';
import { getAppState, setAppState } from './app-state.js';
import { idList } from './columns.js';

export const textColumns = [
  'title',
  'caption',
  'keyword',
  'person',
  'place',
  'credit',
  'writing',
  'object',
  'colour',
] as const;
export type TextColumn = (typeof textColumns)[number];

/** Ratings and labels are no words. */
const columnOfField: Readonly<Partial<Record<EmbeddedField, TextColumn>>> = {
  title: 'title',
  description: 'caption',
  keyword: 'keyword',
  keyword_path: 'keyword',
  person: 'person',
  place: 'place',
  creator: 'credit',
  copyright: 'credit',
};

/** In one step: each transaction adds a segment to the index, and many small ones are merged over and over. */
const leastNames = 400;
/** A photo has texts for so many names. */
const namesPerPhoto = 4;

/**
 * Indexes what waits: changed names and photos, new files, and photos from before there was an index. Stops early, between
 * two steps, when `isInterrupted` says so. Returns how many names and photos were indexed.
 */
export function* fillSearchSteps(db: WriteDb, isInterrupted: () => boolean = () => false): Generator<void, number> {
  let indexed = 0;
  const words = new WordCollector(db);
  const queue = function* <T>(
    next: (rows: number) => readonly T[],
    work: (items: readonly T[]) => void,
  ): Generator<void> {
    yield* inSteps(
      db,
      (rows) => {
        const items = isInterrupted() ? [] : next(rows);
        return items.length === 0 ? null : items;
      },
      (items) => {
        transaction(db, () => {
          work(items);
          words.write();
        });
        indexed += items.length;
      },
      leastNames,
    );
  };
  yield* queue(
    (rows) => ids(db, 'SELECT location_id FROM search_names_waiting LIMIT ?', rows),
    (locations) => {
      indexNamesAgain(db, locations, words);
    },
  );
  yield* queue(
    (rows) => newNames(db, rows),
    (names) => {
      indexNames(db, names, words);
      setAppState(db, 'searchNamesTo', names.at(-1)?.[0] ?? 0);
    },
  );
  yield* queue(
    (rows) => ids(db, 'SELECT photo_id FROM search_texts_waiting LIMIT ?', Math.ceil(rows / namesPerPhoto)),
    (photos) => {
      indexTexts(db, photos, words);
      prepare(db, 'DELETE FROM search_texts_waiting WHERE photo_id IN (SELECT value FROM json_each(?))').run(
        idList(photos),
      );
    },
  );
  yield* queue(
    (rows) => {
      const from = getAppState(db, 'searchTextsFrom') ?? 0;
      if (from === 0) return [];
      return ids(
        db,
        'SELECT id FROM photos WHERE id <= ? ORDER BY id DESC LIMIT ?',
        from,
        Math.ceil(rows / namesPerPhoto),
      );
    },
    (photos) => {
      indexTexts(db, photos, words);
      setAppState(db, 'searchTextsFrom', Math.max(0, (photos.at(-1) ?? 1) - 1));
    },
  );
  return indexed;
}

/** Something waits to be indexed. */
export function isSearchBehind(db: ReadDb): boolean {
  const behind = preparePluck(
    db,
    `SELECT EXISTS (SELECT 1 FROM search_names_waiting) OR EXISTS (SELECT 1 FROM search_texts_waiting)
       OR coalesce((SELECT max(id) FROM image_exif), 0) > @namesTo OR @textsFrom > 0`,
  ).get({ namesTo: getAppState(db, 'searchNamesTo') ?? 0, textsFrom: getAppState(db, 'searchTextsFrom') ?? 0 });
  return behind === 1;
}

/** All of it is to be made anew: for a database whose rows may not be those that it was made of. */
export function forgetSearchIndex(db: WriteDb): void {
  transaction(db, () => {
    for (const table of ['search_names', 'search_texts'])
      db.exec(`INSERT INTO ${table} (${table}) VALUES ('delete-all')`);
    db.exec('DELETE FROM search_words; DELETE FROM search_names_waiting; DELETE FROM search_texts_waiting');
    setAppState(db, 'searchNamesTo', 0);
    const last = preparePluck(db, 'SELECT coalesce(max(id), 0) FROM photos').get() as number;
    setAppState(db, 'searchTextsFrom', last);
  });
}

function ids(db: ReadDb, sql: string, ...parameters: readonly number[]): readonly number[] {
  return preparePluck(db, sql).all(...parameters) as number[];
}

type Name = readonly [id: number, relPath: string];

function newNames(db: ReadDb, limit: number): readonly Name[] {
  return prepareRaw(db, 'SELECT id, rel_path FROM image_exif NOT INDEXED WHERE id > ? ORDER BY id LIMIT ?').all(
    getAppState(db, 'searchNamesTo') ?? 0,
    limit,
  ) as Name[];
}

function indexNamesAgain(db: WriteDb, locations: readonly number[], words: WordCollector): void {
  const wanted = idList(locations);
  prepare(db, 'DELETE FROM search_names WHERE rowid IN (SELECT value FROM json_each(?))').run(wanted);
  const names = prepareRaw(
    db,
    'SELECT e.id, e.rel_path FROM json_each(?) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value',
  ).all(wanted) as Name[];
  indexNames(db, names, words);
  prepare(db, 'DELETE FROM search_names_waiting WHERE location_id IN (SELECT value FROM json_each(?))').run(wanted);
}

/** A row that is there is replaced. */
function indexNames(db: WriteDb, names: readonly Name[], words: WordCollector): void {
  const insert = prepare(db, 'INSERT OR REPLACE INTO search_names (rowid, folder, name) VALUES (?, ?, ?)');
  for (const [id, relPath] of names) {
    const name = fileNameOf(relPath);
    insert.run(id, relPath.slice(0, -name.length - 1), name);
    words.add(relPath);
  }
}

type TextRow = readonly [photoId: number, field: EmbeddedField, text: string];
type InsightTexts = readonly [photoId: number, title: string, summary: string, facts: string];

function indexTexts(db: WriteDb, photos: readonly number[], words: WordCollector): void {
  const wanted = idList(photos);
  const texts = new Map<number, Map<TextColumn, string[]>>();
  const add = (photo: number, column: TextColumn, text: string): void => {
    if (text === '') return;
    let columns = texts.get(photo);
    if (columns === undefined) {
      columns = new Map<TextColumn, string[]>();
      texts.set(photo, columns);
    }
    const list = columns.get(column);
    if (list === undefined) columns.set(column, [text]);
    else if (!list.includes(text)) list.push(text);
  };
  const embedded = prepareRaw(
    db,
    `SELECT p.id, t.field, t.text FROM json_each(?) AS wanted CROSS JOIN photos AS p ON p.id = wanted.value
     CROSS JOIN embedded_texts AS t ON t.content_hash = p.content_hash ORDER BY p.id, t.position`,
  ).all(wanted) as TextRow[];
  for (const [photo, field, text] of embedded) {
    const column = columnOfField[field];
    if (column !== undefined) add(photo, column, text);
  }
  const insights = prepareRaw(
    db,
    `SELECT i.photo_id, i.title, i.summary, i.facts FROM json_each(?) AS wanted
     CROSS JOIN photo_insights AS i ON i.photo_id = wanted.value AND i.is_current = 1 WHERE i.deleted_at IS NULL`,
  ).all(wanted) as InsightTexts[];
  for (const [photo, title, summary, facts] of insights) {
    add(photo, 'title', title);
    add(photo, 'caption', summary);
    for (const text of factTexts(facts)) add(photo, 'caption', text);
  }
  for (const [photo, seen] of seenInPhotos(db, photos)) {
    const { writing, objects, colours } = searchWordsOf(seen);
    for (const text of writing) add(photo, 'writing', text);
    for (const text of objects) add(photo, 'object', text);
    for (const text of colours) add(photo, 'colour', text);
  }
  prepare(db, 'DELETE FROM search_texts WHERE rowid IN (SELECT value FROM json_each(?))').run(wanted);
  const insert = prepare(
    db,
    `INSERT INTO search_texts (rowid, ${textColumns.join(', ')}) VALUES (?${', ?'.repeat(textColumns.length)})`,
  );
  // A full-text index writes out what it has collected whenever a number is not higher than the one before.
  for (const [photo, columns] of [...texts].sort(([one], [other]) => one - other)) {
    // A line is no part of a phrase with the next one.
    insert.run(photo, ...textColumns.map((column) => columns.get(column)?.join('\n') ?? null));
    for (const lines of columns.values()) for (const line of lines) words.add(line);
  }
}

function factTexts(json: string): readonly string[] {
  try {
    return (JSON.parse(json) as readonly InsightFact[]).map(({ text }) => text);
  } catch {
    return [];
  }
}

const mostWordsRemembered = 200_000;

/** Writes each word once, and remembers which ones it has written. */
class WordCollector {
  readonly #db: WriteDb;
  readonly #known = new Set<string>();
  #fresh: string[] = [];

  constructor(db: WriteDb) {
    this.#db = db;
  }

  add(text: string): void {
    for (const word of wordsOf(text)) {
      if (!isSpellable(word) || this.#known.has(word)) continue;
      if (this.#known.size >= mostWordsRemembered) this.#known.clear();
      this.#known.add(word);
      this.#fresh.push(word);
    }
  }

  /** Call it inside the transaction of what was added. */
  write(): void {
    const insert = prepare(this.#db, 'INSERT OR IGNORE INTO search_words (word) VALUES (?)');
    for (const word of this.#fresh) insert.run(word);
    this.#fresh = [];
  }
}
