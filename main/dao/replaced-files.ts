/** Files whose new bytes are plainly another photo: the list, and the user's word on whether it was an edit after all. */
import type {
  LibraryId,
  LineageId,
  LocationId,
  QuarterTurns,
  ReplacedFile,
  TagId,
} from '../../preload/contract/model.js';
import { inSteps } from '../db/in-steps.js';
import { prepare, preparePluck, snapshot, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { hashOf, idList } from './columns.js';
import { carryCopyTags, carryInsights, carryTags, carryValues, copyInsights, numbered } from './lineage.js';
import type { NumberedStep } from './lineage.js';

interface StoredReplacement {
  readonly id: LineageId;
  readonly observedAtMs: number;
  readonly libraryName: string;
  readonly relPath: string;
  readonly fromHash: Buffer;
  readonly toHash: Buffer;
  readonly locationId: LocationId | null;
  readonly insights: number;
  readonly fromTurn: QuarterTurns;
  readonly toTurn: QuarterTurns;
}

function turnSql(hash: string): string {
  return `coalesce((SELECT t.quarters FROM photos AS p CROSS JOIN photo_turns AS t ON t.photo_id = p.id
    WHERE p.content_hash = ${hash}), 0)`;
}

/** Those that wait for the user, the last one first. */
export function replacedFiles(db: ReadDb, page: { readonly offset: number; readonly limit: number }): ReplacedFile[] {
  return snapshot(db, () => {
    const rows = prepare(
      db,
      `SELECT l.id, l.observed_at AS observedAtMs, coalesce(b.name, 'A former library') AS libraryName, l.rel_path AS relPath,
         l.from_hash AS fromHash, l.to_hash AS toHash,
         (SELECT e.id FROM photos AS p CROSS JOIN image_exif AS e ON e.photo_id = p.id WHERE p.content_hash = l.to_hash
          ORDER BY e.library_id = l.library_id AND e.rel_path = l.rel_path DESC, e.presence, e.id LIMIT 1) AS locationId,
         (SELECT count(*) FROM photos AS p CROSS JOIN photo_insights AS i ON i.photo_id = p.id
          WHERE p.content_hash = l.from_hash AND i.deleted_at IS NULL) AS insights,
         ${turnSql('l.from_hash')} AS fromTurn, ${turnSql('l.to_hash')} AS toTurn
       FROM content_lineage AS l INDEXED BY content_lineage_open LEFT JOIN libraries AS b ON b.id = l.library_id
       WHERE l.verdict = 'replaced' AND l.settled_at IS NULL ORDER BY l.id DESC LIMIT @limit OFFSET @offset`,
    ).all(page) as StoredReplacement[];
    const tagNames = preparePluck(
      db,
      `SELECT DISTINCT g.name FROM photos AS old CROSS JOIN tagged_photo AS t ON t.photo_id = old.id AND t.copy_of IS NULL
       CROSS JOIN tags AS g ON g.id = t.tag_id
       WHERE old.content_hash = @fromHash AND NOT EXISTS (SELECT 1 FROM photos AS new CROSS JOIN tagged_photo AS own
         ON own.photo_id = new.id AND own.tag_id = t.tag_id AND own.copy_of IS NULL WHERE new.content_hash = @toHash)
       ORDER BY g.name`,
    );
    return rows.map(({ fromHash, toHash, ...row }) => ({
      ...row,
      fromHash: hashOf(fromHash),
      toHash: hashOf(toHash),
      tagNames: tagNames.all({ fromHash, toHash }) as string[],
    }));
  });
}

interface OpenStep {
  readonly id: LineageId;
  readonly libraryId: LibraryId;
  readonly relPath: string;
  readonly fromHash: Buffer;
  readonly toHash: Buffer;
}

const stepColumns = 'id, library_id AS libraryId, rel_path AS relPath, from_hash AS fromHash, to_hash AS toHash';

/**
 * `carry`: these were edits after all, and what the old bytes have goes to the new ones, and on to what these were edited
 * into since. Else they are other photos, and nothing is carried. In steps; those that are settled already are left alone.
 */
export function* settleReplacedSteps(
  db: WriteDb,
  ids: readonly LineageId[],
  carry: boolean,
  nowMs: number,
): Generator<void, void> {
  let at = 0;
  yield* inSteps(
    db,
    (rows) => {
      const piece = ids.slice(at, at + rows);
      at += piece.length;
      return piece.length === 0 ? null : piece;
    },
    (piece) => {
      transaction(db, () => {
        const open = prepare(
          db,
          `SELECT ${stepColumns} FROM content_lineage WHERE verdict = 'replaced' AND settled_at IS NULL
             AND id IN (SELECT value FROM json_each(?)) ORDER BY id`,
        ).all(idList(piece)) as OpenStep[];
        prepare(
          db,
          `UPDATE content_lineage SET settled_at = @nowMs, verdict = iif(@carry, 'edited', verdict)
           WHERE verdict = 'replaced' AND settled_at IS NULL AND id IN (SELECT value FROM json_each(@ids))`,
        ).run({ nowMs, carry: carry ? 1 : 0, ids: idList(piece) });
        if (carry) for (const step of open) carryAfterAll(db, numbered(db, { ...step, nowMs }), step.id);
      });
    },
  );
}

function carryAfterAll(db: WriteDb, step: NumberedStep, id: LineageId): void {
  carryCopyTags(db, step, true);
  const gained = carryTags(db, step);
  carryValues(db, step);
  if (!wasCarried(db, step)) copyInsights(db, step);
  carryOn(db, step.toHash, id, gained, step.nowMs, new Set([step.fromHash.toString('hex')]));
}

function wasCarried(db: ReadDb, { fromHash, toPhoto }: NumberedStep): boolean {
  const row = preparePluck(db, 'SELECT 1 FROM photo_insights WHERE photo_id = ? AND carried_from = ? LIMIT 1');
  return row.get(toPhoto, fromHash) !== undefined;
}

/** Along the edits that followed, as they would have done it then. */
function carryOn(
  db: WriteDb,
  hash: Buffer,
  after: LineageId,
  tags: readonly TagId[],
  nowMs: number,
  seen: Set<string>,
): void {
  if (seen.has(hash.toString('hex'))) return;
  seen.add(hash.toString('hex'));
  const next = prepare(
    db,
    `SELECT ${stepColumns} FROM content_lineage WHERE from_hash = ? AND id > ? AND verdict = 'edited' ORDER BY id`,
  ).all(hash, after) as OpenStep[];
  for (const following of next) {
    if (seen.has(following.toHash.toString('hex'))) continue;
    const step = numbered(db, { ...following, nowMs });
    const gained = carryTags(db, step, tags);
    carryValues(db, step);
    carryInsights(db, step);
    carryOn(db, following.toHash, following.id, gained, nowMs, seen);
  }
}
