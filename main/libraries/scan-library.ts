import type { LeftOutPath } from '../dao/left-out.js';
import { knownFilesPage } from '../dao/locations.js';
import type { ReadDb } from '../db/open.js';
import { planScan } from '../core/plan-scan.js';
import type { KnownFile } from '../core/plan-scan.js';
import { allRules, userRules } from './ignore-rules.js';
import { maxLeftOut } from './scan-messages.js';
import type { ChangedFile, IdentifiedFile, ScanMessage, ScanTask, SeenFile } from './scan-messages.js';
import { walkTarget } from './walk.js';

const pageSize = 2000;
const batchSize = 500;
const reportEveryMillis = 100;

function* knownFiles(db: ReadDb, libraryId: number, target: string): Generator<KnownFile> {
  let after: string | null = null;
  for (;;) {
    const page: readonly KnownFile[] = knownFilesPage(db, libraryId, target, after, pageSize);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.relPath;
  }
}

/** Lists a library, or parts of it, and yields what differs from what is known; unchanged files cost no message. */
export function* scanLibrary(db: ReadDb, task: ScanTask): Generator<ScanMessage> {
  let added: SeenFile[] = [];
  let changed: ChangedFile[] = [];
  let returned: number[] = [];
  let identified: IdentifiedFile[] = [];
  let ignored: number[] = [];
  const gone: number[] = [];
  const leftOut: LeftOutPath[] = [];
  let unreadableCount = 0;
  let filesSeen = 0;
  let current: string | null = null;
  let reportedAtMs = performance.now();

  const take = (): ScanMessage => {
    const message: ScanMessage = {
      kind: 'differences',
      differences: { added, changed, returned, identified, ignored },
      filesSeen,
      current,
    };
    added = [];
    changed = [];
    returned = [];
    identified = [];
    ignored = [];
    reportedAtMs = performance.now();
    return message;
  };

  const isIgnoredByUser = userRules(task.ignorePatterns);
  const isIgnored = allRules(task.ignorePatterns);
  for (const target of task.targets ?? ['']) {
    for (const outcome of planScan(
      knownFiles(db, task.libraryId, target),
      walkTarget(task.rootPath, target, { hasFileIds: task.hasFileIds, isIgnored: isIgnoredByUser }),
      isIgnored,
    )) {
      switch (outcome.kind) {
        case 'added':
          filesSeen++;
          current = outcome.relPath;
          added.push(outcome);
          break;
        case 'changed':
          filesSeen++;
          changed.push(outcome);
          break;
        case 'returned':
          filesSeen++;
          returned.push(outcome.id);
          break;
        case 'unchanged':
          filesSeen++;
          break;
        case 'identified':
          identified.push(outcome);
          break;
        case 'ignored':
          ignored.push(outcome.id);
          break;
        case 'gone':
          gone.push(outcome.id);
          break;
        case 'unreadable':
        case 'left_out':
          if (outcome.kind === 'unreadable') unreadableCount++;
          if (leftOut.length < maxLeftOut) leftOut.push({ relPath: outcome.relPath, reason: outcome.reason });
          break;
      }
      if (added.length + changed.length + returned.length + identified.length + ignored.length >= batchSize)
        yield take();
      else if ((filesSeen & 255) === 0 && performance.now() - reportedAtMs >= reportEveryMillis) yield take();
      if (Atomics.load(task.cancelled, 0) !== 0) {
        yield take();
        yield { kind: 'finished', outcome: 'cancelled', filesSeen, gone: [], leftOut, unreadableCount };
        return;
      }
    }
  }
  yield take();
  yield { kind: 'finished', outcome: 'completed', filesSeen, gone, leftOut, unreadableCount };
}
