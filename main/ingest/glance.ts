/**
 * The fast pass over files that were never read: dimensions and capture time from their first bytes, so that the grid has
 * its order and its shapes long before everything is read whole. It decides nothing about a photo's identity.
 */
import { join } from 'node:path';
import type { LibraryId } from '../../preload/contract/model.js';
import { captureTime } from '../core/capture-time.js';
import { noFacts } from '../core/facts.js';
import type { FileFacts } from '../core/facts.js';
import { mediaTypeOf } from '../core/media-types.js';
import { fileNameOf } from '../core/rel-path.js';
import { pendingGlances, recordGlance } from '../dao/locations.js';
import type { PendingFile } from '../dao/locations.js';
import { transaction } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import type { DecodePool } from './decode-pool.js';
import type { ReadableLibrary } from './ingest.js';

/** Files of one message to a decoder: enough to make the message cheap, few enough to be answered in some milliseconds. */
const filesPerJob = 32;

export interface GlanceOptions {
  readonly libraries: readonly ReadableLibrary[];
  /** No new batch is begun after this time of `performance.now()`. */
  readonly untilMs: number;
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
  /** Called once a file, after its row was written. */
  readonly onGlanced: (libraryId: LibraryId, relPath: string) => void;
}

function canBeGlancedAt({ relPath, sizeBytes }: PendingFile): boolean {
  const type = mediaTypeOf(fileNameOf(relPath));
  return sizeBytes > 0 && (type?.preview === 'decoded' || type?.preview === 'embedded');
}

/** What the first bytes say, in the order of the files; nothing where they say nothing. */
async function factsOf(pool: DecodePool, files: readonly PendingFile[], root: string): Promise<readonly FileFacts[]> {
  const wanted = files.filter(canBeGlancedAt);
  const answers = await pool.headers(wanted.map(({ relPath }) => join(root, relPath)));
  const byId = new Map(wanted.map(({ id }, at) => [id, answers[at] ?? null]));
  return files.map(({ id }) => byId.get(id) ?? noFacts);
}

function inJobs<T>(files: readonly T[]): readonly (readonly T[])[] {
  const jobs: (readonly T[])[] = [];
  for (let at = 0; at < files.length; at += filesPerJob) jobs.push(files.slice(at, at + filesPerJob));
  return jobs;
}

/** Each batch is one short transaction. True when every file that is due was looked at. */
export async function drainGlances(db: WriteDb, pool: DecodePool, options: GlanceOptions): Promise<boolean> {
  for (const { id, rootPath } of options.libraries) {
    for (;;) {
      if (options.signal.aborted || performance.now() >= options.untilMs) return false;
      const files = pendingGlances(db, id, options.nowMs(), filesPerJob * pool.size);
      if (files.length === 0) break;
      const facts = (await Promise.all(inJobs(files).map((job) => factsOf(pool, job, rootPath)))).flat();
      const nowMs = options.nowMs();
      transaction(db, () => {
        for (const [at, file] of files.entries()) {
          const own = facts[at] ?? noFacts;
          recordGlance(db, file.id, own, captureTime(own.captured, fileNameOf(file.relPath), file.mtimeMs, nowMs));
        }
      });
      for (const { relPath } of files) options.onGlanced(id, relPath);
    }
  }
  return true;
}
