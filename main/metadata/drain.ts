/** The second backlog: what ExifTool says of files, after the first read made them visible. */
import { join } from 'node:path';
import type { LibraryId } from '../../preload/contract/model.js';
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
import { isUnchanged } from '../ingest/unchanged.js';
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

interface Answer {
  readonly file: PendingFile;
  readonly outcome: MetadataOutcome;
  /** The hash is that of what was read: texts are kept by it, and must not be those of other bytes. */
  readonly isOfHash: boolean;
}

async function ask(db: WriteDb, reader: MetadataReader, file: PendingFile, root: string): Promise<Answer> {
  // The same bytes say the same: a copy costs no second reading.
  const twin = file.contentHash === null ? null : factsOfSameBytes(db, file.contentHash, file.id);
  if (twin?.hasMetadata === true) {
    return { file, outcome: { kind: 'facts', facts: twin.facts, texts: [] }, isOfHash: false };
  }
  const isVideo = mediaTypeOf(fileNameOf(file.relPath))?.kind === 'video';
  const path = join(root, file.relPath);
  const outcome = await reader.read(path, isVideo);
  return { file, outcome, isOfHash: await isUnchanged(path, file) };
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
    for (const { file, outcome, isOfHash } of answers) {
      if (outcome.kind === 'facts') {
        const facts = merged(db, file, outcome.facts);
        recordMetadata(
          db,
          file.id,
          facts,
          captureTime(facts.captured, fileNameOf(file.relPath), file.mtimeMs, Date.now()),
        );
        if (isOfHash && file.contentHash !== null) recordEmbeddedTexts(db, file.contentHash, outcome.texts);
      } else if (outcome.kind === 'failed') {
        recordMetadataFailure(db, file.id);
      }
    }
  });
}

export async function drainMetadata(
  db: WriteDb,
  reader: MetadataReader,
  options: MetadataDrainOptions,
): Promise<MetadataDrainEnd> {
  for (const { id, rootPath } of options.libraries) {
    for (;;) {
      if (options.signal.aborted) return { kind: 'aborted' };
      if (performance.now() >= options.untilMs) return { kind: 'time_is_up' };
      const files = pendingMetadata(db, id, Math.min(batchSize, options.atOnce));
      if (files.length === 0) break;
      const answers = await Promise.all(files.map((file) => ask(db, reader, file, rootPath)));
      write(db, answers);
      for (const { file } of answers) options.onRead(id, file.relPath);
      const broken = answers.map(({ outcome }) => outcome).find((outcome) => outcome.kind === 'unavailable');
      if (broken?.kind === 'unavailable') return { kind: 'unavailable', reason: broken.reason };
    }
  }
  return { kind: 'empty' };
}
