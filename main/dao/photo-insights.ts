/** `photo_insights`: one current insight for each photo, and all the others as its history. What a user deletes stays, marked. */
import type {
  Edit,
  EditId,
  Insight,
  InsightFact,
  InsightId,
  LibraryId,
  LocationId,
  SuggestedTag,
} from '../../preload/contract/model.js';
import { ownHand } from '../../preload/contract/model.js';
import { hasWrongClock, mergeOrder } from '../core/insight-order.js';
import type { Mergeable } from '../core/insight-order.js';
import { AppFailure } from '../db/failure.js';
import { prepare, preparePluck, snapshot, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { albumsTable } from './albums.js';
import { hashColumn, hashOrNull, idList } from './columns.js';
import { recordEdit, repointChanges } from './edits.js';
import { belongsTo } from './leads-to.js';
import { marksTable } from './marks.js';
import { apartTable, stacksTable } from './stack-members.js';
import { repointTurns } from './turns.js';
import { ensurePhotoId } from './photos.js';
import { repointPhotoChanges, repointValues } from './set-values.js';
import { foldName } from './tags.js';

export interface NewInsight {
  readonly libraryId: LibraryId;
  readonly relPath: string;
  /** Wins over what the index knows of the place. */
  readonly contentHash?: string | null;
  readonly title: string;
  readonly summary: string;
  readonly facts: readonly InsightFact[];
  /** The best first. Default: none. */
  readonly suggestedTags?: readonly SuggestedTag[];
  readonly provider: string;
  readonly modelVersion: string;
  readonly promptVersion: string | null;
  readonly requestedBy: Insight['requestedBy'];
  readonly generatedAtMs: number;
  /** A regeneration that a user asked for stays current when the same bytes turn up elsewhere. */
  readonly pin: boolean;
  /** What the user wrote by hand stays current; this one is history from the start then. */
  readonly yieldsToOwn?: boolean;
  /** What it took; absent where it is not known. */
  readonly durationMs?: number | null;
  readonly costMicros?: number | null;
  readonly currency?: string;
}

/** A photo, as insights see it: its bytes where they are known, and its place. */
export interface PhotoKey {
  readonly photoId: number | null;
  readonly libraryId: LibraryId;
  readonly relPath: string;
  /** False when the place is known to hold other bytes: its unhashed rows are another photo's. */
  readonly includesPlace: boolean;
}

/** The new one becomes current; those that were, become history (`superseded`) in the same transaction. */
export function storeInsight(db: WriteDb, insight: NewInsight): InsightId {
  return transaction(db, () => {
    const { libraryId, relPath, generatedAtMs } = insight;
    const known = knownPhoto(db, libraryId, relPath);
    const givenHash = insight.contentHash ?? null;
    const given = givenHash === null ? null : hashColumn(givenHash);
    const photo = given === null ? known : { hash: given, photoId: ensurePhotoId(db, given) };
    const key = keyOf(libraryId, relPath, photo, known);
    const current = currentOf(db, key);
    const yields = insight.yieldsToOwn === true && current.some((id) => isOwn(db, id));
    const atMs = afterOthers(db, key, generatedAtMs);
    if (!yields) demote(db, current, 'superseded', atMs);
    return preparePluck(
      db,
      `INSERT INTO photo_insights (library_id, rel_path, content_hash, photo_id, title, summary, facts, suggested_tags,
         provider, model_version, prompt_version, requested_by, generated_at, pinned_at, is_current, demoted_reason,
         demoted_at, duration_ms, cost_micros, currency)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    ).get(
      libraryId,
      relPath,
      photo?.hash ?? null,
      photo?.photoId ?? null,
      insight.title,
      insight.summary,
      JSON.stringify(insight.facts),
      JSON.stringify(insight.suggestedTags ?? []),
      insight.provider,
      insight.modelVersion,
      insight.promptVersion,
      insight.requestedBy,
      generatedAtMs,
      insight.pin && !yields ? generatedAtMs : null,
      yields ? 0 : 1,
      yields ? 'not_pinned' : null,
      yields ? atMs : null,
      insight.durationMs ?? null,
      insight.costMicros ?? null,
      insight.currency ?? null,
    ) as InsightId;
  });
}

function isOwn(db: ReadDb, insightId: InsightId): boolean {
  return preparePluck(db, 'SELECT provider FROM photo_insights WHERE id = ?').get(insightId) === ownHand;
}

/**
 * Pins an insight and makes it the current one of its photo. The pin is later than all others of the photo, whatever the
 * clock says. Throws an AppFailure `not_found`.
 */
export function makeCurrent(db: WriteDb, insightId: InsightId, nowMs: number): void {
  transaction(db, () => {
    const key = keyOfInsight(db, insightId);
    const others = currentOf(db, key).filter((id) => id !== insightId);
    demote(db, others, 'not_pinned', afterOthers(db, key, nowMs));
    const latestPin = preparePluck(db, `SELECT max(pinned_at) FROM photo_insights WHERE id IN (${idsOfPhotoSql})`).get(
      parametersOf(key),
    ) as number | null;
    prepare(
      db,
      `UPDATE photo_insights SET is_current = 1, reason_before_pin = iif(pinned_at IS NULL, demoted_reason, reason_before_pin),
         pinned_at = ?, demoted_reason = NULL, demoted_at = NULL WHERE id = ?`,
    ).run(latestPin === null ? nowMs : Math.max(nowMs, latestPin + 1), insightId);
  });
}

/**
 * Which insight is current is decided again as if this one had never been pinned. One that is not current just loses its
 * pin. Else those that pins put behind are candidates again beside it, unless it was superseded before its pin: then it
 * loses to them. Of the candidates the merge order decides. Throws an AppFailure `not_found`.
 */
export function unpinInsight(db: WriteDb, insightId: InsightId, nowMs: number): void {
  transaction(db, () => {
    const key = keyOfInsight(db, insightId);
    const isCurrent = preparePluck(
      db,
      'UPDATE photo_insights SET pinned_at = NULL WHERE id = ? RETURNING is_current',
    ).get(insightId);
    if (isCurrent !== 1) return;
    const rows = prepare(
      db,
      `SELECT id, pinned_at AS pinnedAtMs, generated_at AS generatedAtMs, reason_before_pin AS reasonBeforePin
       FROM photo_insights
       WHERE id IN (${idsOfPhotoSql}) AND (id = @insightId OR demoted_reason = 'not_pinned')`,
    ).all({ ...parametersOf(key), insightId }) as (Mergeable & {
      id: InsightId;
      reasonBeforePin: Insight['whyNotCurrent'];
    })[];
    const own = rows.find(({ id }) => id === insightId);
    if (own === undefined || rows.length < 2) return;
    const wasSuperseded = own.reasonBeforePin === 'superseded';
    const winner = rows.filter((row) => row !== own || !wasSuperseded).sort(mergeOrder(nowMs))[0];
    if (winner === undefined) return;
    const why = winner.pinnedAtMs === null ? 'merged_later' : 'not_pinned';
    const atMs = afterOthers(db, key, nowMs);
    for (const { id } of rows) {
      if (id === winner.id) promote(db, id);
      else demote(db, [id], id === insightId && wasSuperseded ? 'superseded' : why, atMs);
    }
  });
}

/** What `deleteInsight` changed, as it was. */
export interface StateBefore {
  readonly id: InsightId;
  readonly isCurrent: number;
  readonly demotedReason: Insight['whyNotCurrent'];
  readonly demotedAtMs: number | null;
}

/**
 * Takes one insight out of the history; the row stays, for undo. When it was the current one, the one with the latest pin
 * follows it, else the one that was demoted last. Throws an AppFailure `not_found`.
 */
export function deleteInsight(db: WriteDb, insightId: InsightId, nowMs: number): EditId {
  return transaction(db, () => takeInsight(db, insightId, { nowMs }));
}

/** Takes back an `insight_restored`. Nothing when the insight was deleted again since. */
export function takeInsightAgain(db: WriteDb, undoes: EditId, role: Edit['role'], nowMs: number): EditId {
  const { insightId, isThere } = prepare(
    db,
    `SELECT insight_id AS insightId, EXISTS (SELECT 1 FROM photo_insights AS i
       WHERE i.id = edits.insight_id AND i.deleted_at IS NULL) AS isThere FROM edits WHERE id = ?`,
  ).get(undoes) as { insightId: InsightId; isThere: number };
  if (isThere === 1) return takeInsight(db, insightId, { nowMs, undoes, role });
  return recordDeletion(db, insightId, [], { nowMs, undoes, role });
}

export interface Deletion {
  /** Default: `insight_deleted`. */
  readonly action?: 'insight_deleted' | 'insight_unwritten';
  /** The one that was current before, which then is again; default: the latest pin, else the one that was demoted last. */
  readonly former?: InsightId | null;
  readonly nowMs: number;
  readonly undoes?: EditId;
  readonly role?: Edit['role'];
}

/** Part of a transaction. Throws an AppFailure `not_found`. */
export function takeInsight(db: WriteDb, insightId: InsightId, edit: Deletion): EditId {
  return recordDeletion(db, insightId, takeOut(db, insightId, edit), edit);
}

/** Part of an edit of many. Answers the photo's number; null when it was deleted, or is of no bytes. */
export function dropInsight(db: WriteDb, insightId: InsightId, nowMs: number): number | null {
  const photoId = preparePluck(db, 'SELECT photo_id FROM photo_insights WHERE id = ? AND deleted_at IS NULL').get(
    insightId,
  ) as number | null | undefined;
  if (photoId !== undefined) takeOut(db, insightId, { nowMs });
  return photoId ?? null;
}

/** Answers what it changed, as it was: the insight, and the one that is current instead of it. */
function takeOut(db: WriteDb, insightId: InsightId, edit: Deletion): readonly StateBefore[] {
  const key = keyOfInsight(db, insightId);
  const follower = preparePluck(
    db,
    `SELECT id FROM photo_insights WHERE id IN (${idsOfPhotoSql}) AND is_current = 0 AND id <> @insightId
     ORDER BY id IS @former DESC, pinned_at DESC NULLS LAST, demoted_at DESC, id DESC LIMIT 1`,
  ).get({ ...parametersOf(key), insightId, former: edit.former ?? null }) as InsightId | undefined;
  const isOnlyCurrent = currentOf(db, key).every((id) => id === insightId);
  const read = prepare(
    db,
    `SELECT id, is_current AS isCurrent, demoted_reason AS demotedReason, demoted_at AS demotedAtMs
     FROM photo_insights WHERE id = ?`,
  );
  const before = read.get(insightId) as StateBefore;
  const promoted = before.isCurrent === 1 && isOnlyCurrent && follower !== undefined ? [follower] : [];
  const states = [before, ...promoted.map((id) => read.get(id) as StateBefore)];
  for (const id of promoted) promote(db, id);
  prepare(db, 'UPDATE photo_insights SET deleted_at = ?, is_current = 0 WHERE id = ?').run(edit.nowMs, insightId);
  return states;
}

/** With nothing to tell of it, the edit changed nothing. */
export function recordDeletion(
  db: WriteDb,
  insightId: InsightId,
  states: readonly StateBefore[],
  { former: _former, action = 'insight_deleted', ...edit }: Deletion,
): EditId {
  return recordEdit(db, {
    ...edit,
    action,
    madeBy: 'user',
    tagId: null,
    insightId,
    insightsBefore: JSON.stringify(states),
  });
}

/**
 * Takes back an `insight_deleted`. The insight is current again when it was, unless something else than its follower is
 * by now: then it is history, superseded by that. Nothing when the edit changed nothing, or the insight came back since.
 */
export function restoreInsight(
  db: WriteDb,
  undoes: EditId,
  role: Edit['role'],
  nowMs: number,
  action: 'insight_restored' | 'insight_written' = 'insight_restored',
): EditId {
  const { insightId, before } = prepare(
    db,
    'SELECT insight_id AS insightId, insights_before AS before FROM edits WHERE id = ?',
  ).get(undoes) as { insightId: InsightId; before: string };
  const [own, follower] = JSON.parse(before) as StateBefore[];
  const isBack =
    own !== undefined &&
    prepare(db, 'UPDATE photo_insights SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL').run(insightId)
      .changes === 1;
  if (isBack && own.isCurrent === 1) {
    const current = currentOf(db, keyOfInsight(db, insightId));
    if (current.every((id) => id === follower?.id)) {
      promote(db, insightId);
      if (follower !== undefined && current.length > 0)
        demote(db, [follower.id], follower.demotedReason, follower.demotedAtMs);
    } else {
      demote(db, [insightId], 'superseded', afterOthers(db, keyOfInsight(db, insightId), nowMs));
    }
  }
  return recordEdit(db, {
    action,
    madeBy: 'user',
    tagId: null,
    insightId,
    ...(action === 'insight_written' ? { insightsBefore: JSON.stringify({ former: follower?.id ?? null }) } : {}),
    role,
    undoes,
    nowMs,
  });
}

/** Part of a transaction. */
export function promote(db: WriteDb, id: InsightId): void {
  prepare(db, 'UPDATE photo_insights SET is_current = 1, demoted_reason = NULL, demoted_at = NULL WHERE id = ?').run(
    id,
  );
}

/** Throws an AppFailure `not_found` when it was deleted, or never was. */
export function keyOfInsight(db: ReadDb, insightId: InsightId): PhotoKey {
  const row = prepare(
    db,
    `SELECT photo_id AS photoId, library_id AS libraryId, rel_path AS relPath FROM photo_insights
     WHERE id = ? AND deleted_at IS NULL`,
  ).get(insightId) as Omit<PhotoKey, 'includesPlace'> | undefined;
  if (row === undefined) throw new AppFailure('not_found', 'This insight is no longer there.', { insightId });
  const { libraryId, relPath, photoId } = row;
  const known = knownPhoto(db, libraryId, relPath);
  return keyOf(libraryId, relPath, photoId === null ? known : { photoId }, known);
}

interface KnownPhoto {
  readonly hash: Buffer;
  readonly photoId: number;
}

function knownPhoto(db: ReadDb, libraryId: LibraryId, relPath: string): KnownPhoto | null {
  const row = prepare(
    db,
    `SELECT content_hash AS hash, photo_id AS photoId FROM image_exif
     WHERE library_id = ? AND rel_path = ? AND photo_id IS NOT NULL`,
  ).get(libraryId, relPath) as KnownPhoto | undefined;
  return row ?? null;
}

function keyOf(
  libraryId: LibraryId,
  relPath: string,
  photo: Pick<KnownPhoto, 'photoId'> | null,
  atPlace: KnownPhoto | null,
): PhotoKey {
  const photoId = photo?.photoId ?? null;
  return { libraryId, relPath, photoId, includesPlace: atPlace === null || atPlace.photoId === photoId };
}

/** Which of a photo's insights was current last is told by these times, whatever the clock said. */
export function afterOthers(db: ReadDb, key: PhotoKey, nowMs: number): number {
  const latest = preparePluck(db, `SELECT max(demoted_at) FROM photo_insights WHERE id IN (${idsOfPhotoSql})`).get(
    parametersOf(key),
  ) as number | null;
  return latest === null ? nowMs : Math.max(nowMs, latest + 1);
}

/** Part of a transaction. */
export function demote(
  db: WriteDb,
  ids: readonly InsightId[],
  reason: Insight['whyNotCurrent'],
  atMs: number | null,
): void {
  const statement = prepare(
    db,
    'UPDATE photo_insights SET is_current = 0, demoted_reason = ?, demoted_at = ? WHERE id = ?',
  );
  for (const id of ids) statement.run(reason, atMs, id);
}

/** Ids of a photo's insights: of its bytes, of its place while the row has no hash, and of the other places of its bytes. */
function idsSql(condition: string): string {
  return `
  SELECT i.id FROM photo_insights AS i WHERE i.photo_id = @photoId ${condition}
  UNION
  SELECT i.id FROM photo_insights AS i
  WHERE @includesPlace AND i.content_hash IS NULL AND i.rel_path = @relPath AND i.library_id = @libraryId ${condition}
  UNION
  SELECT i.id FROM image_exif AS e
  CROSS JOIN photo_insights AS i ON i.content_hash IS NULL AND i.rel_path = e.rel_path AND i.library_id = e.library_id
  WHERE e.photo_id = @photoId ${condition}`;
}

const idsOfPhotoSql = idsSql('AND i.deleted_at IS NULL');
/** Those that were deleted too. */
const allIdsOfPhotoSql = idsSql('');

function parametersOf(key: PhotoKey): Record<string, unknown> {
  return { ...key, includesPlace: key.includesPlace ? 1 : 0 };
}

/** All of a photo that were not deleted. */
export function insightsOf(db: ReadDb, key: PhotoKey): InsightId[] {
  return preparePluck(db, `${idsOfPhotoSql} ORDER BY 1`).all(parametersOf(key)) as InsightId[];
}

export function currentOf(db: ReadDb, key: PhotoKey): InsightId[] {
  return preparePluck(
    db,
    `SELECT id FROM photo_insights WHERE is_current = 1 AND id IN (${idsOfPhotoSql}) ORDER BY id`,
  ).all(parametersOf(key)) as InsightId[];
}

interface StoredInsight extends Omit<
  Insight,
  'facts' | 'suggestedTags' | 'carriedFrom' | 'isCurrent' | 'isStale' | 'hasWrongClock' | 'libraryName'
> {
  readonly facts: string;
  readonly suggestedTags: string;
  readonly carriedFrom: Buffer | null;
  readonly isCurrent: number;
  readonly isStale: number;
  readonly libraryName: string | null;
  readonly importedFrom: string | null;
}

/**
 * All insights of a location's photo, from all libraries, removed ones too, but those that the user deleted: the current one first, then latest first.
 * Before reconcile a photo can have several marked current; the one it will keep is the one shown as current.
 */
export function insightsOfLocation(db: ReadDb, locationId: LocationId, nowMs = Date.now()): Insight[] {
  return snapshot(db, () => {
    const place = prepare(
      db,
      'SELECT photo_id AS photoId, library_id AS libraryId, rel_path AS relPath FROM image_exif WHERE id = ?',
    ).get(locationId) as Omit<PhotoKey, 'includesPlace'> | undefined;
    if (place === undefined) return [];
    const rows = prepare(
      db,
      `SELECT i.id, i.title, i.summary, i.facts, i.suggested_tags AS suggestedTags, i.generated_at AS generatedAtMs, i.provider,
         i.model_version AS modelVersion, i.prompt_version AS promptVersion, i.duration_ms AS durationMs,
         i.cost_micros AS costMicros, i.currency, i.rating, i.carried_from AS carriedFrom, i.requested_by AS requestedBy,
         i.pinned_at AS pinnedAtMs, i.is_current AS isCurrent,
         i.demoted_reason AS whyNotCurrent, i.demoted_at AS demotedAtMs, i.is_stale AS isStale,
         i.library_id AS libraryId, l.name AS libraryName, i.imported_from AS importedFrom, i.rel_path AS relPath
       FROM photo_insights AS i LEFT JOIN libraries AS l ON l.id = i.library_id
       WHERE i.id IN (${idsOfPhotoSql}) ORDER BY i.generated_at DESC, i.id DESC`,
    ).all(parametersOf({ ...place, includesPlace: true })) as StoredInsight[];
    const winner = rows.filter((row) => row.isCurrent === 1).sort(mergeOrder(nowMs))[0];
    const key = { ...place, includesPlace: true };
    const dismissed = rows.some(({ suggestedTags }) => suggestedTags !== '[]')
      ? dismissedOf(db, key)
      : new Set<string>();
    const insights = rows.map((row) => toInsight(row, { winner, dismissed, nowMs }));
    return [...insights.filter(({ isCurrent }) => isCurrent), ...insights.filter(({ isCurrent }) => !isCurrent)];
  });
}

interface AmongOthers {
  readonly winner: StoredInsight | undefined;
  /** Folded names of tags that nobody wants for the photo. */
  readonly dismissed: ReadonlySet<string>;
  readonly nowMs: number;
}

function toInsight({ importedFrom, ...row }: StoredInsight, { winner, dismissed, nowMs }: AmongOthers): Insight {
  const isCurrent = row.id === winner?.id;
  const whyMerged = (winner?.pinnedAtMs ?? null) === null ? 'merged_later' : 'not_pinned';
  return {
    ...row,
    facts: JSON.parse(row.facts) as InsightFact[],
    suggestedTags: (JSON.parse(row.suggestedTags) as SuggestedTag[]).map((tag) => ({
      ...tag,
      isDismissed: dismissed.has(foldName(tag.name)),
    })),
    carriedFrom: hashOrNull(row.carriedFrom),
    isCurrent,
    // Rows demoted before reasons were recorded were all replaced by a newer one.
    whyNotCurrent: isCurrent ? null : row.isCurrent === 1 ? whyMerged : (row.whyNotCurrent ?? 'superseded'),
    isStale: row.isStale === 1,
    hasWrongClock: hasWrongClock(row.generatedAtMs, nowMs),
    libraryName: row.libraryName ?? importedFrom ?? `Library ${row.libraryId}`,
  };
}

// ------------------------------------------------------------------ suggested tags

const dismissedSql = `
  SELECT DISTINCT d.value FROM photo_insights AS i CROSS JOIN json_each(i.dismissed_tags) AS d
  WHERE i.id IN (${allIdsOfPhotoSql}) AND i.dismissed_tags <> '[]'`;

/** Folded names. */
function dismissedOf(db: ReadDb, key: PhotoKey): ReadonlySet<string> {
  return new Set((preparePluck(db, dismissedSql).all(parametersOf(key)) as string[]).map(foldName));
}

/**
 * The photo of this insight is not offered the tag any more, by whatever insight: an edit. Null when that is so already.
 * Throws an AppFailure `not_found`.
 */
export function dismissSuggestedTag(db: WriteDb, insightId: InsightId, name: string, nowMs: number): EditId | null {
  return transaction(db, () => {
    if (dismissedOf(db, keyOfInsight(db, insightId)).has(foldName(name))) return null;
    return settleSuggestion(db, { insightId, name, isDismissed: true }, { nowMs });
  });
}

interface Suggestion {
  readonly insightId: InsightId;
  readonly name: string;
  readonly isDismissed: boolean;
}

function settleSuggestion(
  db: WriteDb,
  { insightId, name, isDismissed }: Suggestion,
  edit: { readonly nowMs: number; readonly undoes?: EditId; readonly role?: Edit['role'] },
): EditId {
  if (isDismissed) {
    prepare(
      db,
      `UPDATE photo_insights SET dismissed_tags = json_insert(dismissed_tags, '$[#]', @name) WHERE id = @insightId
         AND NOT EXISTS (SELECT 1 FROM json_each(dismissed_tags) AS d WHERE d.value = @name)`,
    ).run({ insightId, name });
  } else {
    takeFromDismissed(db, insightId, name);
  }
  return recordEdit(db, {
    ...edit,
    action: isDismissed ? 'suggestion_dismissed' : 'suggestion_restored',
    madeBy: 'user',
    tagId: null,
    insightId,
    otherName: name,
  });
}

/** Another place of the same bytes may have brought the name along. */
function takeFromDismissed(db: WriteDb, insightId: InsightId, name: string): void {
  const row = prepare(
    db,
    'SELECT photo_id AS photoId, library_id AS libraryId, rel_path AS relPath FROM photo_insights WHERE id = ?',
  ).get(insightId) as Omit<PhotoKey, 'includesPlace'> | undefined;
  if (row === undefined) return;
  prepare(
    db,
    `UPDATE photo_insights SET dismissed_tags =
       (SELECT json_group_array(d.value) FROM json_each(dismissed_tags) AS d WHERE d.value <> @name)
     WHERE id IN (${allIdsOfPhotoSql}) AND dismissed_tags <> '[]'`,
  ).run({ ...parametersOf({ ...row, includesPlace: true }), name });
}

/** Takes back a `suggestion_dismissed` or a `suggestion_restored`. */
export function takeBackSuggestion(
  db: WriteDb,
  undoes: EditId,
  action: 'suggestion_dismissed' | 'suggestion_restored',
  by: { readonly role: 'undo' | 'redo'; readonly nowMs: number },
): EditId {
  const { insightId, name } = prepare(
    db,
    'SELECT insight_id AS insightId, other_name AS name FROM edits WHERE id = ?',
  ).get(undoes) as { insightId: InsightId; name: string };
  return settleSuggestion(db, { insightId, name, isDismissed: action === 'suggestion_restored' }, { ...by, undoes });
}

const byPhotoSql = 'i.photo_id = e.photo_id';
const byPlaceSql = 'i.content_hash IS NULL AND i.rel_path = e.rel_path AND i.library_id = e.library_id';

/** A statement for both ways in which insights are a location's. */
function ofLocationsSql(columns: string, condition: string, more = ''): string {
  const one = (isOf: string): string => `SELECT ${columns} FROM json_each(@ids) AS wanted
    CROSS JOIN image_exif AS e ON e.id = wanted.value CROSS JOIN photo_insights AS i ON ${isOf} AND ${condition} ${more}`;
  return `${one(byPhotoSql)} UNION ${one(byPlaceSql)}`;
}

export const suggestedSql = ofLocationsSql(
  'e.id AS locationId, i.id, i.suggested_tags AS tags, i.pinned_at AS pinnedAtMs, i.generated_at AS generatedAtMs',
  'i.is_current = 1',
);
export const dismissedAtSql = ofLocationsSql(
  'e.id AS locationId, d.value AS name',
  "i.dismissed_tags <> '[]'",
  'CROSS JOIN json_each(i.dismissed_tags) AS d',
);

/** What the current insight of each of these locations suggests and nobody dismissed, by location; none without any. */
export function currentSuggestions(
  db: ReadDb,
  ids: readonly LocationId[],
  nowMs: number,
): ReadonlyMap<LocationId, readonly SuggestedTag[]> {
  const order = mergeOrder(nowMs);
  const parameters = { ids: idList(ids) };
  const rows = prepare(db, suggestedSql).all(parameters) as (Mergeable & { locationId: LocationId; tags: string })[];
  const best = new Map<LocationId, (typeof rows)[number]>();
  for (const row of rows) {
    const other = best.get(row.locationId);
    if (other === undefined || order(row, other) < 0) best.set(row.locationId, row);
  }
  const dismissed = new Set(
    (prepare(db, dismissedAtSql).all(parameters) as { locationId: LocationId; name: string }[]).map(
      ({ locationId, name }) => `${String(locationId)} ${foldName(name)}`,
    ),
  );
  const wanted = [...best].map(([id, { tags }]): [LocationId, readonly SuggestedTag[]] => [
    id,
    (JSON.parse(tags) as SuggestedTag[]).filter(({ name }) => !dismissed.has(`${String(id)} ${foldName(name)}`)),
  ]);
  return new Map(wanted.filter(([, tags]) => tags.length > 0));
}

/** Title of the current insight by location; those without one are not in it. */
export function currentTitles(
  db: ReadDb,
  ids: readonly LocationId[],
  nowMs = Date.now(),
): ReadonlyMap<LocationId, string> {
  const order = mergeOrder(nowMs);
  const rows = prepare(
    db,
    `SELECT e.id AS locationId, i.id, i.title, i.pinned_at AS pinnedAtMs, i.generated_at AS generatedAtMs
     FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
     CROSS JOIN photo_insights AS i ON i.photo_id = e.photo_id AND i.is_current = 1
     UNION
     SELECT e.id, i.id, i.title, i.pinned_at, i.generated_at
     FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
     CROSS JOIN photo_insights AS i
       ON i.content_hash IS NULL AND i.rel_path = e.rel_path AND i.library_id = e.library_id AND i.is_current = 1`,
  ).all({ ids: idList(ids) }) as (Mergeable & { locationId: LocationId; title: string })[];
  const best = new Map<LocationId, (typeof rows)[number]>();
  for (const row of rows) {
    const other = best.get(row.locationId);
    if (other === undefined || order(row, other) < 0) best.set(row.locationId, row);
  }
  return new Map([...best].map(([id, { title }]) => [id, title]));
}

/** Of a location `e`. Not what stands behind the cover of a stack: the cover's insight is the photo's. */
export const isShownSql = 'e.presence < 2 AND e.stack_cover_id IS NULL';

/** Of a location `e`: a file that is there, and whose photo has no insight that is shown. */
export const withoutInsightSql = `e.presence < 2
  AND NOT EXISTS (SELECT 1 FROM photo_insights AS i WHERE i.photo_id = e.photo_id AND i.is_current = 1)
  AND NOT EXISTS (SELECT 1 FROM photo_insights AS i
    WHERE i.content_hash IS NULL AND i.rel_path = e.rel_path AND i.library_id = e.library_id AND i.is_current = 1)`;

/** Of a location `e`: what is shown of its photo was written before the file was edited, and not by the user. */
export const staleInsightSql = `EXISTS (SELECT 1 FROM photo_insights AS i
  WHERE i.photo_id = e.photo_id AND i.is_current = 1 AND i.is_stale = 1 AND i.provider <> '${ownHand}')`;

function bytesOf({
  hash,
  photoId,
}: {
  readonly hash: Buffer | null;
  readonly photoId: number | null;
}): KnownPhoto | null {
  return hash === null || photoId === null ? null : { hash, photoId };
}

/**
 * A file went and another place holds its bytes: what says "made there" says "made here" from now on. What is for that
 * copy alone goes along only with `followsCopy`: when the other place is where the file was moved to.
 */
export function repointBackReferences(
  db: WriteDb,
  fromLocation: LocationId,
  toLocation: LocationId,
  { followsCopy }: { readonly followsCopy: boolean },
): void {
  transaction(db, () => {
    const read = prepare(
      db,
      'SELECT library_id AS libraryId, rel_path AS relPath, content_hash AS hash, photo_id AS photoId FROM image_exif WHERE id = ?',
    );
    const from = read.get(fromLocation) as
      { libraryId: LibraryId; relPath: string; hash: Buffer | null; photoId: number | null } | undefined;
    const to = read.get(toLocation) as typeof from;
    if (from === undefined || to === undefined) return;
    const places = {
      fromLibrary: from.libraryId,
      fromPath: from.relPath,
      toLibrary: to.libraryId,
      toPath: to.relPath,
    };
    const parameters = { ...places, fromId: fromLocation, hash: from.hash, photoId: from.photoId };
    // Rows without a hash were made on the bytes that stood there, which are known here for the last time.
    prepare(
      db,
      `UPDATE tagged_photo SET library_id = @toLibrary, rel_path = @toPath, content_hash = coalesce(content_hash, @hash),
         photo_id = coalesce(photo_id, @photoId)
       WHERE copy_of IS NULL AND id IN (SELECT t.id FROM tagged_photo AS t
           WHERE t.photo_id = @photoId AND t.rel_path = @fromPath AND t.library_id = @fromLibrary
         UNION SELECT t.id FROM image_exif AS e CROSS JOIN tagged_photo AS t ON ${belongsTo('t', 'e')} WHERE e.id = @fromId)`,
    ).run(parameters);
    prepare(
      db,
      `UPDATE photo_insights SET library_id = @toLibrary, rel_path = @toPath, content_hash = coalesce(content_hash, @hash),
         photo_id = coalesce(photo_id, @photoId)
       WHERE id IN (SELECT i.id FROM photo_insights AS i
           WHERE i.photo_id = @photoId AND i.rel_path = @fromPath AND i.library_id = @fromLibrary
         UNION SELECT i.id FROM photo_insights AS i
           WHERE i.content_hash IS NULL AND i.rel_path = @fromPath AND i.library_id = @fromLibrary)`,
    ).run(parameters);
    repointChanges(db, { ...places, photoId: from.photoId ?? to.photoId }, followsCopy);
    const photo = bytesOf(from) ?? bytesOf(to);
    for (const table of [marksTable, albumsTable, stacksTable, apartTable]) repointValues(db, table, places, photo);
    repointPhotoChanges(db, places, photo?.photoId ?? null);
    repointTurns(db, { ...places, photoId: photo?.photoId ?? null });
    if (!followsCopy) return;
    // Those that wait for other bytes to come back wait for this very file, and go along too.
    prepare(
      db,
      `UPDATE tagged_photo AS t SET library_id = @toLibrary, rel_path = @toPath
       WHERE t.copy_of IS NOT NULL AND t.library_id = @fromLibrary AND t.rel_path = @fromPath
         AND NOT EXISTS (SELECT 1 FROM tagged_photo AS own WHERE own.copy_of = t.copy_of AND own.tag_id = t.tag_id
           AND own.library_id = @toLibrary AND own.rel_path = @toPath)`,
    ).run(places);
  });
}
