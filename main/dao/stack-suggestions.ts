/** Stacks that are suggested: which photos are bursts, or nearly the same, and in no stack yet. See `core/stack-finding.ts`. */
import type { LocationId, StackSuggestion, StackSuggestions, SuggestedPhoto } from '../../preload/contract/model.js';
import { fileNameOf } from '../core/rel-path.js';
import type { SeenLight } from '../core/seen.js';
import {
  alikeLink,
  burstLinks,
  groupsOf,
  likelyPairs,
  meansOf,
  nearPairs,
  orderForStack,
  Signer,
  signatureWords,
  stackLimits,
} from '../core/stack-finding.js';
import type { Likeness, Link, LinkKind, StackCandidate, TimedPhotos } from '../core/stack-finding.js';
import { prepare, preparePluck, prepareRaw, snapshot } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { hashOf } from './columns.js';
import { embeddingsAfter, latestModels, lookCounts, scaleOf } from './photo-signals.js';
import { remembered } from './remembered.js';
import type { Remembered } from './remembered.js';
import { turnOfPhoto } from './turns.js';

/** The newest first. */
interface Found {
  readonly groups: readonly { readonly kind: LinkKind; readonly photos: Int32Array }[];
  readonly photos: number;
}

const rowsAtOnce = 50_000;
const vectorsAtOnce = 5_000;
/** Vectors whose means are taken for those of all. */
const typicalVectors = 1_000;
/** Room for vectors while they are compared: 350,000 of them, others are read again. */
const mostVectorBytes = 64_000_000;

/**
 * Finds suggestions and remembers them while nothing is written. Of each photo 64 signs of its vector stay in memory; its time, its
 * camera, and up to 64 MB of vectors are there meanwhile.
 */
export class StackFinder {
  readonly #db: ReadDb;
  readonly #found: Remembered<Found>;
  readonly #signatures: Signatures;

  constructor(db: ReadDb) {
    this.#db = db;
    this.#signatures = new Signatures(db);
    this.#found = remembered(db, () => snapshot(db, () => findStacks(db, this.#signatures)));
  }

  /** A part of them. Photos that are gone meanwhile are left out. */
  async page(offset: number, limit: number): Promise<StackSuggestions> {
    const { groups, photos } = await this.#found.rested();
    return snapshot(this.#db, () => ({
      total: groups.length,
      photos,
      groups: groups.slice(offset, offset + limit).flatMap((group) => suggestionOf(this.#db, group)),
      ...lookedAt(this.#db),
    }));
  }
}

function lookedAt(db: ReadDb): Pick<StackSuggestions, 'lookedAt' | 'notLookedAt'> {
  const { done, waiting, failed } = lookCounts(db);
  return { lookedAt: done, notLookedAt: waiting + failed };
}

// ------------------------------------------------------------------ finding

interface Rows extends TimedPhotos {
  readonly count: number;
  readonly photos: Int32Array;
  readonly ids: Int32Array;
}

export const timedPhotosSql = `
  SELECT json_group_array(id), json_group_array(sort_time_ms), json_group_array(photo_id), json_group_array(shape)
  FROM (SELECT e.id, e.sort_time_ms, e.photo_id, coalesce(e.width * 1000 / nullif(e.height, 0), 0) AS shape
        FROM image_exif AS e INDEXED BY image_exif_grid
        WHERE (e.sort_time_ms, e.id) > (@timeMs, @id) AND e.presence < 2 AND e.stack_cover_id IS NULL
          AND e.photo_id IS NOT NULL AND e.media_kind <> 'video' AND e.preview_state < 2
        ORDER BY e.sort_time_ms, e.id LIMIT @rows)`;

/** Each photo once, by the file that was taken first; those of stacks are left out. */
function readRows(db: ReadDb): Rows {
  const most = (preparePluck(db, 'SELECT max(id) FROM photos').get() as number | null) ?? 0;
  const isKnown = new Uint8Array(most + 1);
  for (const photo of preparePluck(
    db,
    `SELECT photo_id FROM stacked_photos INDEXED BY stacked_photos_stack
     WHERE stack IS NOT NULL AND photo_id IS NOT NULL`,
  ).all() as number[]) {
    isKnown[photo] = 1;
  }
  const [ids, timesMs, photos, aspects] = [
    new Int32Array(most),
    new Float64Array(most),
    new Int32Array(most),
    new Float32Array(most),
  ];
  let count = 0;
  let after = { timeMs: Number.MIN_SAFE_INTEGER, id: 0 };
  for (;;) {
    const texts = prepareRaw(db, timedPhotosSql).get({ ...after, rows: rowsAtOnce }) as string[];
    const [pageIds = [], times = [], pagePhotos = [], shapes = []] = texts.map((text) => JSON.parse(text) as number[]);
    for (const [at, photo] of pagePhotos.entries()) {
      if (isKnown[photo] !== 0) continue;
      isKnown[photo] = 1;
      ids[count] = pageIds[at] ?? 0;
      timesMs[count] = times[at] ?? 0;
      photos[count] = photo;
      aspects[count] = (shapes[at] ?? 0) / 1000;
      count++;
    }
    if (pageIds.length < rowsAtOnce) break;
    after = { timeMs: times.at(-1) ?? 0, id: pageIds.at(-1) ?? 0 };
  }
  const rows = {
    count,
    ids: ids.subarray(0, count),
    timesMs: timesMs.subarray(0, count),
    photos: photos.subarray(0, count),
    aspects: aspects.subarray(0, count),
    cameras: new Int32Array(count),
  };
  addCameras(db, rows);
  return rows;
}

/**
 * Only of photos that have another one within moments: who stands alone is in no burst. A time that is that of the file, or
 * that a name tells, says nothing of a burst: copies of a folder have one time.
 */
function addCameras(db: ReadDb, { count, ids, timesMs, cameras }: Rows): void {
  const sortTimes = timesMs.slice();
  const gapAfter = (row: number): number => (sortTimes[row + 1] ?? Infinity) - (sortTimes[row] ?? -Infinity);
  const hasNeighbour = (row: number): boolean => Math.min(gapAfter(row - 1), gapAfter(row)) <= stackLimits.nearMs;
  const numbers = new Map<string, number>();
  const facts = prepareRaw(
    db,
    `SELECT w.key, e.captured_source = 'exif', coalesce(e.camera_make, '') || char(0) || e.camera_model
     FROM json_each(?) AS w CROSS JOIN image_exif AS e ON e.id = w.value ->> 1`,
  );
  let asked: (readonly [row: number, id: number])[] = [];
  const ask = (): void => {
    const rowOf = asked;
    for (const [key, isOfCamera, camera] of facts.all(JSON.stringify(rowOf)) as [number, number, string | null][]) {
      const row = rowOf[key]?.[0] ?? 0;
      if (isOfCamera === 0) timesMs[row] = NaN;
      else if (camera !== null) {
        const number = numbers.get(camera) ?? numbers.size + 1;
        numbers.set(camera, number);
        cameras[row] = number;
      }
    }
    asked = [];
  };
  for (let row = 0; row < count; row++) {
    if (hasNeighbour(row)) asked.push([row, ids[row] ?? 0]);
    else timesMs[row] = NaN;
    if (asked.length === rowsAtOnce) ask();
  }
  ask();
}

/** One pass over all photos, and one over what may be alike. */
function findStacks(db: ReadDb, signatures: Signatures): Found {
  const rows = readRows(db);
  const likeness = likenessIn(db, rows.photos);
  const links: Link[] = [...burstLinks(rows, likeness)];
  const known = new Set<number>();
  for (const [one, other] of chain(nearPairs(rows), signatures.pairsOf(rows.photos))) {
    const link = alikeLink(rows, one, other, likeness);
    if (link === null) continue;
    // Several orders bring the same two together.
    const pair = link.a * rows.count + link.b;
    if (!known.has(pair)) links.push(link);
    known.add(pair);
  }
  const apart = apartGroups(db);
  const none: readonly number[] = [];
  const groups = groupsOf(links, (row) => apart.get(rows.photos[row] ?? 0) ?? none);
  const newest = (group: (typeof groups)[number]): number => group.rows.at(-1) ?? 0;
  return {
    groups: [...groups]
      .sort((a, b) => newest(b) - newest(a))
      .map(({ kind, rows: members }) => ({ kind, photos: Int32Array.from(members, (row) => rows.photos[row] ?? 0) })),
    photos: groups.reduce((sum, { rows: members }) => sum + members.length, 0),
  };
}

function* chain<T>(...parts: readonly Iterable<T>[]): Generator<T, void> {
  for (const part of parts) yield* part;
}

/** By photo, the groups of which somebody said that they are no stack. */
function apartGroups(db: ReadDb): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<number, number[]>();
  const rows = prepareRaw(
    db,
    'SELECT photo_id, group_id FROM apart_photos WHERE apart IS NOT NULL AND photo_id IS NOT NULL',
  ).all() as [number, number][];
  for (const [photo, group] of rows) groups.set(photo, [...(groups.get(photo) ?? []), group]);
  return groups;
}

/** Cosines of photos by their rows. Vectors are read as they are asked for, and kept as far as there is room. */
function likenessIn(db: ReadDb, photos: Int32Array): Likeness {
  const length = preparePluck(db, 'SELECT length(vector) FROM photo_embeddings ORDER BY id DESC LIMIT 1').get() as
    number | undefined;
  // While nothing was looked at, nothing is compared.
  if (length === undefined || length === 0) return () => null;
  const slots = Math.max(1, Math.min(photos.length, Math.floor(mostVectorBytes / length)));
  const rowOf = new Int32Array(slots).fill(-1);
  /** A number for the models of each, 0 for a photo without a vector. */
  const models = new Int32Array(slots);
  const scales = new Float64Array(slots);
  const vectors = new Uint8Array(slots * length);
  const known = new Map<string, number>();
  const read = prepareRaw(db, 'SELECT models, vector FROM photo_embeddings WHERE photo_id = ?');
  const load = (row: number): number => {
    const slot = row % slots;
    if (rowOf[slot] === row) return slot;
    rowOf[slot] = row;
    models[slot] = 0;
    const found = read.get(photos[row] ?? 0) as [string, Buffer] | undefined;
    if (found?.[1].length !== length) return slot;
    const model = known.get(found[0]) ?? known.size + 1;
    known.set(found[0], model);
    models[slot] = model;
    vectors.set(found[1], slot * length);
    scales[slot] = scaleOf(found[1]);
    return slot;
  };
  return (a, b) => {
    const one = load(a);
    const [model, scale] = [models[one] ?? 0, scales[one] ?? 0];
    if (model === 0) return null;
    // The other one may take its slot.
    const isShared = a !== b && b % slots === one;
    const held = isShared ? vectors.slice(one * length, (one + 1) * length) : vectors;
    const other = load(b);
    if (models[other] !== model) return null;
    let product = 0;
    for (let n = 0, at = isShared ? 0 : one * length, next = other * length; n < length; n++, at++, next++) {
      product += (held[at] ?? 0) * (vectors[next] ?? 0);
    }
    return product * scale * (scales[other] ?? 0);
  };
}

/** Signatures of all vectors of the models of now; only those that are new are read. */
class Signatures {
  readonly #db: ReadDb;
  #models = '';
  #signer: Signer | null = null;
  #readTo = 0;
  /** By photo number; a photo of two zeros was not looked at. */
  #words = new Uint32Array(0);

  constructor(db: ReadDb) {
    this.#db = db;
  }

  /** Pairs of places in `photos` that may be nearly the same. */
  *pairsOf(photos: Int32Array): Generator<readonly [number, number], void> {
    this.#read();
    const rows: number[] = [];
    for (const [row, photo] of photos.entries()) if (this.#isKnown(photo)) rows.push(row);
    const words = new Uint32Array(rows.length * signatureWords);
    for (const [at, row] of rows.entries()) {
      const photo = photos[row] ?? 0;
      words[at * 2] = this.#words[photo * 2] ?? 0;
      words[at * 2 + 1] = this.#words[photo * 2 + 1] ?? 0;
    }
    for (const [one, other] of likelyPairs(words)) yield [rows[one] ?? 0, rows[other] ?? 0];
  }

  #isKnown(photo: number): boolean {
    return (this.#words[photo * 2] ?? 0) !== 0 || (this.#words[photo * 2 + 1] ?? 0) !== 0;
  }

  #read(): void {
    const models = latestModels(this.#db);
    if (models === null) return;
    if (models !== this.#models) {
      this.#models = models;
      this.#signer = null;
      this.#readTo = 0;
      this.#words = new Uint32Array(0);
    }
    for (;;) {
      const rows = embeddingsAfter(this.#db, this.#readTo, vectorsAtOnce);
      const comparable = rows.filter(([, , ofModels]) => ofModels === models);
      const last = rows.at(-1);
      if (last === undefined) return;
      this.#signer ??= new Signer(meansOf(comparable.slice(0, typicalVectors).map(([, , , vector]) => vector)));
      for (const [, photo, , vector] of comparable) this.#put(photo, this.#signer.sign(vector));
      [this.#readTo] = last;
    }
  }

  #put(photo: number, [low, high]: readonly [number, number]): void {
    const needed = (photo + 1) * signatureWords;
    if (needed > this.#words.length) {
      const words = new Uint32Array(Math.max(needed, this.#words.length * 2));
      words.set(this.#words);
      this.#words = words;
    }
    this.#words[photo * 2] = low;
    this.#words[photo * 2 + 1] = high;
  }
}

// ------------------------------------------------------------------ showing

interface MemberRow {
  readonly locationId: LocationId;
  readonly photoId: number;
  readonly contentHash: Buffer;
  readonly relPath: string;
  readonly libraryName: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly timeMs: number;
  readonly hasThumbnail: number;
  readonly light: string | null;
  readonly edge: number | null;
}

const memberSql = `
  SELECT e.id AS locationId, e.photo_id AS photoId, e.content_hash AS contentHash, e.rel_path AS relPath,
    l.name AS libraryName, e.width, e.height, e.sort_time_ms AS timeMs, e.preview_state = 1 AS hasThumbnail,
    s.light, s.edge
  FROM image_exif AS e CROSS JOIN libraries AS l ON l.id = e.library_id
  LEFT JOIN photo_signals AS s ON s.photo_id = e.photo_id
  WHERE e.photo_id = ? AND e.presence < 2 AND e.stack_cover_id IS NULL ORDER BY e.presence, e.id LIMIT 1`;

function suggestionOf(db: ReadDb, group: Found['groups'][number]): StackSuggestion[] {
  const read = prepare(db, memberSql);
  const rows = [...group.photos]
    .map((photo) => read.get(photo) as MemberRow | undefined)
    .filter((row) => row !== undefined);
  if (rows.length < 2) return [];
  const { order, reason } = orderForStack(rows.map(candidateOf));
  const times = rows.map(({ timeMs }) => timeMs);
  return [
    {
      id: [...group.photos].join('-'),
      kind: group.kind,
      reason,
      photos: order.map(({ row, edge, sharpness }) => photoOf(db, row, edge === null ? null : sharpness)),
      fromMs: Math.min(...times),
      toMs: Math.max(...times),
    },
  ];
}

function candidateOf(row: MemberRow): StackCandidate & { readonly row: MemberRow } {
  const light = row.light === null ? null : (JSON.parse(row.light) as SeenLight);
  return {
    row,
    edge: light === null ? null : row.edge,
    sharpness: light?.sharpness ?? 0,
    clipped: light === null ? 0 : light.clippedShadows + light.clippedHighlights,
    pixels: (row.width ?? 0) * (row.height ?? 0),
    timeMs: row.timeMs,
  };
}

function photoOf(db: ReadDb, row: MemberRow, sharpness: number | null): SuggestedPhoto {
  const { locationId, photoId, contentHash, relPath, libraryName, width, height, hasThumbnail } = row;
  return {
    locationId,
    contentHash: hashOf(contentHash),
    fileName: fileNameOf(relPath),
    libraryName,
    width,
    height,
    hasThumbnail: hasThumbnail === 1,
    turn: turnOfPhoto(db, photoId),
    sharpness,
  };
}
