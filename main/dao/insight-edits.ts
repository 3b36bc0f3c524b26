/** What the user does to insights beside choosing and deleting them: writing, rating, and going back to a model's answers. */
import { ownHand } from '../../preload/contract/model.js';
import type {
  Edit,
  EditId,
  Insight,
  InsightId,
  InsightRating,
  LibraryId,
  LocationId,
} from '../../preload/contract/model.js';
import { AppFailure } from '../db/failure.js';
import { prepare, preparePluck, transaction } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { recordEdit, setPhotoCount } from './edits.js';
import {
  currentOf,
  insightsOf,
  insightsOfLocation,
  keyOfInsight,
  makeCurrent,
  recordDeletion,
  restoreInsight,
  storeInsight,
  takeInsight,
  unpinInsight,
} from './photo-insights.js';

interface TakingBack {
  readonly role: 'undo' | 'redo';
  readonly nowMs: number;
}

export interface OwnText {
  readonly locationId: LocationId;
  readonly title: string;
  readonly summary: string;
  readonly nowMs: number;
}

const longestTitle = 500;
const longestText = 20_000;

/**
 * A text of the user's is a version like any other: pinned, and current until the user chooses another one. Facts of the
 * one that was current stay. Throws an AppFailure `not_found`, or `name_invalid` where there is no title.
 */
export function writeInsight(db: WriteDb, { locationId, title, summary, nowMs }: OwnText): EditId {
  const own = { title: title.trim().slice(0, longestTitle), summary: summary.trim().slice(0, longestText) };
  if (own.title === '') throw new AppFailure('name_invalid', 'An insight needs a title.');
  return transaction(db, () => {
    const place = prepare(db, 'SELECT library_id AS libraryId, rel_path AS relPath FROM image_exif WHERE id = ?').get(
      locationId,
    ) as { libraryId: LibraryId; relPath: string } | undefined;
    if (place === undefined) {
      throw new AppFailure('not_found', 'This photo is no longer in a library.', { locationId });
    }
    const former = insightsOfLocation(db, locationId, nowMs).find(({ isCurrent }) => isCurrent);
    const insightId = storeInsight(db, {
      ...place,
      ...own,
      facts: former?.facts ?? [],
      suggestedTags: (former?.suggestedTags ?? []).map(({ isDismissed: _isDismissed, ...tag }) => tag),
      provider: ownHand,
      modelVersion: '',
      promptVersion: null,
      requestedBy: 'user',
      generatedAtMs: nowMs,
      pin: false,
    });
    makeCurrent(db, insightId, nowMs);
    return recordEdit(db, {
      action: 'insight_written',
      madeBy: 'user',
      tagId: null,
      insightId,
      insightsBefore: JSON.stringify({ former: former?.id ?? null }),
      nowMs,
    });
  });
}

interface EditOfInsight {
  readonly insightId: InsightId;
  readonly before: string;
}

function editOfInsight(db: WriteDb, editId: EditId): EditOfInsight {
  return prepare(db, 'SELECT insight_id AS insightId, insights_before AS before FROM edits WHERE id = ?').get(
    editId,
  ) as EditOfInsight;
}

/** Takes back an `insight_written`: the text goes, and what was current before it is again. */
export function takeBackWriting(db: WriteDb, undoes: EditId, by: TakingBack): EditId {
  const { insightId, before } = editOfInsight(db, undoes);
  const { former } = JSON.parse(before) as { former: InsightId | null };
  const deletion = { ...by, undoes, action: 'insight_unwritten', former } as const;
  const isThere = preparePluck(db, 'SELECT 1 FROM photo_insights WHERE id = ? AND deleted_at IS NULL').get(insightId);
  return isThere === 1 ? takeInsight(db, insightId, deletion) : recordDeletion(db, insightId, [], deletion);
}

/** Takes back an `insight_unwritten`. */
export function writeAgain(db: WriteDb, undoes: EditId, { role, nowMs }: TakingBack): EditId {
  return restoreInsight(db, undoes, role, nowMs, 'insight_written');
}

/** Null takes the rating away. It changes nothing else. Null when that is so already. Throws an AppFailure `not_found`. */
export function rateInsight(
  db: WriteDb,
  insightId: InsightId,
  rating: InsightRating | null,
  nowMs: number,
): EditId | null {
  return transaction(db, () => {
    const before = preparePluck(db, 'SELECT rating FROM photo_insights WHERE id = ? AND deleted_at IS NULL').get(
      insightId,
    ) as InsightRating | null | undefined;
    if (before === undefined) throw new AppFailure('not_found', 'This insight is no longer there.', { insightId });
    return before === rating ? null : setRating(db, insightId, { before, after: rating }, { nowMs });
  });
}

interface RatingChange {
  readonly before: InsightRating | null;
  readonly after: InsightRating | null;
}

function setRating(
  db: WriteDb,
  insightId: InsightId,
  change: RatingChange,
  edit: { readonly nowMs: number; readonly undoes?: EditId; readonly role?: Edit['role'] },
): EditId {
  prepare(db, 'UPDATE photo_insights SET rating = ? WHERE id = ?').run(change.after, insightId);
  return recordEdit(db, {
    ...edit,
    action: 'insight_rated',
    madeBy: 'user',
    tagId: null,
    insightId,
    otherName: change.after ?? '',
    insightsBefore: JSON.stringify(change),
  });
}

/** Takes back an `insight_rated`, where what it left still stands. */
export function takeBackRating(db: WriteDb, undoes: EditId, by: TakingBack): EditId {
  const { insightId, before: json } = editOfInsight(db, undoes);
  const { before, after } = JSON.parse(json) as RatingChange;
  const now = (preparePluck(db, 'SELECT rating FROM photo_insights WHERE id = ?').get(insightId) ??
    null) as InsightRating | null;
  return setRating(db, insightId, { before: now, after: now === after ? before : now }, { ...by, undoes });
}

// ------------------------------------------------------------------ a model's answers for many photos

/** Everything of an insight that decides which one is current. */
interface Standing {
  readonly isCurrent: number;
  readonly pinnedAtMs: number | null;
  readonly demotedReason: Insight['whyNotCurrent'];
  readonly demotedAtMs: number | null;
  readonly reasonBeforePin: Insight['whyNotCurrent'];
}

const standingSql = `
  SELECT is_current AS isCurrent, pinned_at AS pinnedAtMs, demoted_reason AS demotedReason, demoted_at AS demotedAtMs,
    reason_before_pin AS reasonBeforePin FROM photo_insights WHERE id = ? AND deleted_at IS NULL`;

/** Null when it was deleted. */
function standingOf(db: WriteDb, insightId: InsightId): string | null {
  const standing = prepare(db, standingSql).get(insightId) as Standing | undefined;
  return standing === undefined ? null : JSON.stringify(standing);
}

function setStanding(db: WriteDb, insightId: InsightId, json: string): void {
  prepare(
    db,
    `UPDATE photo_insights SET is_current = @isCurrent, pinned_at = @pinnedAtMs, demoted_reason = @demotedReason,
       demoted_at = @demotedAtMs, reason_before_pin = @reasonBeforePin WHERE id = @insightId`,
  ).run({ ...(JSON.parse(json) as Standing), insightId });
}

/**
 * The user's choice of what is shown: an edit that pins it, makes it current, and puts the others behind. Null when that is so
 * already. Throws an AppFailure `not_found`.
 */
export function chooseInsight(db: WriteDb, insightId: InsightId, nowMs: number): EditId | null {
  return changeStandings(db, insightId, { action: 'insight_chosen', nowMs }, () => {
    makeCurrent(db, insightId, nowMs);
  });
}

/** It loses its pin, and which insight is current is decided again: an edit. Null when nothing changes by it. */
export function unpinChosen(db: WriteDb, insightId: InsightId, nowMs: number): EditId | null {
  return changeStandings(db, insightId, { action: 'insight_unpinned', nowMs }, () => {
    unpinInsight(db, insightId, nowMs);
  });
}

type ChoiceAction = 'insight_chosen' | 'insight_unpinned';

interface ChoiceEdit {
  readonly action: ChoiceAction;
  readonly nowMs: number;
  readonly undoes?: EditId;
  readonly role?: Edit['role'];
}

function changeStandings(db: WriteDb, insightId: InsightId, edit: ChoiceEdit, change: () => void): EditId | null {
  return transaction(db, () => {
    const all = insightsOf(db, keyOfInsight(db, insightId));
    const before = all.map((id) => standingOf(db, id));
    change();
    const changed = all.flatMap((id, at) => {
      const after = standingOf(db, id);
      return after === before[at] ? [] : [{ insightId: id, before: before[at] ?? null, after }];
    });
    if (changed.length === 0) return null;
    const editId = recordEdit(db, { ...edit, madeBy: 'user', tagId: null, insightId });
    for (const one of changed) noteChange(db, editId, insightId, one);
    return editId;
  });
}

/** Takes back an `insight_chosen` or an `insight_unpinned`, where nothing else was chosen since. */
export function takeBackChoice(
  db: WriteDb,
  undoes: EditId,
  action: ChoiceAction,
  by: TakingBack,
): { readonly id: EditId; readonly skipped: number } {
  const insightId = preparePluck(db, 'SELECT insight_id FROM edits WHERE id = ?').get(undoes) as InsightId;
  const id = recordEdit(db, { ...by, action, madeBy: 'user', tagId: null, insightId, undoes });
  return { id, ...restoreStandings(db, undoes, id) };
}

export interface Maker {
  readonly provider: string;
  readonly modelVersion: string;
}

export interface Returned {
  /** Null when no photo had to be changed. */
  readonly editId: EditId | null;
  readonly photos: number;
  /** Photos that show what the user wrote, which stays. */
  readonly keptOwn: number;
}

/** Photos that are changed in one transaction. */
const changedAtOnce = 200;

const candidatesSql = `
  SELECT id, generated_at AS generatedAtMs FROM photo_insights
  WHERE provider = @provider AND model_version = @modelVersion AND deleted_at IS NULL AND is_current = 0
    AND (generated_at, id) < (@beforeMs, @beforeId)
  ORDER BY generated_at DESC, id DESC LIMIT ${changedAtOnce}`;

/**
 * Every photo that has an answer of this provider and model shows the last one, pinned: one edit, whatever the number. A
 * photo is changed whole or not at all; a crash in the middle leaves an edit of those that were.
 */
export function* returnSteps(db: WriteDb, maker: Maker, nowMs: number): Generator<void, Returned> {
  let editId: EditId | null = null;
  let photos = 0;
  let keptOwn = 0;
  let before = { beforeMs: Number.MAX_SAFE_INTEGER, beforeId: Number.MAX_SAFE_INTEGER };
  for (;;) {
    const found = prepare(db, candidatesSql).all({ ...maker, ...before }) as {
      id: InsightId;
      generatedAtMs: number;
    }[];
    const last = found.at(-1);
    if (last === undefined) return { editId, photos, keptOwn };
    before = { beforeMs: last.generatedAtMs, beforeId: last.id };
    transaction(db, () => {
      for (const { id } of found) {
        const shown = currentOf(db, keyOfInsight(db, id)).map((current) => ({ current, by: makerOf(db, current) }));
        if (shown.some(({ by }) => by.provider === maker.provider && by.modelVersion === maker.modelVersion)) continue;
        if (shown.some(({ by }) => by.provider === ownHand)) {
          keptOwn++;
          continue;
        }
        editId ??= recordReturn(db, maker, { nowMs });
        choose(
          db,
          editId,
          id,
          shown.map(({ current }) => current),
          nowMs,
        );
        photos++;
      }
      if (editId !== null) setPhotoCount(db, editId, photos);
    });
    yield;
  }
}

function makerOf(db: WriteDb, insightId: InsightId): Maker {
  return prepare(db, 'SELECT provider, model_version AS modelVersion FROM photo_insights WHERE id = ?').get(
    insightId,
  ) as Maker;
}

function recordReturn(
  db: WriteDb,
  { provider, modelVersion }: Maker,
  edit: { readonly nowMs: number; readonly undoes?: EditId; readonly role?: Edit['role'] },
): EditId {
  const otherName = [provider, modelVersion].filter((part) => part !== '').join(' ');
  return recordEdit(db, { ...edit, action: 'insights_returned', madeBy: 'user', tagId: null, otherName });
}

function choose(db: WriteDb, editId: EditId, chosen: InsightId, former: readonly InsightId[], nowMs: number): void {
  const touched = [chosen, ...former];
  const before = touched.map((id) => standingOf(db, id));
  makeCurrent(db, chosen, nowMs);
  touched.forEach((id, at) => {
    noteChange(db, editId, chosen, { insightId: id, before: before[at] ?? null, after: standingOf(db, id) });
  });
}

interface NotedChange {
  readonly insightId: InsightId;
  readonly before: string | null;
  readonly after: string | null;
}

function noteChange(db: WriteDb, editId: EditId, chosen: InsightId, { insightId, before, after }: NotedChange): void {
  if (before === null || after === null) return;
  prepare(db, 'INSERT INTO insight_changes (edit_id, chosen_id, insight_id, before, after) VALUES (?, ?, ?, ?, ?)').run(
    editId,
    chosen,
    insightId,
    before,
    after,
  );
}

/** Takes back an `insights_returned`, photo by photo, where nothing else was chosen since. */
export function takeBackReturn(
  db: WriteDb,
  undoes: EditId,
  by: TakingBack,
): { readonly id: EditId; readonly skipped: number } {
  const name = preparePluck(db, 'SELECT other_name FROM edits WHERE id = ?').get(undoes) as string;
  const id = recordReturn(db, { provider: name, modelVersion: '' }, { ...by, undoes });
  return { id, ...restoreStandings(db, undoes, id) };
}

/** Photo by photo, as they were before that edit, where what it left still stands. */
function restoreStandings(db: WriteDb, undoes: EditId, id: EditId): { readonly skipped: number } {
  const rows = prepare(
    db,
    `SELECT chosen_id AS chosen, insight_id AS insightId, before, after FROM insight_changes WHERE edit_id = ?
     ORDER BY chosen_id, insight_id`,
  ).all(undoes) as (NotedChange & { readonly chosen: InsightId })[];
  const groups = new Map<InsightId, NotedChange[]>();
  for (const { chosen, ...change } of rows) groups.set(chosen, [...(groups.get(chosen) ?? []), change]);
  let photos = 0;
  for (const [chosen, changes] of groups) {
    if (!changes.every(({ insightId, after }) => standingOf(db, insightId) === after)) continue;
    photos++;
    for (const { insightId, before, after } of changes) {
      if (before !== null) setStanding(db, insightId, before);
      noteChange(db, id, chosen, { insightId, before: after, after: before });
    }
  }
  setPhotoCount(db, id, photos);
  return { skipped: groups.size - photos };
}
