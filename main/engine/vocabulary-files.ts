/** Files of tags that the user chose in a dialog of the system: the only ones that are read or written outside of libraries. */
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { VocabularyFormat, VocabularyPreview } from '../../preload/contract/model.js';
import { parseVocabulary, writeVocabulary } from '../core/vocabulary.js';
import { previewVocabulary, writtenTags } from '../dao/vocabulary.js';
import { AppFailure } from '../db/failure.js';
import type { WriteDb } from '../db/open.js';

const largestBytes = 20 * 1024 * 1024;

/** Throws an AppFailure `file_unreadable`. */
export function readVocabulary(db: WriteDb, path: string, nowMs: number): VocabularyPreview {
  const fileName = basename(path);
  const { entries, problems } = parseVocabulary(textOf(path), fileName);
  return { fileName, entries, problems, ...previewVocabulary(db, entries, nowMs) };
}

function textOf(path: string): string {
  let bytes: Buffer;
  try {
    if (statSync(path).size > largestBytes) {
      throw new AppFailure('file_unreadable', `“${basename(path)}” is too large to be a list of tags.`, {});
    }
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof AppFailure) throw error;
    throw new AppFailure('file_unreadable', `“${basename(path)}” could not be read: ${reasonOf(error)}.`, {}, true);
  }
  // Lists that programs on Windows write.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  const text = bytes.toString('utf8');
  return text.includes('\uFFFD') ? bytes.toString('latin1') : text;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Throws an AppFailure `file_unwritable`; what stood there before is then as it was. */
export function saveVocabulary(
  db: WriteDb,
  path: string,
  format: VocabularyFormat,
): { readonly fileName: string; readonly tags: number } {
  const tags = writtenTags(db);
  const unfinished = `${path}.unfinished`;
  try {
    writeFileSync(unfinished, writeVocabulary(tags, format));
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new AppFailure('file_unwritable', `“${basename(path)}” could not be written: ${reasonOf(error)}.`, {}, true);
  }
  return { fileName: basename(path), tags: tags.length };
}
