/** `insight_jobs` and `insight_job_photos`: insights that somebody asked for, one computation a photo, kept over restarts. */
import type {
  AlbumId,
  GridView,
  InsightJob,
  InsightSource,
  JobFailure,
  JobId,
  JobPriority,
  JobScope,
  LibraryId,
  LocationId,
  TagId,
} from '../../preload/contract/model.js';
import { maxTries } from '../core/job-limits.js';
import { AppFailure } from '../db/failure.js';
import { prepare, preparePluck, snapshot, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';
import { isShownSql, staleInsightSql, withoutInsightSql } from './photo-insights.js';

export type JobTarget =
  { readonly locationIds: readonly LocationId[]; readonly view?: GridView } | { readonly libraryId: LibraryId };

export interface NewJob {
  readonly source: InsightSource;
  /** Default: the one that is set. */
  readonly model?: string | null;
  readonly scope: JobScope;
  readonly target: JobTarget;
  readonly nowMs: number;
}

/** As it is kept; names are looked up when it is shown. */
type StoredTarget =
  | { readonly kind: 'selection' | 'everything' }
  | {
      readonly kind: 'view';
      readonly query: string;
      readonly albumId?: AlbumId;
      readonly tagId?: TagId;
      readonly libraryId?: LibraryId;
    }
  | { readonly kind: 'library'; readonly libraryId: LibraryId };

const priorities = ['last', 'usual', 'first'] as const satisfies readonly JobPriority[];

/** Rows that are looked at in one transaction, so that the engine answers calls in between. */
const lookedAtOnce = 2_000;
const sweptAtOnce = 5_000;
const endedShown = 20;
const endedKept = 50;

const endedMessage = 'Keepsight ended each time while it described this photo.';

function storedTarget(target: JobTarget): StoredTarget {
  if ('libraryId' in target) return { kind: 'library', libraryId: target.libraryId };
  if (target.view === undefined) return { kind: 'selection' };
  const { query = '', albumId, tagId, libraryId } = target.view;
  return {
    kind: 'view',
    query,
    ...(albumId === undefined ? {} : { albumId }),
    ...(tagId === null ? {} : { tagId }),
    ...(libraryId === null ? {} : { libraryId }),
  };
}

/** One photo is looked at by somebody who waits; it comes before all that is longer. */
function priorityOf(target: JobTarget): number {
  return 'locationIds' in target && target.locationIds.length === 1 ? 2 : 1;
}

/** Nothing of its target is looked at yet; see `gatherSome`. */
export function createJob(db: WriteDb, { source, model = null, scope, target, nowMs }: NewJob): JobId {
  const selection = 'locationIds' in target ? Buffer.from(Int32Array.from(target.locationIds).buffer) : null;
  const priority = priorityOf(target);
  return insertJob(db, { source, model, scope, target: storedTarget(target), priority, selection, nowMs });
}

interface JobRow {
  readonly source: InsightSource;
  readonly model: string | null;
  readonly scope: InsightJob['scope'];
  readonly target: StoredTarget;
  readonly priority: number;
  readonly selection: Buffer | null;
  readonly nowMs: number;
}

function insertJob(db: WriteDb, { target, ...row }: JobRow): JobId {
  return preparePluck(
    db,
    `INSERT INTO insight_jobs (source, model, scope, only_stale, target, requested_by, priority, created_at, after_insight, selection, looked_to)
     VALUES (@source, @model, iif(@scope = 'stale', 'all', @scope), @scope = 'stale', @target, @requestedBy, @priority, @nowMs, (SELECT coalesce(max(id), 0) FROM photo_insights),
       @selection, iif(@scope = 'new', (SELECT coalesce(max(id), 0) FROM photos), 0)) RETURNING id`,
  ).get({
    ...row,
    target: JSON.stringify(target),
    requestedBy: row.scope === 'new' ? 'background' : 'user',
  }) as JobId;
}

/** Photos that come from now on are described by this source, or no longer. What is there already is none of it. */
export function setStandingJob(db: WriteDb, source: InsightSource, on: boolean, nowMs: number): JobId | null {
  return transaction(db, () => {
    const known = preparePluck(
      db,
      `SELECT id FROM insight_jobs WHERE source = ? AND scope = 'new' AND state IN ('open', 'paused')`,
    ).get(source) as JobId | undefined;
    if (!on && known !== undefined) cancelJob(db, known, nowMs);
    if (!on || known !== undefined) return known ?? null;
    const target = { kind: 'everything' } as const;
    return insertJob(db, { source, model: null, scope: 'new', target, priority: 0, selection: null, nowMs });
  });
}

/** Of a row of `insight_jobs`: as the contract has it. */
const scopeSql = "iif(only_stale, 'stale', scope)";

interface Gathering {
  readonly scope: InsightJob['scope'];
  readonly target: string;
  readonly selection: Buffer | null;
  readonly lookedTo: number;
}

/** Looks at the next part of a job's target. True when there is more of it. Of `new` jobs: see `gatherNew`. */
export function gatherSome(db: WriteDb, jobId: JobId): boolean {
  return transaction(db, () => {
    const job = prepare(
      db,
      `SELECT ${scopeSql} AS scope, target, looked_to AS lookedTo,
         substr(selection, looked_to * 4 + 1, ${lookedAtOnce} * 4) AS selection
       FROM insight_jobs WHERE id = ? AND is_gathered = 0 AND scope <> 'new'`,
    ).get(jobId) as Gathering | undefined;
    if (job === undefined) return false;
    const { added, lookedTo } = job.selection === null ? gatherLibrary(db, jobId, job) : gatherIds(db, jobId, job);
    prepare(
      db,
      `UPDATE insight_jobs SET total = total + @added, looked_to = coalesce(@lookedTo, looked_to),
         is_gathered = @lookedTo IS NULL, selection = iif(@lookedTo IS NULL, NULL, selection) WHERE id = @jobId`,
    ).run({ jobId, added, lookedTo });
    return lookedTo !== null;
  });
}

interface Gathered {
  readonly added: number;
  /** Null when nothing is left to look at. */
  readonly lookedTo: number | null;
}

const gatherSql = (from: string): string => `
  INSERT INTO insight_job_photos (job_id, photo_key, location_id, is_renewal)
    SELECT @jobId, coalesce(e.photo_id, -e.id), min(e.id), NOT (${withoutInsightSql})
    FROM ${from} AND (@scope = 'all' OR (@scope = 'stale' AND ${staleInsightSql})
      OR (@scope NOT IN ('all', 'stale') AND ${withoutInsightSql}))
    GROUP BY coalesce(e.photo_id, -e.id)
    ON CONFLICT DO NOTHING`;

function gatherIds(db: WriteDb, jobId: JobId, { scope, selection, lookedTo }: Gathering): Gathered {
  const bytes = selection ?? Buffer.alloc(0);
  const ids = Array.from({ length: bytes.byteLength / 4 }, (_, at) => bytes.readInt32LE(at * 4));
  const { changes: added } = prepare(
    db,
    gatherSql('json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value WHERE true'),
  ).run({ jobId, scope, ids: idList(ids) });
  return { added, lookedTo: ids.length < lookedAtOnce ? null : lookedTo + ids.length };
}

function gatherLibrary(db: WriteDb, jobId: JobId, { scope, target, lookedTo }: Gathering): Gathered {
  const { libraryId } = JSON.parse(target) as { libraryId: LibraryId };
  const to = lookedTo + lookedAtOnce;
  const { changes: added } = prepare(
    db,
    gatherSql(
      `image_exif AS e NOT INDEXED WHERE e.id > @lookedTo AND e.id <= @to AND e.library_id = @libraryId AND ${isShownSql}`,
    ),
  ).run({ jobId, scope, libraryId, lookedTo, to });
  const last = preparePluck(db, 'SELECT max(id) FROM image_exif').get() as number | null;
  return { added, lookedTo: to >= (last ?? 0) ? null : to };
}

/**
 * Photos that came since the last time are work of the jobs of `new` photos. Call it when no file waits to be read: what
 * is known of them later than here is not in their insight. True when there are more to look at.
 */
export function gatherNew(db: WriteDb): boolean {
  const jobs = prepare(
    db,
    `SELECT id, looked_to AS lookedTo FROM insight_jobs WHERE scope = 'new' AND state IN ('open', 'paused')`,
  ).all() as { readonly id: JobId; readonly lookedTo: number }[];
  const last = jobs.length === 0 ? null : (preparePluck(db, 'SELECT max(id) FROM photos').get() as number | null);
  let hasMore = false;
  for (const { id: jobId, lookedTo } of jobs) {
    if (last === null || lookedTo >= last) continue;
    const to = Math.min(last, lookedTo + lookedAtOnce);
    hasMore ||= to < last;
    transaction(db, () => {
      const { changes: added } = prepare(
        db,
        gatherSql(
          `photos AS p CROSS JOIN image_exif AS e ON e.photo_id = p.id
           WHERE p.id > @lookedTo AND p.id <= @to AND ${isShownSql}`,
        ),
      ).run({ jobId, scope: 'missing', lookedTo, to });
      prepare(db, 'UPDATE insight_jobs SET total = total + ?, looked_to = ? WHERE id = ?').run(added, to, jobId);
    });
  }
  return hasMore;
}

/** The job whose turn it is; null when there is nothing to do. While work is held, one photo that somebody waits for. */
export function nextJob(db: ReadDb, source: InsightSource, isHeld: boolean): JobId | null {
  const id = preparePluck(
    db,
    `SELECT j.id FROM insight_jobs AS j
     WHERE j.source = @source AND j.state = 'open' AND (NOT @isHeld OR (j.priority = 2 AND j.total <= 1))
       AND (j.scope <> 'new' OR EXISTS (SELECT 1 FROM insight_job_photos AS p WHERE p.job_id = j.id AND p.is_failed = 0))
     ORDER BY j.priority DESC, j.id LIMIT 1`,
  ).get({ source, isHeld: isHeld ? 1 : 0 }) as JobId | undefined;
  return id ?? null;
}

/** A photo that is being described for a job; `key` names it in calls that tell what became of it. */
export interface ClaimedPhoto {
  readonly key: number;
  readonly locationId: LocationId;
  /** Asking again for what there is already is the user's choice of the new one: it is pinned. */
  readonly isRenewal: boolean;
  /** This one included. */
  readonly tries: number;
}

export interface Claim {
  readonly photos: readonly ClaimedPhoto[];
  /** None was left, of those looked at so far. */
  readonly isEmpty: boolean;
}

/** Who describes the photos of a job, as its insights name it. */
export interface Writer {
  readonly provider: string;
  /** Answers may name it with more behind it: `vision-2` as `vision-2-2026-05-01`. Null where it says nothing. */
  readonly model: string | null;
}

const byWriterSql = `i.provider = @provider AND (@model IS NULL OR substr(i.model_version, 1, length(@model)) = @model)
  AND i.carried_from IS NULL`;

interface WaitingPhoto {
  readonly key: number;
  readonly locationId: LocationId;
  readonly isRenewal: number;
  readonly tries: number;
}

/**
 * The next photos of a job, each counted as tried once more; those whose turn came before it was known that there is
 * nothing to do are left out. One that was tried before comes alone: should it end the app, only it is to blame.
 */
export function claimPhotos(db: WriteDb, jobId: JobId, writer: Writer, most: number): Claim {
  return transaction(db, () => {
    const waiting = prepare(
      db,
      `SELECT photo_key AS key, location_id AS locationId, is_renewal AS isRenewal, tries FROM insight_job_photos
       WHERE job_id = ? AND is_failed = 0 ORDER BY tries, photo_key LIMIT ?`,
    ).all(jobId, most) as WaitingPhoto[];
    const [first] = waiting;
    if (first === undefined) return { photos: [], isEmpty: true };
    const chosen = first.tries > 0 ? [first] : waiting.filter(({ tries }) => tries === 0);
    const photos = chosen.flatMap((photo) => claim(db, jobId, writer, photo) ?? []);
    return { photos, isEmpty: false };
  });
}

function claim(db: WriteDb, jobId: JobId, writer: Writer, waiting: WaitingPhoto): ClaimedPhoto | null {
  const photo = waiting.key < 0 ? withNumber(db, jobId, waiting) : waiting;
  if (photo === null) return null;
  if (photo.tries >= maxTries) {
    giveUp(db, jobId, photo.key, null);
    return null;
  }
  const locationId = locationOf(db, photo);
  if (locationId === null || isAnswered(db, jobId, writer, photo, locationId)) {
    skip(db, jobId, photo.key);
    return null;
  }
  prepare(
    db,
    'UPDATE insight_job_photos SET tries = tries + 1, location_id = ? WHERE job_id = ? AND photo_key = ?',
  ).run(locationId, jobId, photo.key);
  return { key: photo.key, locationId, isRenewal: photo.isRenewal === 1, tries: photo.tries + 1 };
}

/** A file that was hashed since goes by its photo's number; null when that photo is in the job already. */
function withNumber(db: WriteDb, jobId: JobId, waiting: WaitingPhoto): WaitingPhoto | null {
  const photoId = preparePluck(db, 'SELECT photo_id FROM image_exif WHERE id = ?').get(-waiting.key) as
    number | null | undefined;
  if (photoId === null || photoId === undefined) return waiting;
  const { changes } = prepare(
    db,
    'UPDATE OR IGNORE insight_job_photos SET photo_key = ? WHERE job_id = ? AND photo_key = ?',
  ).run(photoId, jobId, waiting.key);
  if (changes === 1) return { ...waiting, key: photoId };
  skip(db, jobId, waiting.key);
  return null;
}

/** A file of the photo that is there, the one that was asked for where it still is; null when there is none. */
function locationOf(db: ReadDb, { key, locationId }: WaitingPhoto): LocationId | null {
  const id =
    key < 0
      ? preparePluck(db, 'SELECT id FROM image_exif WHERE id = ? AND presence < 2').get(-key)
      : preparePluck(
          db,
          `SELECT id FROM image_exif WHERE photo_id = ? AND presence < 2
           ORDER BY id <> ?, stack_cover_id IS NOT NULL, presence, id LIMIT 1`,
        ).get(key, locationId);
  return (id as LocationId | undefined) ?? null;
}

/** The same one described it since the job was made, or it has an insight, or a fresh one, where only others are meant. */
function isAnswered(db: ReadDb, jobId: JobId, writer: Writer, { key }: WaitingPhoto, locationId: LocationId): boolean {
  const answered = preparePluck(
    db,
    `SELECT (j.scope <> 'all' AND NOT (${withoutInsightSql})) OR (j.only_stale AND NOT ${staleInsightSql})
       OR EXISTS (SELECT 1 FROM photo_insights AS i WHERE i.photo_id = @photoId AND i.id > j.after_insight
         AND ${byWriterSql})
       OR EXISTS (SELECT 1 FROM photo_insights AS i WHERE i.content_hash IS NULL AND i.rel_path = e.rel_path
         AND i.library_id = e.library_id AND i.id > j.after_insight AND ${byWriterSql})
     FROM insight_jobs AS j CROSS JOIN image_exif AS e WHERE j.id = @jobId AND e.id = @locationId`,
  ).get({ jobId, ...writer, locationId, photoId: key < 0 ? null : key });
  return answered === 1;
}

function leave(db: WriteDb, jobId: JobId, key: number): boolean {
  const gone = prepare(db, 'DELETE FROM insight_job_photos WHERE job_id = ? AND photo_key = ? AND is_failed = 0').run(
    jobId,
    key,
  );
  return gone.changes === 1;
}

function skip(db: WriteDb, jobId: JobId, key: number): void {
  if (leave(db, jobId, key)) prepare(db, 'UPDATE insight_jobs SET skipped = skipped + 1 WHERE id = ?').run(jobId);
}

/** Part of the transaction that stores its insight, so that no photo is described twice because of a crash. */
export function finishPhoto(db: WriteDb, jobId: JobId, key: number): void {
  if (leave(db, jobId, key)) prepare(db, 'UPDATE insight_jobs SET done = done + 1 WHERE id = ?').run(jobId);
}

/** It is tried again at the end of the job, unless it was tried often enough or `isLasting`. */
export function failPhoto(db: WriteDb, jobId: JobId, key: number, error: string, isLasting: boolean): void {
  transaction(db, () => {
    const tries = preparePluck(
      db,
      `UPDATE insight_job_photos SET error = ? WHERE job_id = ? AND photo_key = ? AND is_failed = 0 RETURNING tries`,
    ).get(error, jobId, key) as number | undefined;
    if (tries !== undefined && (isLasting || tries >= maxTries)) giveUp(db, jobId, key, error);
  });
}

function giveUp(db: WriteDb, jobId: JobId, key: number, error: string | null): void {
  prepare(
    db,
    `UPDATE insight_job_photos SET is_failed = 1, error = coalesce(?, error, ?) WHERE job_id = ? AND photo_key = ?`,
  ).run(error, endedMessage, jobId, key);
  prepare(db, 'UPDATE insight_jobs SET failed = failed + 1 WHERE id = ?').run(jobId);
}

/** Photos that were claimed and not described, through no fault of theirs: they were not tried. */
export function releasePhotos(db: WriteDb, jobId: JobId, keys: readonly number[]): void {
  transaction(db, () => {
    const statement = prepare(
      db,
      `UPDATE insight_job_photos SET tries = max(0, tries - 1) WHERE job_id = ? AND photo_key = ? AND is_failed = 0`,
    );
    for (const key of keys) statement.run(jobId, key);
  });
}

function change(db: WriteDb, jobId: JobId, set: string, condition: string, parameters: object = {}): boolean {
  const { changes } = prepare(db, `UPDATE insight_jobs SET ${set} WHERE id = @jobId AND ${condition}`).run({
    jobId,
    ...parameters,
  });
  return changes === 1;
}

/** True when it was open. With a reason it paused itself. */
export function pauseJob(db: WriteDb, jobId: JobId, reason: string | null): boolean {
  return change(db, jobId, `state = 'paused', reason = @reason`, `state = 'open'`, { reason });
}

/** True when it was paused. */
export function resumeJob(db: WriteDb, jobId: JobId): boolean {
  return change(db, jobId, `state = 'open', reason = NULL`, `state = 'paused'`);
}

export function setPriority(db: WriteDb, jobId: JobId, priority: JobPriority): void {
  change(db, jobId, 'priority = @priority', 'true', { priority: priorities.indexOf(priority) });
}

/** True when it had not ended. What waits is swept later; see `sweepEnded`. */
export function cancelJob(db: WriteDb, jobId: JobId, nowMs: number): boolean {
  return endJob(db, jobId, 'cancelled', null, nowMs);
}

/** True when it had not ended. What it has still to do stays, for `retryJob`. */
export function breakOffJob(db: WriteDb, jobId: JobId, reason: string, nowMs: number): boolean {
  return endJob(db, jobId, 'failed', reason, nowMs);
}

/** True when nothing was left to do, and the job is over. Jobs of `new` photos never are. */
export function completeJob(db: WriteDb, jobId: JobId, nowMs: number): boolean {
  return transaction(db, () => {
    const isSettled = preparePluck(
      db,
      `SELECT 1 FROM insight_jobs AS j WHERE j.id = ? AND j.is_gathered = 1 AND j.scope <> 'new' AND j.state = 'open'
         AND NOT EXISTS (SELECT 1 FROM insight_job_photos AS p WHERE p.job_id = j.id AND p.is_failed = 0)`,
    ).get(jobId);
    return isSettled === 1 && endJob(db, jobId, 'completed', null, nowMs);
  });
}

function endJob(
  db: WriteDb,
  jobId: JobId,
  state: 'completed' | 'cancelled' | 'failed',
  reason: string | null,
  nowMs: number,
): boolean {
  return transaction(db, () => {
    const set = 'state = @state, reason = @reason, ended_at = @nowMs';
    const hasEnded = change(db, jobId, set, `state IN ('open', 'paused')`, { state, reason, nowMs });
    if (hasEnded && state === 'cancelled') change(db, jobId, 'selection = NULL, is_gathered = 1', 'true');
    prepare(
      db,
      `DELETE FROM insight_jobs WHERE id IN (SELECT id FROM insight_jobs WHERE ended_at IS NOT NULL
         ORDER BY ended_at DESC, id DESC LIMIT -1 OFFSET ${endedKept})`,
    ).run();
    return hasEnded;
  });
}

/** What cancelled jobs would have done goes. True when there may be more. */
export function sweepEnded(db: WriteDb): boolean {
  const { changes } = prepare(
    db,
    `DELETE FROM insight_job_photos WHERE (job_id, photo_key) IN (
       SELECT p.job_id, p.photo_key FROM insight_jobs AS j CROSS JOIN insight_job_photos AS p
         ON p.job_id = j.id AND p.is_failed = 0
       WHERE j.state = 'cancelled' LIMIT ${sweptAtOnce})`,
  ).run();
  return changes === sweptAtOnce;
}

/** Photos that could not be described wait once more, and the job is open again. Throws an AppFailure `not_found`. */
export function retryJob(db: WriteDb, jobId: JobId): void {
  transaction(db, () => {
    const state = preparePluck(db, 'SELECT state FROM insight_jobs WHERE id = ?').get(jobId) as
      InsightJob['state'] | undefined;
    if (state === undefined) throw new AppFailure('not_found', 'This job is no longer in the list.', { jobId });
    if (state === 'cancelled')
      prepare(db, 'DELETE FROM insight_job_photos WHERE job_id = ? AND is_failed = 0').run(jobId);
    prepare(
      db,
      'UPDATE insight_job_photos SET is_failed = 0, tries = 0, error = NULL WHERE job_id = ? AND is_failed = 1',
    ).run(jobId);
    change(
      db,
      jobId,
      `failed = 0, ended_at = NULL, reason = NULL, state = 'open',
       total = iif(state = 'cancelled', done + skipped + failed, total)`,
      'true',
    );
  });
}

export function forgetEndedJobs(db: WriteDb): void {
  prepare(db, 'DELETE FROM insight_jobs WHERE ended_at IS NOT NULL').run();
}

type StoredJob = Omit<InsightJob, 'priority' | 'isGathered' | 'target'> & {
  readonly priority: number;
  readonly isGathered: number;
  readonly target: string;
};

const jobsSql = `
  SELECT id, source, model, ${scopeSql} AS scope, target, priority, state, reason, created_at AS createdAtMs, ended_at AS endedAtMs, total,
    is_gathered AS isGathered, done, skipped, failed FROM insight_jobs`;

function toJob(db: ReadDb, row: StoredJob): InsightJob {
  return {
    ...row,
    priority: priorities[row.priority] ?? 'usual',
    isGathered: row.isGathered === 1 || row.scope === 'new',
    target: shownTarget(db, JSON.parse(row.target) as StoredTarget),
  };
}

function shownTarget(db: ReadDb, target: StoredTarget): InsightJob['target'] {
  switch (target.kind) {
    case 'library':
      return {
        kind: 'library',
        libraryName: nameOf(db, 'libraries', target.libraryId) ?? `Library ${target.libraryId}`,
      };
    case 'view': {
      const { query, albumId, tagId, libraryId } = target;
      const name = nameOf(db, 'albums', albumId) ?? nameOf(db, 'tags', tagId) ?? nameOf(db, 'libraries', libraryId);
      return { kind: 'view', query, name };
    }
    case 'selection':
    case 'everything':
      return target;
  }
}

function nameOf(db: ReadDb, table: 'albums' | 'tags' | 'libraries', id: number | undefined): string | null {
  if (id === undefined) return null;
  return (preparePluck(db, `SELECT name FROM ${table} WHERE id = ?`).get(id) as string | undefined) ?? null;
}

/** Throws an AppFailure `not_found`. */
export function getJob(db: ReadDb, jobId: JobId): InsightJob {
  const row = prepare(db, `${jobsSql} WHERE id = ?`).get(jobId) as StoredJob | undefined;
  if (row === undefined) throw new AppFailure('not_found', 'This job is no longer in the list.', { jobId });
  return toJob(db, row);
}

/** Those under way first, in the order of their turn; then the last ones that ended, latest first. */
export function listJobs(db: ReadDb): InsightJob[] {
  return snapshot(db, () => {
    const open = prepare(db, `${jobsSql} WHERE ended_at IS NULL ORDER BY priority DESC, id`).all();
    const ended = prepare(
      db,
      `${jobsSql} WHERE ended_at IS NOT NULL ORDER BY ended_at DESC, id DESC LIMIT ${endedShown}`,
    ).all();
    return ([...open, ...ended] as StoredJob[]).map((row) => toJob(db, row));
  });
}

/** Photos that a job could not describe, those in files first that were known first. */
export function jobFailures(
  db: ReadDb,
  { jobId, offset, limit }: { readonly jobId: JobId; readonly offset: number; readonly limit: number },
): JobFailure[] {
  return prepare(
    db,
    `SELECT e.id AS locationId, l.name AS libraryName, e.rel_path AS relPath, coalesce(p.error, '') AS error, p.tries
     FROM insight_job_photos AS p LEFT JOIN image_exif AS e ON e.id = coalesce(
         (SELECT o.id FROM image_exif AS o WHERE o.id = p.location_id AND (p.photo_key < 0 OR o.photo_id = p.photo_key)),
         (SELECT o.id FROM image_exif AS o WHERE o.photo_id = p.photo_key ORDER BY o.presence, o.id LIMIT 1))
       LEFT JOIN libraries AS l ON l.id = e.library_id
     WHERE p.job_id = @jobId AND p.is_failed = 1 ORDER BY p.photo_key LIMIT @limit OFFSET @offset`,
  ).all({ jobId, offset, limit }) as JobFailure[];
}

/** How far a job is, and how many photos wait. */
export function waitingPhotos(db: ReadDb, jobId: JobId): number {
  return preparePluck(db, 'SELECT count(*) FROM insight_job_photos WHERE job_id = ? AND is_failed = 0').get(
    jobId,
  ) as number;
}
