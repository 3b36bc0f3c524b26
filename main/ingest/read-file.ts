/**
 * Reading files in decoder processes, which have nothing else to do meanwhile: synchronous, because each hop through the
 * thread pool costs as much as a small file.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { Blake3Hasher, blake3 } from '@napi-rs/blake-hash';
import { wholeMillis } from '../core/file-time.js';

/** Files up to this size are read once into memory; larger ones are hashed as a stream and never decoded whole. */
export const maxWholeFileBytes = 256 * 1024 * 1024;
/** One for all files: memory that was never touched costs more to get than a file of that size to be hashed. */
const streamChunk = Buffer.allocUnsafe(1024 * 1024);

export interface FileBytes {
  readonly hash: Buffer;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  /** Null when the file is too large to be held. */
  readonly bytes: Buffer | null;
}

/** Thrown when size or time changed between the start and the end of the reading. */
export class ChangedWhileReading extends Error {}

function readWhole(file: number, sizeBytes: number): Buffer {
  const bytes = Buffer.allocUnsafe(sizeBytes);
  let filled = 0;
  while (filled < sizeBytes) {
    const bytesRead = readSync(file, bytes, filled, sizeBytes - filled, filled);
    if (bytesRead === 0) throw new ChangedWhileReading();
    filled += bytesRead;
  }
  return bytes;
}

/** No further than the file went when it was opened: one that grows as fast as it is read would never end. */
function hashStream(file: number, sizeBytes: number): Buffer {
  const hasher = new Blake3Hasher();
  for (let position = 0; ;) {
    const bytesRead = readSync(file, streamChunk, 0, streamChunk.length, position);
    if (bytesRead === 0) return hasher.digestBuffer();
    if (position + bytesRead > sizeBytes) throw new ChangedWhileReading();
    hasher.update(streamChunk.subarray(0, bytesRead));
    position += bytesRead;
  }
}

/** What was a file when it was listed may be a link by now, which is not followed, or a pipe, which nobody waits for. */
const openFlags = constants.O_RDONLY | flag('O_NOFOLLOW') | flag('O_NONBLOCK');

/** 0 where the system does not have it. */
function flag(name: 'O_NOFOLLOW' | 'O_NONBLOCK'): number {
  const values: Readonly<Record<string, number | undefined>> = constants;
  return values[name] ?? 0;
}

function openFile(path: string): number {
  try {
    return openSync(path, openFlags);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A link, or a socket: no file any more, as the next scan will find.
    if (code === 'ELOOP' || code === 'ENXIO') throw notAFile(path);
    throw error;
  }
}

function notAFile(path: string): Error {
  return Object.assign(new Error(`${path} is not a plain file`), { code: 'ENOENT' });
}

/** What dimensions and EXIF lie in: EXIF alone may take 64 KB, and a colour profile and other blocks may come before it. */
const headerBytes = 256 * 1024;

/** Up to 256 KB from the beginning of a file. */
export function readFirstBytes(path: string): Buffer {
  const file = openFile(path);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw notAFile(path);
    const bytes = Buffer.allocUnsafe(Math.min(headerBytes, stats.size));
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(file);
  }
}

/** The one read of a file: its BLAKE3-256 and, unless it is very large or not wanted, its bytes. */
export function readFileOnce(path: string, wantBytes: boolean): FileBytes {
  const file = openFile(path);
  try {
    const before = fstatSync(file);
    if (!before.isFile()) throw notAFile(path);
    const whole = wantBytes && before.size <= maxWholeFileBytes;
    const bytes = whole ? readWhole(file, before.size) : null;
    const hash = bytes === null ? hashStream(file, before.size) : blake3(bytes);
    const after = fstatSync(file);
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw new ChangedWhileReading();
    return { hash, sizeBytes: after.size, mtimeMs: wholeMillis(after.mtimeMs), bytes };
  } finally {
    closeSync(file);
  }
}
