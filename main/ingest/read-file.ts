import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { Blake3Hasher, blake3 } from '@napi-rs/blake-hash';

/** Files up to this size are read once into memory; larger ones are hashed as a stream and never decoded whole. */
export const maxWholeFileBytes = 256 * 1024 * 1024;
const streamChunkBytes = 4 * 1024 * 1024;

export interface FileBytes {
  readonly hash: Buffer;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  /** Null when the file is too large to be held. */
  readonly bytes: Buffer | null;
}

/** Thrown when size or time changed between the start and the end of the reading. */
export class ChangedWhileReading extends Error {}

async function readWhole(file: FileHandle, sizeBytes: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(sizeBytes);
  let filled = 0;
  while (filled < sizeBytes) {
    const { bytesRead } = await file.read(bytes, filled, sizeBytes - filled, filled);
    if (bytesRead === 0) throw new ChangedWhileReading();
    filled += bytesRead;
  }
  return bytes;
}

async function hashStream(file: FileHandle): Promise<Buffer> {
  const hasher = new Blake3Hasher();
  const chunk = Buffer.allocUnsafe(streamChunkBytes);
  for (let position = 0; ;) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, position);
    if (bytesRead === 0) return hasher.digestBuffer();
    hasher.update(chunk.subarray(0, bytesRead));
    position += bytesRead;
  }
}

/** What dimensions and EXIF lie in: EXIF alone may take 64 KB, and a colour profile and other blocks may come before it. */
const headerBytes = 256 * 1024;

/** Up to 256 KB from the beginning of a file. */
export async function readFirstBytes(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(headerBytes);
    const { bytesRead } = await file.read(bytes, 0, headerBytes, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The one read of a file: its BLAKE3-256 and, unless it is very large or not wanted, its bytes. */
export async function readFileOnce(path: string, wantBytes: boolean): Promise<FileBytes> {
  const file = await open(path, 'r');
  try {
    const before = await file.stat();
    if (!before.isFile()) throw Object.assign(new Error(`${path} is not a plain file`), { code: 'ENOENT' });
    const whole = wantBytes && before.size <= maxWholeFileBytes;
    const bytes = whole ? await readWhole(file, before.size) : null;
    const hash = bytes === null ? await hashStream(file) : blake3(bytes);
    const after = await file.stat();
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw new ChangedWhileReading();
    return { hash, sizeBytes: after.size, mtimeMs: after.mtime.getTime(), bytes };
  } finally {
    await file.close();
  }
}
