/** Insights out of the database and into it, with their history, by the bytes they belong to. */
import type {
  ContentHash,
  Edit,
  EditId,
  InsightFact,
  InsightId,
  LibraryId,
  SuggestedTag,
} from '../../preload/contract/model.js';
import type { FiledInsight, FiledPhoto } from '../core/insight-file.js';
import { prepare, preparePluck, snapshot, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { hashColumn, hashOf, hashOrNull, idList } from './columns.js';
import { recordEdit, setPhotoCount } from './edits.js';
import { afterOthers, currentOf, demote, dropInsight, keyOfInsight, promote } from './photo-insights.js';
import { ensurePhotoId } from './photos.js';

const photosAtOnce = 200;

type StoredRow = Omit<FiledInsight, 'facts' | 'suggestedTags' | 'isCurrent' | 'isStale' | 'carriedFrom'> & {
  readonly photoId: number;
  readonly hash: Buffer;
  readonly facts: string;
  readonly suggestedTags: string;
  readonly isCurrent: number;
  readonly isStale: number;
  readonly carriedFrom: Buffer | null;
};

/** Photos with insights that nobody deleted, after the photo of that number, with that number each. */
export function filedPhotos(
  db: ReadDb,
  afterPhotoId: number,
): { readonly photoId: number; readonly photo: FiledPhoto }[] {
  return snapshot(db, () => {
    const ids = preparePluck(
      db,
      `SELECT DISTINCT photo_id FROM photo_insights WHERE photo_id > ? ORDER BY photo_id LIMIT ${photosAtOnce}`,
    ).all(afterPhotoId) as number[];
    const rows = prepare(
      db,
      `SELECT i.photo_id AS photoId, p.content_hash AS hash, i.title, i.summary AS text, i.facts, i.suggested_tags AS suggestedTags, i.provider,
         i.model_version AS model, i.prompt_version AS prompt, i.requested_by AS askedBy, i.generated_at AS writtenAtMs,
         i.pinned_at AS pinnedAtMs, i.is_current AS isCurrent, i.demoted_reason AS whyNotCurrent,
         i.demoted_at AS demotedAtMs, i.is_stale AS isStale, i.rating, i.duration_ms AS durationMs,
         i.cost_micros AS costMicros, i.currency, i.carried_from AS carriedFrom,
         coalesce(l.name, i.imported_from, '') AS library, i.rel_path AS path
       FROM json_each(?) AS wanted CROSS JOIN photo_insights AS i ON i.photo_id = wanted.value
         CROSS JOIN photos AS p ON p.id = i.photo_id LEFT JOIN libraries AS l ON l.id = i.library_id
       WHERE i.deleted_at IS NULL ORDER BY i.photo_id, i.id`,
    ).all(idList(ids)) as StoredRow[];
    return ids.map((photoId) => {
      const own = rows.filter((row) => row.photoId === photoId);
      const contentHash = own[0] === undefined ? ('' as ContentHash) : hashOf(own[0].hash);
      return { photoId, photo: { contentHash, insights: own.map(toFiled) } };
    });
  });
}

function toFiled({
  photoId: _photoId,
  hash: _hash,
  facts,
  suggestedTags,
  isCurrent,
  isStale,
  carriedFrom,
  ...row
}: StoredRow): FiledInsight {
  return {
    ...row,
    facts: JSON.parse(facts) as InsightFact[],
    suggestedTags: JSON.parse(suggestedTags) as SuggestedTag[],
    isCurrent: isCurrent === 1,
    isStale: isStale === 1,
    carriedFrom: hashOrNull(carriedFrom),
  };
}

/** Insights of files that were not read yet: they have no hash to be found by. */
export function insightsWithoutHash(db: ReadDb): number {
  return preparePluck(
    db,
    `SELECT count(*) FROM photo_insights INDEXED BY photo_insights_unhashed
     WHERE content_hash IS NULL AND deleted_at IS NULL`,
  ).get() as number;
}

export interface ImportResult {
  /** Null when nothing was new. */
  readonly editId: EditId | null;
  /** Insights that are new here, and of how many photos. */
  readonly added: number;
  readonly photos: number;
  /** Insights that were here already, those that the user deleted among them. */
  readonly known: number;
  /** Photos that no library holds: their insights wait for them. */
  readonly waiting: number;
}

interface Importing {
  editId: EditId | null;
  added: number;
  photos: number;
  known: number;
  waiting: number;
}

/**
 * What is here already, by bytes, writer, time and text, stays as it is: to import a file again does nothing. An insight
 * that was current where it came from is a candidate here too, and which one is shown is decided as for bytes that meet in
 * two libraries. One edit, in short transactions.
 */
export function* importSteps(
  db: WriteDb,
  photos: readonly FiledPhoto[],
  fileName: string,
  nowMs: number,
): Generator<void, ImportResult> {
  const result: Importing = { editId: null, added: 0, photos: 0, known: 0, waiting: 0 };
  for (let from = 0; from < photos.length; from += photosAtOnce) {
    transaction(db, () => {
      for (const photo of photos.slice(from, from + photosAtOnce)) importPhoto(db, photo, { fileName, nowMs }, result);
      if (result.editId !== null) setPhotoCount(db, result.editId, result.photos);
    });
    yield;
  }
  return result;
}

function importPhoto(
  db: WriteDb,
  { contentHash, insights }: FiledPhoto,
  { fileName, nowMs }: { readonly fileName: string; readonly nowMs: number },
  result: Importing,
): void {
  const hash = hashColumn(contentHash);
  const photoId = ensurePhotoId(db, hash);
  const fresh = insights.filter((insight) => !isKnown(db, photoId, insight));
  result.known += insights.length - fresh.length;
  if (fresh.length === 0) return;
  result.photos++;
  result.added += fresh.length;
  const isHere = preparePluck(db, 'SELECT 1 FROM image_exif WHERE photo_id = ? LIMIT 1').get(photoId) === 1;
  if (!isHere) result.waiting++;
  result.editId ??= recordImport(db, { fileName, nowMs });
  for (const insight of fresh) {
    const id = insertFiled(db, { hash, photoId }, insight);
    noteImport(db, result.editId, id, insight.isCurrent);
  }
}

function isKnown(db: ReadDb, photoId: number, insight: FiledInsight): boolean {
  const known = preparePluck(
    db,
    `SELECT 1 FROM photo_insights WHERE photo_id = @photoId AND provider = @provider AND model_version = @model
       AND generated_at = @writtenAtMs AND title = @title AND summary = @text LIMIT 1`,
  ).get({
    photoId,
    provider: insight.provider,
    model: insight.model,
    writtenAtMs: insight.writtenAtMs,
    title: insight.title,
    text: insight.text,
  });
  return known === 1;
}

/** Where there is no library of that name, it is kept with the insight. */
function insertFiled(
  db: WriteDb,
  { hash, photoId }: { readonly hash: Buffer; readonly photoId: number },
  insight: FiledInsight,
): InsightId {
  const libraryId = preparePluck(
    db,
    'SELECT id FROM libraries WHERE name = ? ORDER BY removed_at IS NOT NULL, id LIMIT 1',
  ).get(insight.library) as LibraryId | undefined;
  return preparePluck(
    db,
    `INSERT INTO photo_insights (library_id, rel_path, content_hash, photo_id, title, summary, facts, suggested_tags, provider,
       model_version, prompt_version, requested_by, generated_at, pinned_at, is_current, demoted_reason, demoted_at,
       is_stale, rating, duration_ms, cost_micros, currency, carried_from, imported_from)
     VALUES (@libraryId, @path, @hash, @photoId, @title, @text, @facts, @suggestedTags, @provider, @model, @prompt, @askedBy, @writtenAtMs,
       @pinnedAtMs, @isCurrent, @whyNotCurrent, @demotedAtMs, @isStale, @rating, @durationMs, @costMicros, @currency,
       @carriedFrom, @library) RETURNING id`,
  ).get({
    ...insight,
    hash,
    photoId,
    libraryId: libraryId ?? 0,
    facts: JSON.stringify(insight.facts),
    suggestedTags: JSON.stringify(insight.suggestedTags),
    isCurrent: insight.isCurrent ? 1 : 0,
    whyNotCurrent: insight.isCurrent ? null : (insight.whyNotCurrent ?? 'superseded'),
    demotedAtMs: insight.isCurrent ? null : insight.demotedAtMs,
    isStale: insight.isStale ? 1 : 0,
    carriedFrom: insight.carriedFrom === null ? null : hashColumn(insight.carriedFrom),
  }) as InsightId;
}

function recordImport(
  db: WriteDb,
  {
    fileName,
    ...edit
  }: { readonly fileName: string; readonly nowMs: number; readonly undoes?: EditId; readonly role?: Edit['role'] },
): EditId {
  const isFirst = edit.undoes === undefined;
  return recordEdit(db, {
    ...edit,
    action: 'insights_imported',
    madeBy: isFirst ? 'import' : 'user',
    tagId: null,
    otherName: fileName,
  });
}

/** `before` and `after` say whether it was there, and was current. */
function noteImport(db: WriteDb, editId: EditId, insightId: InsightId, isCurrent: boolean): void {
  prepare(db, 'INSERT INTO insight_changes (edit_id, chosen_id, insight_id, before, after) VALUES (?, ?, ?, ?, ?)').run(
    editId,
    insightId,
    insightId,
    'null',
    JSON.stringify({ isCurrent }),
  );
}

/** Takes back an `insights_imported`, or the taking back of one: what came goes, or comes again. */
export function takeBackImport(
  db: WriteDb,
  undoes: EditId,
  by: { readonly role: 'undo' | 'redo'; readonly nowMs: number },
): EditId {
  const fileName = preparePluck(db, 'SELECT other_name FROM edits WHERE id = ?').get(undoes) as string;
  const id = recordImport(db, { ...by, fileName, undoes });
  const rows = prepare(
    db,
    'SELECT insight_id AS insightId, after FROM insight_changes WHERE edit_id = ? ORDER BY insight_id',
  ).all(undoes) as { insightId: InsightId; after: string }[];
  const touched = new Set<number>();
  for (const { insightId, after } of rows) {
    const { isCurrent } = JSON.parse(after) as { isCurrent: boolean };
    const photoId =
      by.role === 'undo' ? dropInsight(db, insightId, by.nowMs) : bringBack(db, insightId, isCurrent, by.nowMs);
    if (photoId === null) continue;
    touched.add(photoId);
    noteImport(db, id, insightId, isCurrent);
  }
  setPhotoCount(db, id, touched.size);
  return id;
}

/** It is shown again where nothing else is. Null when it is there already, or was purged. */
function bringBack(db: WriteDb, insightId: InsightId, wasCurrent: boolean, nowMs: number): number | null {
  const photoId = preparePluck(
    db,
    'UPDATE photo_insights SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL RETURNING photo_id',
  ).get(insightId) as number | undefined;
  if (photoId === undefined) return null;
  const key = keyOfInsight(db, insightId);
  if (wasCurrent && currentOf(db, key).length === 0) promote(db, insightId);
  else if (currentOf(db, key).every((id) => id !== insightId)) {
    demote(db, [insightId], 'merged_later', afterOthers(db, key, nowMs));
  }
  return photoId;
}
