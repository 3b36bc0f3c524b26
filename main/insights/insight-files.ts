/** Files of insights that the user chose in a dialog of the system: written whole or not at all, read with care. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { suggestionSources } from '../../preload/contract/model.js';
import type { ContentHash } from '../../preload/contract/model.js';
import {
  csvColumns,
  csvHead,
  csvOfPhoto,
  insightFileFormat,
  insightFileVersion,
  jsonHead,
  jsonOfPhoto,
  jsonTail,
} from '../core/insight-file.js';
import type { FiledInsight, FiledPhoto } from '../core/insight-file.js';
import { csvRows } from '../core/vocabulary.js';
import { filedPhotos, insightsWithoutHash } from '../dao/insight-transfer.js';
import { AppFailure } from '../db/failure.js';
import type { ReadDb } from '../db/open.js';

const largestBytes = 256 * 1024 * 1024;

export interface Exported {
  readonly fileName: string;
  readonly photos: number;
  readonly insights: number;
  /** Insights of files that were not read yet: left out. */
  readonly withoutHash: number;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Throws an AppFailure `file_unwritable`; what stood there before is then as it was. */
export function* exportSteps(
  db: ReadDb,
  path: string,
  format: 'json' | 'csv',
  nowMs: number,
): Generator<void, Exported> {
  const fileName = basename(path);
  const unfinished = `${path}.unfinished`;
  let file: number | null = null;
  try {
    file = openSync(unfinished, 'w');
    writeSync(file, format === 'json' ? jsonHead(nowMs) : `\uFEFF${csvHead()}`);
    let photos = 0;
    let insights = 0;
    for (let after = 0; ;) {
      const found = filedPhotos(db, after);
      const kept = found.map(({ photo }) => photo).filter((photo) => photo.insights.length > 0);
      const text = kept.map((photo, at) =>
        format === 'csv' ? csvOfPhoto(photo) : `${photos + at === 0 ? '' : ',\n'}${jsonOfPhoto(photo)}`,
      );
      writeSync(file, text.join(''));
      photos += kept.length;
      insights += kept.reduce((sum, photo) => sum + photo.insights.length, 0);
      const last = found.at(-1);
      if (last === undefined) break;
      after = last.photoId;
      yield;
    }
    if (format === 'json') writeSync(file, jsonTail);
    fsyncSync(file);
    closeSync(file);
    file = null;
    renameSync(unfinished, path);
    return { fileName, photos, insights, withoutHash: insightsWithoutHash(db) };
  } catch (error) {
    throw new AppFailure('file_unwritable', `“${fileName}” could not be written: ${reasonOf(error)}.`, {}, true);
  } finally {
    if (file !== null) closeSync(file);
    rmSync(unfinished, { force: true });
  }
}

const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((text) => text as ContentHash);
const time = z.int().min(-8.64e15).max(8.64e15);
const fact = z.object({ label: z.string().max(500), text: z.string().max(5_000), source: z.string().max(500) });
const suggestedTag = z.object({
  name: z.string().min(1).max(1_000),
  source: z.enum(suggestionSources),
  score: z.number().min(0).max(1),
});
const filedInsight = z.object({
  title: z.string().min(1).max(1_000),
  text: z.string().max(50_000),
  facts: z.array(fact).max(500),
  suggestedTags: z.array(suggestedTag).max(500),
  provider: z.string().min(1).max(200),
  model: z.string().max(200),
  prompt: z.string().max(200).nullable(),
  askedBy: z.enum(['user', 'background']),
  writtenAtMs: time,
  pinnedAtMs: time.nullable(),
  isCurrent: z.boolean(),
  whyNotCurrent: z.enum(['superseded', 'merged_later', 'not_pinned']).nullable(),
  demotedAtMs: time.nullable(),
  isStale: z.boolean(),
  rating: z.enum(['useful', 'wrong']).nullable(),
  durationMs: z.int().nonnegative().nullable(),
  costMicros: z.int().nonnegative().nullable(),
  currency: z.string().max(20).nullable(),
  carriedFrom: hash.nullable(),
  library: z.string().max(500),
  path: z.string().max(10_000),
});
const filedPhoto = z.object({ contentHash: hash, insights: z.array(filedInsight).max(10_000) });
const jsonFile = z.object({
  format: z.literal(insightFileFormat),
  version: z.literal(insightFileVersion),
  photos: z.array(z.unknown()),
});

export interface ReadInsights {
  readonly fileName: string;
  readonly photos: readonly FiledPhoto[];
  /** Photos of JSON, or lines of a table, that say what cannot be: left out. */
  readonly unreadable: number;
}

/** Throws an AppFailure `file_unreadable` for a file that is none of ours. */
export function readInsightFile(path: string): ReadInsights {
  const fileName = basename(path);
  const text = textOf(path, fileName);
  const read = /^\s*\{/.test(text) ? fromJson(text) : fromCsv(text);
  if (read === null) {
    throw new AppFailure('file_unreadable', `“${fileName}” is no file of insights that Keepsight wrote.`, {});
  }
  return { fileName, ...read };
}

function textOf(path: string, fileName: string): string {
  try {
    if (statSync(path).size > largestBytes) {
      throw new AppFailure('file_unreadable', `“${fileName}” is too large to be read at once.`, {});
    }
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof AppFailure) throw error;
    throw new AppFailure('file_unreadable', `“${fileName}” could not be read: ${reasonOf(error)}.`, {}, true);
  }
}

type Found = Omit<ReadInsights, 'fileName'>;

function fromJson(text: string): Found | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const file = jsonFile.safeParse(value);
  if (!file.success) return null;
  const parsed = file.data.photos.map((photo) => filedPhoto.safeParse(photo));
  const photos = parsed.flatMap(({ data }) => data ?? []);
  return { photos, unreadable: parsed.length - photos.length };
}

const msOf = (text: string): number | null => (text === '' ? null : Date.parse(text));
const orNull = (text: string): string | null => (text === '' ? null : text);
const times = (text: string, factor: number): number | null => (text === '' ? null : Math.round(Number(text) * factor));

function fromCsv(text: string): Found | null {
  const rows = [...csvRows(text)];
  const head = rows[0]?.fields ?? [];
  if (!csvColumns.every((column) => head.includes(column))) return null;
  const byHash = new Map<ContentHash, FiledInsight[]>();
  let unreadable = 0;
  for (const { fields } of rows.slice(1)) {
    if (fields.every((field) => field === '')) continue;
    const at = (column: (typeof csvColumns)[number]): string => fields[head.indexOf(column)] ?? '';
    const contentHash = hash.safeParse(at('content hash'));
    const insight = filedInsight.safeParse(rawOf(at));
    if (!contentHash.success || !insight.success) {
      unreadable++;
      continue;
    }
    byHash.set(contentHash.data, [...(byHash.get(contentHash.data) ?? []), insight.data]);
  }
  return { photos: [...byHash].map(([contentHash, insights]) => ({ contentHash, insights })), unreadable };
}

function rawOf(at: (column: (typeof csvColumns)[number]) => string): unknown {
  return {
    title: at('title'),
    text: at('text'),
    facts: listOf(at('facts')),
    suggestedTags: listOf(at('suggested tags')),
    provider: at('provider'),
    model: at('model'),
    prompt: orNull(at('prompt')),
    askedBy: at('asked by'),
    writtenAtMs: msOf(at('written at')),
    pinnedAtMs: msOf(at('pinned at')),
    isCurrent: at('current') === 'yes',
    whyNotCurrent: orNull(at('why not current')),
    demotedAtMs: msOf(at('stopped being current at')),
    isStale: at('before an edit') === 'yes',
    rating: orNull(at('rating')),
    durationMs: times(at('seconds'), 1_000),
    costMicros: times(at('cost'), 1_000_000),
    currency: orNull(at('currency')),
    carriedFrom: orNull(at('carried from')),
    library: at('library'),
    path: at('path'),
  };
}

function listOf(text: string): unknown {
  try {
    return text === '' ? [] : JSON.parse(text);
  } catch {
    return null;
  }
}
