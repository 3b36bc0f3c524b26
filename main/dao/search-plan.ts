/** A query of the search field as SQL conditions on a location, and from which few rows to start where there are few. */
import { colourLabels, flags } from '../../preload/contract/marks.js';
import type { MarkField } from '../../preload/contract/marks.js';
import type { LibraryId, LocationId, TagId } from '../../preload/contract/model.js';
import { boundsOfDate, conjuncts, isEverything, parseSearch } from '../../preload/contract/search-query.js';
import type {
  MediaType,
  NameField,
  PhotoState,
  Position,
  SearchQuery,
  SearchTerm,
  TextScope,
} from '../../preload/contract/search-query.js';
import { lastLevelOf } from '../../preload/contract/tag-path.js';
import { isSpellable, namesMeant, oneSlipAway, wordsOf } from '../core/search-words.js';
import { idSet } from '../db/id-sets.js';
import type { IdSet } from '../db/id-sets.js';
import { prepare, preparePluck } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { bears, locationsOfTag } from './borne.js';
import { idList } from './columns.js';
import { hasCopyTagRows, hasUnhashedTagRows } from './leads-to.js';
import { hasWaitingMarks, markSql } from './marks.js';
import type { AlikePhoto } from './similar.js';
import { medianPosition } from './places-named.js';
import { cameraLabelSql, camerasKnown, lensesKnown } from './search-values.js';
import { withDescendants } from './tags.js';
import { isSound } from './verification.js';

/** What a query is asked beside the database. */
export interface SearchContext {
  /** Libraries that are not online now. */
  readonly away: readonly LibraryId[];
  /** Photos that look like the one at a location, the most alike first; see `SimilarPhotos`. Absent where nobody can tell. */
  readonly similarTo?: (locationId: LocationId) => readonly AlikePhoto[];
}

export const noContext: SearchContext = { away: [] };

/** Tests take others, so that each way of reading is taken with few rows. */
export interface SearchLimits {
  /** Start from so many rows at the most, and sort them; go through all in their order where there are more. */
  readonly start: number;
  /** Of as many ids or fewer a set is made; of more, the index is asked about each row. */
  readonly set: number;
  /** Rows that are asked whether a word is on most photos; 0: no word is taken to be. */
  readonly samples: number;
}

export const usualLimits: SearchLimits = { start: 30_000, set: 150_000, samples: 32 };
const mostAlbumsDeep = 4;
/** Of the samples: from so many on, going through all finds a first screen soon. */
const denseShare = 0.4;

export interface Correction {
  readonly typed: string;
  readonly meant: string;
}

export interface SearchPlan {
  readonly condition: (alias: string) => string;
  /** A query for ids of all locations that it may hold for, some perhaps twice; null when they are many. */
  readonly start: string | null;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** For `in_set`. */
  readonly sets: readonly IdSet[];
  /** Photos all of whose files are gone are asked for. */
  readonly wantsMissing: boolean;
  readonly corrections: readonly Correction[];
  /** Names that lead to nothing: tags, places, albums of that name there are none. */
  readonly unknown: readonly { readonly field: NameField | 'near'; readonly name: string }[];
}

/** How one term or group is asked for. */
interface Part {
  /** Never NULL. */
  readonly condition: (alias: string) => string;
  readonly start: { readonly sql: string; readonly count: number } | null;
}

const never: Part = { condition: () => '0', start: { sql: 'SELECT 0 AS id WHERE 0', count: 0 } };

/** Call it in the snapshot in which the plan is used. */
export function planSearch(
  db: ReadDb,
  query: SearchQuery,
  context: SearchContext = noContext,
  limits: SearchLimits = usualLimits,
): SearchPlan | null {
  if (isEverything(query)) return null;
  return new Planner(db, context, limits).plan(query);
}

class Planner {
  readonly #db: ReadDb;
  readonly #context: SearchContext;
  readonly #limits: SearchLimits;
  readonly #parameters: Record<string, string | number> = {};
  readonly #sets: IdSet[] = [];
  readonly #corrections: Correction[] = [];
  readonly #unknown: { readonly field: NameField | 'near'; readonly name: string }[] = [];
  readonly #hasUnhashed: boolean;
  readonly #hasCopies: boolean;
  readonly #hasWaitingMarks: boolean;
  #parameterCount = 0;
  #albumDepth = 0;

  constructor(db: ReadDb, context: SearchContext, limits: SearchLimits) {
    this.#db = db;
    this.#context = context;
    this.#limits = limits;
    this.#hasUnhashed = hasUnhashedTagRows(db);
    this.#hasCopies = hasCopyTagRows(db);
    this.#hasWaitingMarks = hasWaitingMarks(db);
  }

  plan(query: SearchQuery): SearchPlan {
    const { condition, start } = this.#part(query);
    const few = start !== null && start.count <= this.#limits.start && !this.#isFewerInTime(query, start.count);
    return {
      condition,
      start: few ? start.sql : null,
      parameters: this.#parameters,
      sets: this.#sets,
      wantsMissing: mentionsMissing(query),
      corrections: this.#corrections,
      unknown: this.#unknown,
    };
  }

  /** The dates that are asked for hold fewer rows than there are to start from: their index is read in its order. */
  #isFewerInTime(query: SearchQuery, count: number): boolean {
    let [from, to] = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
    for (const part of conjuncts(query)) {
      if (part.kind !== 'date' && part.kind !== 'before' && part.kind !== 'after') continue;
      const [partFrom, partTo] = boundsOf(part);
      from = Math.max(from, partFrom);
      to = Math.min(to, partTo);
    }
    if (from === Number.MIN_SAFE_INTEGER && to === Number.MAX_SAFE_INTEGER) return false;
    const inTime = preparePluck(
      this.#db,
      `SELECT count(*) FROM (SELECT 1 FROM image_exif INDEXED BY image_exif_grid
         WHERE sort_time_ms >= ? AND sort_time_ms < ? LIMIT ?)`,
    ).get(from, to, count) as number;
    return inTime < count;
  }

  #part(query: SearchQuery): Part {
    switch (query.kind) {
      case 'all':
        return this.#all(query.of);
      case 'any':
        return this.#either(query.of.map((part) => this.#part(part)));
      case 'not': {
        const { condition } = this.#part(query.of);
        return { condition: (alias) => `NOT (${condition(alias)})`, start: null };
      }
      default:
        return this.#term(query);
    }
  }

  #all(queries: readonly SearchQuery[]): Part {
    const parts = queries.map((query) => this.#part(query));
    let start: Part['start'] = null;
    for (const part of parts) {
      if (part.start !== null && (start === null || part.start.count < start.count)) start = part.start;
    }
    return {
      condition: (alias) =>
        parts.length === 0 ? '1' : parts.map(({ condition }) => `(${condition(alias)})`).join(' AND '),
      start,
    };
  }

  #either(parts: readonly Part[]): Part {
    const possible = parts.filter((part) => part.start?.count !== 0);
    const [first, ...others] = possible;
    if (first === undefined) return never;
    if (others.length === 0) return first;
    const starts = possible.map(({ start }) => start);
    const known = starts.filter((start) => start !== null);
    return {
      condition: (alias) => possible.map(({ condition }) => `(${condition(alias)})`).join(' OR '),
      start:
        known.length < starts.length
          ? null
          : {
              sql: known.map(({ sql }) => `SELECT id FROM (${sql})`).join(' UNION ALL '),
              count: known.reduce((sum, { count }) => sum + count, 0),
            },
    };
  }

  #term(term: SearchTerm): Part {
    switch (term.kind) {
      case 'text':
        return this.#text(term.scope, term.text, term.isPhrase);
      case 'name':
        return this.#named(term.field, term.name);
      case 'date':
      case 'before':
      case 'after':
        return this.#inTime(...boundsOf(term));
      case 'near':
        return this.#near(term.at, term.km);
      case 'type':
        return this.#type(term.type);
      case 'is':
        return this.#state(term.state);
      case 'rating':
        return this.#marked('rating', ({ at_least: '>=', at_most: '<=', exactly: '=' } as const)[term.is], term.stars);
      case 'flag':
        return this.#marked('flag', '=', codeOf(flags, term.flag));
      case 'label':
        return this.#marked('label', '=', codeOf(colourLabels, term.label));
    }
  }

  // ---------------------------------------------------------------- words

  #text(scope: TextScope, text: string, isPhrase: boolean): Part {
    const found = this.#words(scope, text, isPhrase);
    if (found.start?.count !== 0 || isPhrase) return found;
    const words = wordsOf(text);
    const [word] = words;
    if (word === undefined || words.length > 1 || !isSpellable(word)) return found;
    const meant = this.#wordMeant(scope, word);
    if (meant === null) return found;
    this.#correct(text, meant);
    return this.#words(scope, meant, false);
  }

  #words(scope: TextScope, text: string, isPhrase: boolean): Part {
    const words = wordsOf(text);
    // The last word may go on, except a single letter, which begins too much.
    const match = `"${text.replaceAll('"', '""')}"${isPhrase || text.length < 2 ? '' : ' *'}`;
    switch (scope) {
      case 'any': {
        const parts = [this.#indexed('search_names', match), this.#indexed('search_texts', match)];
        if (words.length === 0) return never;
        const tags = this.#tags().filter(({ name }) => holds(name, words, isPhrase));
        if (tags.length > 0) parts.push(this.#tagged(tags.map(({ id }) => id)));
        const cameras = camerasKnown(this.#db).filter((name) => holds(name, words, isPhrase));
        if (cameras.length > 0) parts.push(this.#byCamera(cameras));
        const lenses = lensesKnown(this.#db).filter((name) => holds(name, words, isPhrase));
        if (lenses.length > 0) parts.push(this.#byLens(lenses));
        return this.#either(parts);
      }
      case 'name':
      case 'folder':
        return this.#indexed('search_names', `${scope} : ${match}`);
      case 'text':
        // Words about the picture are no text of it.
        return this.#indexed('search_texts', `- {object colour} : ${match}`);
      default:
        return this.#indexed('search_texts', `${scope} : ${match}`);
    }
  }

  #indexed(table: 'search_names' | 'search_texts', match: string): Part {
    const key = table === 'search_names' ? 'id' : 'photo_id';
    const parameter = this.#bind(match);
    if (this.#isOnMost(table, match)) {
      return {
        condition: (alias) =>
          // To an index of texts, no number is any number.
          `(${alias}.${key} IS NOT NULL AND EXISTS (SELECT 1 FROM ${table} WHERE ${table} MATCH ${parameter} AND rowid = ${alias}.${key}))`,
        start: null,
      };
    }
    const list = preparePluck(this.#db, `SELECT json_group_array(rowid) FROM ${table} WHERE ${table} MATCH ?`).get(
      match,
    ) as string;
    return this.#oneOf(list, key);
  }

  #isOnMost(table: 'search_names' | 'search_texts', match: string): boolean {
    const { samples } = this.#limits;
    const last = preparePluck(
      this.#db,
      table === 'search_names' ? 'SELECT max(id) FROM image_exif' : 'SELECT max(id) FROM photos',
    ).get() as number | null;
    if (samples === 0 || last === null || last < samples) return false;
    const probe = preparePluck(this.#db, `SELECT 1 FROM ${table} WHERE ${table} MATCH ? AND rowid = ?`);
    let hits = 0;
    for (let n = 1; n <= samples; n++) if (probe.get(match, Math.floor((last * n) / samples)) === 1) hits++;
    return hits >= samples * denseShare;
  }

  /** The word that one slip leads to, of several the one on most photos; null when there is none. */
  #wordMeant(scope: TextScope, word: string): string | null {
    const around = [...oneSlipAway(word)];
    const known = preparePluck(
      this.#db,
      'SELECT w.word FROM json_each(?) AS wanted CROSS JOIN search_words AS w ON w.word = wanted.value',
    ).all(JSON.stringify(around)) as string[];
    const names =
      scope === 'any'
        ? [...this.#tags().map(({ name }) => name), ...camerasKnown(this.#db), ...lensesKnown(this.#db)]
        : [];
    const near = new Set(around);
    const candidates = new Set([...known, ...names.flatMap(wordsOf).filter((one) => near.has(one))]);
    let best: { readonly word: string; readonly count: number } | null = null;
    for (const candidate of [...candidates].sort()) {
      const { start } = this.#words(scope, candidate, false);
      const count = start === null ? Number.MAX_SAFE_INTEGER : start.count;
      if (count > 0 && (best === null || count > best.count)) best = { word: candidate, count };
    }
    return best?.word ?? null;
  }

  // ---------------------------------------------------------------- names

  #named(field: NameField, name: string): Part {
    switch (field) {
      case 'tag': {
        const { found } = this.#meant(field, name, this.#tags(), (tag) => [tag.name, lastLevelOf(tag.name)]);
        return found.length === 0 ? never : this.#tagged(found.map(({ id }) => id));
      }
      case 'library': {
        const libraries = prepare(
          this.#db,
          `SELECT l.id, l.name, c.locations FROM libraries AS l CROSS JOIN library_counts AS c ON c.library_id = l.id
           WHERE l.removed_at IS NULL`,
        ).all() as { readonly id: LibraryId; readonly name: string; readonly locations: number }[];
        const { found } = this.#meant(field, name, libraries, (library) => [library.name]);
        if (found.length === 0) return never;
        const wanted = this.#bind(idList(found.map(({ id }) => id)));
        return {
          condition: (alias) => `${alias}.library_id IN (SELECT value FROM json_each(${wanted}))`,
          start: {
            sql: `SELECT l.id FROM json_each(${wanted}) AS wanted
              CROSS JOIN image_exif AS l INDEXED BY image_exif_library_order ON l.library_id = wanted.value`,
            count: found.reduce((sum, { locations }) => sum + locations, 0),
          },
        };
      }
      case 'camera': {
        const { found } = this.#meant(field, name, camerasKnown(this.#db), (label) => [label, modelOf(label)]);
        return found.length === 0 ? never : this.#byCamera(found);
      }
      case 'lens': {
        const { found } = this.#meant(field, name, lensesKnown(this.#db), (label) => [label]);
        return found.length === 0 ? never : this.#byLens(found);
      }
      case 'album':
        return this.#inAlbum(name);
    }
  }

  /** Chosen photos, or those that the album's own search finds. */
  #inAlbum(name: string): Part {
    const albums = prepare(
      this.#db,
      'SELECT id, name, query FROM albums WHERE deleted_at IS NULL ORDER BY id',
    ).all() as {
      readonly id: number;
      readonly name: string;
      readonly query: string | null;
    }[];
    const { found } = this.#meant('album', name, albums, (album) => [album.name]);
    if (found.length === 0) return never;
    const chosen = found.filter(({ query }) => query === null).map(({ id }) => id);
    const parts = chosen.length === 0 ? [] : [this.#chosenFor(chosen)];
    for (const { query } of found) {
      // An album may name another one, or itself.
      if (query === null || this.#albumDepth >= mostAlbumsDeep) continue;
      this.#albumDepth += 1;
      parts.push(this.#part(parseSearch(query).query));
      this.#albumDepth -= 1;
    }
    return this.#either(parts);
  }

  #chosenFor(albums: readonly number[]): Part {
    const ids = idList(albums);
    const wanted = `IN (SELECT value FROM json_each(${this.#bind(ids)}))`;
    const rowsOf = `album_photos AS a INDEXED BY album_photos_order`;
    return {
      condition: (alias) =>
        `(EXISTS (SELECT 1 FROM album_photos AS a WHERE a.photo_id = ${alias}.photo_id AND a.album_id ${wanted} AND a.position IS NOT NULL)
          OR EXISTS (SELECT 1 FROM album_photos AS a WHERE a.photo_id IS NULL AND a.rel_path = ${alias}.rel_path
            AND a.library_id = ${alias}.library_id AND a.album_id ${wanted} AND a.position IS NOT NULL))`,
      start: {
        sql: `SELECT l.id FROM ${rowsOf} CROSS JOIN image_exif AS l ON l.photo_id = a.photo_id
            WHERE a.album_id ${wanted} AND a.position IS NOT NULL
          UNION ALL SELECT l.id FROM ${rowsOf} CROSS JOIN image_exif AS l ON l.rel_path = a.rel_path AND l.library_id = a.library_id
            WHERE a.album_id ${wanted} AND a.position IS NOT NULL AND a.photo_id IS NULL`,
        count: preparePluck(
          this.#db,
          `SELECT count(*) FROM json_each(?) AS wanted CROSS JOIN ${rowsOf} ON a.album_id = wanted.value AND a.position IS NOT NULL`,
        ).get(ids) as number,
      },
    };
  }

  #meant<T>(
    field: NameField,
    name: string,
    all: readonly T[],
    namesOf: (item: T) => readonly string[],
  ): { readonly found: readonly T[] } {
    const { found, isGuess } = namesMeant(name, all, namesOf);
    const [first] = found;
    if (first === undefined) this.#unknown.push({ field, name });
    else if (isGuess) this.#correct(name, namesOf(first)[0] ?? name);
    return { found };
  }

  #tags(): readonly { readonly id: TagId; readonly name: string }[] {
    return prepare(this.#db, 'SELECT id, name FROM tags WHERE deleted_at IS NULL ORDER BY id').all() as {
      readonly id: TagId;
      readonly name: string;
    }[];
  }

  /** What stands below a tag is meant with it. */
  #tagged(meant: readonly TagId[]): Part {
    const tags = withDescendants(this.#db, meant);
    const list = this.#bind(idList(tags));
    const wanted = `IN (SELECT value FROM json_each(${list}))`;
    const photos = preparePluck(
      this.#db,
      `SELECT coalesce(sum(photos), 0) FROM tag_counts WHERE tag_id IN (SELECT value FROM json_each(?))`,
    ).get(idList(tags)) as number;
    // Rows without a hash are few, and not counted; nor are photos all of whose files are missing.
    const count = photos === 0 ? this.#rowsOfTags(tags) : photos;
    return {
      condition: (alias) => bears(alias, `AND t.tag_id ${wanted}`, this.#hasUnhashed, this.#hasCopies),
      start: { sql: locationsOfTag(wanted, this.#hasUnhashed), count },
    };
  }

  #rowsOfTags(tags: readonly TagId[]): number {
    return preparePluck(
      this.#db,
      `SELECT count(*) FROM json_each(?) AS wanted CROSS JOIN tagged_photo AS t INDEXED BY tagged_photo_tag ON t.tag_id = wanted.value`,
    ).get(idList(tags)) as number;
  }

  #byCamera(labels: readonly string[]): Part {
    const wanted = JSON.stringify(labels);
    const parameter = this.#bind(wanted);
    return (
      this.#fewOf(
        `SELECT e.id FROM json_each(?) AS wanted CROSS JOIN image_exif AS e INDEXED BY image_exif_camera
         ON ${cameraLabelSql('e')} = wanted.value AND e.camera_model IS NOT NULL`,
        wanted,
      ) ?? {
        condition: (alias) => `coalesce(${cameraLabelSql(alias)} IN (SELECT value FROM json_each(${parameter})), 0)`,
        start: null,
      }
    );
  }

  #byLens(labels: readonly string[]): Part {
    const wanted = JSON.stringify(labels);
    const parameter = this.#bind(wanted);
    return (
      this.#fewOf(
        `SELECT e.id FROM json_each(?) AS wanted CROSS JOIN image_exif AS e INDEXED BY image_exif_lens
         ON e.lens_model = wanted.value AND e.lens_model IS NOT NULL`,
        wanted,
      ) ?? {
        condition: (alias) => `coalesce(${alias}.lens_model IN (SELECT value FROM json_each(${parameter})), 0)`,
        start: null,
      }
    );
  }

  // ---------------------------------------------------------------- time and place

  #inTime(from: number, to: number): Part {
    const [first, end] = [this.#bind(from), this.#bind(to)];
    return {
      condition: (alias) => `${alias}.sort_time_ms >= ${first} AND ${alias}.sort_time_ms < ${end}`,
      start: null,
    };
  }

  #near(at: Position | string, km: number): Part {
    const position = typeof at === 'string' ? this.#positionNamed(at) : at;
    if (position === null) {
      if (typeof at === 'string') this.#unknown.push({ field: 'near', name: at });
      return never;
    }
    const { sql, parameters } = closeTo(position, km);
    const bound = Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, this.#bind(value)]));
    const condition = (alias: string): string => sql(alias, (key) => bound[key] ?? 'NULL');
    return (
      this.#fewOf(
        `SELECT e.id FROM image_exif AS e INDEXED BY image_exif_position
         WHERE e.latitude IS NOT NULL AND ${sql('e', (key) => `@${key}`)}`,
        parameters,
      ) ?? { condition: (alias) => `coalesce(${condition(alias)}, 0)`, start: null }
    );
  }

  #positionNamed(name: string): Position | null {
    const { found } = namesMeant(name, this.#tags(), (tag) => [tag.name, lastLevelOf(tag.name)]);
    const match = `{title caption keyword place} : "${name.replaceAll('"', '""')}"`;
    return medianPosition(
      this.#db,
      found.map(({ id }) => id),
      match,
      this.#hasUnhashed,
    );
  }

  // ---------------------------------------------------------------- what photos are

  #type(type: MediaType): Part {
    if (type === 'photo') return { condition: (alias) => `${alias}.media_kind = 'image'`, start: null };
    const kind = `${type === 'raw' ? `SELECT coalesce(stack_cover_id, id) AS id` : 'SELECT id'} FROM image_exif
      INDEXED BY image_exif_kind WHERE media_kind = '${type}' AND media_kind <> 'image'`;
    return {
      condition: (alias) =>
        type === 'video'
          ? `${alias}.media_kind = 'video'`
          : `(${alias}.media_kind = 'raw' OR EXISTS (SELECT 1 FROM image_exif AS b INDEXED BY image_exif_stack
              WHERE b.stack_cover_id = ${alias}.id AND b.media_kind = 'raw'))`,
      start: this.#counted(kind),
    };
  }

  #marked(field: MarkField, sign: '>=' | '<=' | '=', value: number): Part {
    const is = `${sign} ${String(value)}`;
    const condition = (alias: string): string => `${markSql(alias, field, this.#hasWaitingMarks)} ${is}`;
    // Photos without any mark are not in the list of those that have some.
    if (value === 0 || sign === '<=') return { condition, start: null };
    const byPhoto = `SELECT l.id FROM photo_marks AS k INDEXED BY photo_marks_set CROSS JOIN image_exif AS l ON l.photo_id = k.photo_id
      WHERE k.photo_id IS NOT NULL AND k.rating + k.flag + k.label > 0 AND k.${field} ${is}`;
    const byPlace = `SELECT l.id FROM photo_marks AS k INDEXED BY photo_marks_unhashed
      CROSS JOIN image_exif AS l ON l.rel_path = k.rel_path AND l.library_id = k.library_id
      WHERE k.photo_id IS NULL AND k.${field} ${is}`;
    return { condition, start: this.#counted(this.#hasWaitingMarks ? `${byPhoto} UNION ALL ${byPlace}` : byPhoto) };
  }

  #state(state: PhotoState): Part {
    switch (state) {
      case 'untagged':
        return { condition: (alias) => `NOT ${bears(alias, '', this.#hasUnhashed, false)}`, start: null };
      case 'missing':
        return {
          condition: isMissing,
          start: this.#counted(
            'SELECT id FROM image_exif INDEXED BY image_exif_not_present WHERE presence = 2 AND presence <> 0',
          ),
        };
      case 'damaged':
        return {
          condition: (alias) => `${alias}.preview_state = 3`,
          start: this.#counted(
            'SELECT id FROM image_exif INDEXED BY image_exif_problem WHERE preview_state >= 2 AND preview_state = 3',
          ),
        };
      case 'duplicates': {
        const source = `SELECT l.id FROM (SELECT photo_id FROM image_exif INDEXED BY image_exif_photo
            WHERE photo_id IS NOT NULL AND presence < 2 GROUP BY photo_id HAVING count(*) > 1) AS several
          CROSS JOIN image_exif AS l ON l.photo_id = several.photo_id`;
        return {
          condition: (alias) => `(${isSound(alias)} AND EXISTS (SELECT 1 FROM image_exif AS twin
            WHERE twin.photo_id = ${alias}.photo_id AND twin.presence < 2 AND twin.id <> ${alias}.id AND ${isSound('twin')}))`,
          start: this.#counted(source),
        };
      }
      case 'edited':
        return {
          condition: (
            alias,
          ) => `EXISTS (SELECT 1 FROM photos AS q CROSS JOIN content_lineage AS l ON l.to_hash = q.content_hash
            WHERE q.id = ${alias}.photo_id AND l.verdict = 'edited')`,
          start: this
            .#counted(`SELECT l.id FROM (SELECT DISTINCT to_hash FROM content_lineage WHERE verdict = 'edited') AS n
            CROSS JOIN photos AS p ON p.content_hash = n.to_hash CROSS JOIN image_exif AS l ON l.photo_id = p.id`),
        };
      case 'located':
        return {
          condition: (alias) => `${alias}.latitude IS NOT NULL`,
          start: this.#counted('SELECT id FROM image_exif INDEXED BY image_exif_position WHERE latitude IS NOT NULL'),
        };
      case 'described':
        return {
          condition: (alias) => `EXISTS (SELECT 1 FROM photo_insights AS i
            WHERE i.photo_id = ${alias}.photo_id AND i.is_current = 1 AND i.deleted_at IS NULL)`,
          start: null,
        };
      case 'offline': {
        const away = this.#bind(idList(this.#context.away));
        const isAway = (alias: string): string => `${alias}.library_id IN (SELECT value FROM json_each(${away}))`;
        return {
          condition: (alias) => `(${isAway(alias)} AND NOT EXISTS (SELECT 1 FROM image_exif AS near
            WHERE near.photo_id = ${alias}.photo_id AND near.presence < 2 AND NOT ${isAway('near')}))`,
          start: this.#context.away.length === 0 ? never.start : null,
        };
      }
    }
  }

  // ---------------------------------------------------------------- common

  #bind(value: string | number): string {
    const name = `q${String(this.#parameterCount++)}`;
    this.#parameters[name] = value;
    return `@${name}`;
  }

  #correct(typed: string, meant: string): void {
    if (!this.#corrections.some((one) => one.typed === typed)) this.#corrections.push({ typed, meant });
  }

  /** Of a JSON list of ids. */
  #oneOf(list: string, key: 'id' | 'photo_id'): Part {
    const ids = JSON.parse(list) as number[];
    if (ids.length === 0) return never;
    const n = this.#sets.push(idSet(ids)) - 1;
    const condition = (alias: string): string => `in_set(${String(n)}, ${alias}.${key})`;
    if (ids.length > this.#limits.start) return { condition, start: null };
    const parameter = this.#bind(list);
    const sql =
      key === 'id'
        ? `SELECT value AS id FROM json_each(${parameter})`
        : `SELECT l.id FROM json_each(${parameter}) AS found CROSS JOIN image_exif AS l ON l.photo_id = found.value`;
    return { condition, start: { sql, count: ids.length } };
  }

  /** Null when there are too many to make a set of them. */
  #fewOf(sql: string, parameters: unknown): Part | null {
    const { set } = this.#limits;
    const list = preparePluck(this.#db, `SELECT json_group_array(id) FROM (${sql} LIMIT ${String(set + 1)})`).get(
      parameters,
    ) as string;
    const part = this.#oneOf(list, 'id');
    const size = list === '[]' ? 0 : list.split(',').length;
    return size > set ? null : part;
  }

  #counted(sql: string): Part['start'] {
    const most = this.#limits.start + 1;
    const count = preparePluck(this.#db, `SELECT count(*) FROM (${sql} LIMIT ${String(most)})`).get() as number;
    return count >= most ? null : { sql, count };
  }
}

/** The location is of a photo all of whose files are gone. */
export function isMissing(alias: string): string {
  return `(${alias}.presence = 2 AND NOT EXISTS (SELECT 1 FROM image_exif AS c
    WHERE c.photo_id = ${alias}.photo_id AND c.presence < 2))`;
}

type DateTerm = Extract<SearchTerm, { readonly kind: 'date' } | { readonly kind: 'before' | 'after' }>;

/** As numbers in the database. */
function codeOf<T extends string>(names: readonly T[], name: T | 'none'): number {
  return name === 'none' ? 0 : names.indexOf(name) + 1;
}

function mentionsMissing(query: SearchQuery): boolean {
  switch (query.kind) {
    case 'all':
    case 'any':
      return query.of.some(mentionsMissing);
    case 'not':
      return mentionsMissing(query.of);
    default:
      return query.kind === 'is' && query.state === 'missing';
  }
}

function boundsOf(term: DateTerm): readonly [number, number] {
  const [first, end] = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
  switch (term.kind) {
    case 'before':
      return [first, boundsOfDate(term.date)[0]];
    case 'after':
      return [boundsOfDate(term.date)[1], end];
    case 'date':
      return [
        term.from === null ? first : boundsOfDate(term.from)[0],
        term.to === null ? end : boundsOfDate(term.to)[1],
      ];
  }
}

/** A name holds all words one after the other, the last of which may go on unless it is a phrase. */
function holds(name: string, words: readonly string[], isPhrase: boolean): boolean {
  const own = wordsOf(name);
  return own.some((_, at) =>
    words.every((word, n) => {
      const there = own[at + n];
      const isLast = n === words.length - 1;
      return there === word || (isLast && !isPhrase && word.length > 1 && there?.startsWith(word) === true);
    }),
  );
}

/** Without its maker. */
function modelOf(label: string): string {
  return label.slice(label.indexOf(' ') + 1);
}

const kmPerDegree = 111.195;

/** On a plane around the position: right to a thousandth up to some hundred kilometres. */
function closeTo(
  { latitude, longitude }: Position,
  km: number,
): {
  readonly sql: (alias: string, at: (key: string) => string) => string;
  readonly parameters: Record<string, number>;
} {
  const degrees = km / kmPerDegree;
  const shrink = Math.max(Math.cos((latitude * Math.PI) / 180), 0.01);
  const parameters = { latitude, longitude, south: latitude - degrees, north: latitude + degrees, shrink, degrees };
  const away = (alias: string, at: (key: string) => string): string => {
    const east = `abs(${alias}.longitude - ${at('longitude')})`;
    return `min(${east}, 360 - ${east}) * ${at('shrink')}`;
  };
  return {
    parameters,
    sql: (alias, at) => {
      const north = `(${alias}.latitude - ${at('latitude')})`;
      const east = `(${away(alias, at)})`;
      return `${alias}.latitude >= ${at('south')} AND ${alias}.latitude <= ${at('north')}
        AND ${north} * ${north} + ${east} * ${east} <= ${at('degrees')} * ${at('degrees')}`;
    },
  };
}
