/** The second backlog: what ExifTool says of files, after the first read made them visible. */
import { join } from 'node:path';
import type { LibraryId, LocationId } from '../../preload/contract/model.js';
import { captureTime } from '../core/capture-time.js';
import { preferFacts } from '../core/facts.js';
import type { FileFacts } from '../core/facts.js';
import { mediaTypeOf } from '../core/media-types.js';
import { fileNameOf } from '../core/rel-path.js';
import { recordEmbeddedTexts } from '../dao/embedded-texts.js';
import {
  factsOfSameBytes,
  pendingMetadata,
  recordMetadata,
  recordMetadataFailure,
  storedFacts,
} from '../dao/locations.js';
import type { PendingFile } from '../dao/locations.js';
import { transaction } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { changeOf } from '../ingest/unchanged.js';
import type { MetadataOutcome } from './exiftool.js';
import type { MetadataReader } from './metadata-reader.js';

/** Files of one transaction. */
export const batchSize = 24;

export interface MetadataDrainOptions {
  readonly libraries: readonly { readonly id: LibraryId; readonly rootPath: string }[];
  /** No new batch is begun after this time of `performance.now()`. */
  readonly untilMs: number;
  readonly signal: AbortSignal;
  /** So many files are asked about at the same time. */
  readonly atOnce: number;
  readonly onRead: (libraryId: LibraryId, relPath: string) => void;
}

export type MetadataDrainEnd =
  | { readonly kind: 'empty' | 'time_is_up' | 'aborted' }
  /** ExifTool does not run here; what is pending stays pending. */
  | { readonly kind: 'unavailable'; readonly reason: string };

type Reader = Pick<MetadataReader, 'read'>;

interface Answer {
  readonly file: PendingFile;
  /** `other`: of other bytes than the row is about. The next scan finds them, and the file is read again. */
  readonly outcome: MetadataOutcome | { readonly kind: 'other' };
  /** Texts are kept by hash, and those of a twin are there already. */
  readonly hasTexts: boolean;
}

async function ask(db: WriteDb, reader: Reader, file: PendingFile, root: string): Promise<Answer> {
  // The same bytes say the same: a copy costs no second reading.
  const twin = file.contentHash === null ? null : factsOfSameBytes(db, file.contentHash, file.id);
  if (twin?.hasMetadata === true) {
    return { file, outcome: { kind: 'facts', facts: twin.facts, texts: [] }, hasTexts: false };
  }
  const isVideo = mediaTypeOf(fileNameOf(file.relPath))?.kind === 'video';
  const path = join(root, file.relPath);
  const outcome = await reader.read(path, isVideo);
  if (outcome.kind === 'unavailable') return { file, outcome, hasTexts: false };
  const change = await changeOf(path, file);
  // Whether a file was edited or replaced is told by what the row says of it: that must not be of the new bytes already.
  return { file, outcome: change === 'other' ? { kind: 'other' } : outcome, hasTexts: change === 'same' };
}

/** ExifTool's reading wins over the header's; dimensions and length are those of whoever decoded the file. */
function merged(db: WriteDb, file: PendingFile, facts: FileFacts): FileFacts {
  const stored = storedFacts(db, file.id);
  if (stored === null) return facts;
  const { width, height, durationMs } = stored.facts;
  const own = width === null || height === null ? facts : { ...facts, width, height };
  return preferFacts({ ...own, durationMs: durationMs ?? own.durationMs }, stored.facts);
}

function write(db: WriteDb, answers: readonly Answer[]): void {
  transaction(db, () => {
    for (const { file, outcome, hasTexts } of answers) {
      if (outcome.kind === 'facts') {
        const facts = merged(db, file, outcome.facts);
        recordMetadata(
          db,
          file.id,
          facts,
          captureTime(facts.captured, fileNameOf(file.relPath), file.mtimeMs, Date.now()),
        );
        if (hasTexts && file.contentHash !== null) recordEmbeddedTexts(db, file.contentHash, outcome.texts);
      } else if (outcome.kind === 'failed') {
        recordMetadataFailure(db, file.id);
      }
    }
  });
}

export async function drainMetadata(
  db: WriteDb,
  reader: Reader,
  options: MetadataDrainOptions,
): Promise<MetadataDrainEnd> {
  for (const { id, rootPath } of options.libraries) {
    /** Left alone until the next time. */
    const left = new Set<LocationId>();
    for (;;) {
      if (options.signal.aborted) return { kind: 'aborted' };
      if (performance.now() >= options.untilMs) return { kind: 'time_is_up' };
      const count = Math.min(batchSize, options.atOnce);
      const files = pendingMetadata(db, id, count + left.size)
        .filter((file) => !left.has(file.id))
        .slice(0, count);
      if (files.length === 0) break;
      const answers = await Promise.all(files.map((file) => ask(db, reader, file, rootPath)));
      write(db, answers);
      for (const { file, outcome } of answers) {
        if (outcome.kind === 'other') left.add(file.id);
        else options.onRead(id, file.relPath);
      }
      const broken = answers.map(({ outcome }) => outcome).find((outcome) => outcome.kind === 'unavailable');
      if (broken?.kind === 'unavailable') return { kind: 'unavailable', reason: broken.reason };
    }
  }
  return { kind: 'empty' };
}
