/**
 * Process: reads one file at a time, hashes it, and decodes it when the engine asks. Holds no database and no secrets;
 * when it dies of a file, the engine starts another one and only that file is marked.
 */
import { basename } from 'node:path';
import {
  blurOfThumbnail,
  damageReason,
  decodeImage,
  exifThumbnailOf,
  lookOf,
  readHeader,
  renderFace,
  renderImage,
} from './decode.js';
import type { ImageSource } from './decode.js';
import { mediaTypeOf } from '../core/media-types.js';
import type { FileFacts } from '../core/facts.js';
import type { FromDecoder, RenderSource, ToDecoder, Wanted } from './decoder-messages.js';
import { UnsupportedImage } from './formats/undecodable.js';
import { watchMemory } from './memory-limit.js';
import { ChangedWhileReading, readFileOnce, readFirstBytes } from './read-file.js';

/** Several decoders run at once, and whatever they hold, others miss. */
const maxProcessBytes = 1024 ** 3;

/** The memory of a WebAssembly module never shrinks: after a very large image the process is worth less than a new one. */
const maxIdleBytes = 400 * 1024 * 1024;

const held = new Map<number, Buffer>();

function send(message: FromDecoder): void {
  process.send?.(message);
}

function holdsMuch(): boolean {
  return process.memoryUsage.rss() > maxIdleBytes;
}

function read(jobId: number, path: string, wantBytes: boolean): void {
  try {
    const { hash, sizeBytes, mtimeMs, bytes } = readFileOnce(path, wantBytes);
    if (bytes !== null) held.set(jobId, bytes);
    send({ kind: 'hashed', jobId, hash, sizeBytes, mtimeMs, canDecode: bytes !== null });
  } catch (error) {
    if (error instanceof ChangedWhileReading) send({ kind: 'changed', jobId });
    else send({ kind: 'unreadable', jobId, code: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

async function proceed(jobId: number, isWanted: boolean): Promise<void> {
  const bytes = held.get(jobId);
  held.delete(jobId);
  if (isWanted && bytes !== undefined) await decode(jobId, bytes);
}

/** `work` answers the job; its trouble is answered here. */
async function underWatch(jobId: number, work: () => Promise<void>): Promise<void> {
  const stopWatching = watchMemory(maxProcessBytes, () => {
    // It cannot end itself: `exit` waits for the decoding.
    send({ kind: 'too_much_memory', jobId });
  });
  try {
    await work();
  } catch (error) {
    const kind = error instanceof UnsupportedImage ? 'unsupported' : 'damaged';
    const isSpent = holdsMuch() || (error instanceof Error && error.cause instanceof WebAssembly.RuntimeError);
    send({ kind, jobId, reason: damageReason(error), isSpent });
  } finally {
    stopWatching();
  }
}

function decode(jobId: number, source: ImageSource): Promise<void> {
  return underWatch(jobId, async () => {
    const decoded = await decodeImage(source);
    send({ kind: 'decoded', jobId, ...decoded, isSpent: holdsMuch() });
  });
}

function bytesOf(path: string): Buffer | null {
  try {
    return readFileOnce(path, true).bytes;
  } catch (error) {
    throw error instanceof ChangedWhileReading
      ? new UnsupportedImage('The file is still being written.')
      : new UnsupportedImage(`The file cannot be read (${String((error as NodeJS.ErrnoException).code)}).`);
  }
}

function sourceOf(source: RenderSource): ImageSource {
  if ('picture' in source) return source.picture;
  const bytes = bytesOf(source.path);
  if (bytes === null) throw new UnsupportedImage('The file is too large to be shown (over 256 MB).');
  return bytes;
}

function render(jobId: number, source: RenderSource, { edge, face }: Wanted): Promise<void> {
  return underWatch(jobId, async () => {
    const image = sourceOf(source);
    const rendition = face === null ? await renderImage(image, edge) : await renderFace(image, face, edge);
    send({ kind: 'rendered', jobId, ...rendition, isSpent: holdsMuch() });
  });
}

function isRaw(path: string): boolean {
  return mediaTypeOf(basename(path))?.preview === 'embedded';
}

async function headerOf(path: string): Promise<FileFacts | null> {
  try {
    return await readHeader(readFirstBytes(path), isRaw(path));
  } catch {
    return null;
  }
}

async function headers(jobId: number, paths: readonly string[]): Promise<void> {
  const facts: (FileFacts | null)[] = [];
  for (const path of paths) facts.push(await headerOf(path));
  send({ kind: 'headers', jobId, facts });
}

async function exifThumbnail(jobId: number, path: string): Promise<void> {
  let jpeg: Uint8Array | null;
  try {
    jpeg = await exifThumbnailOf(readFirstBytes(path), isRaw(path));
  } catch {
    jpeg = null;
  }
  send({ kind: 'exifThumbnail', jobId, jpeg });
}

async function look(jobId: number, image: Uint8Array): Promise<void> {
  send({ kind: 'look', jobId, look: await lookOf(image).catch(() => null) });
}

async function blur(jobId: number, image: Uint8Array): Promise<void> {
  send({ kind: 'blur', jobId, blur: await blurOfThumbnail(image).catch(() => null) });
}

process.on('message', (message: ToDecoder) => {
  switch (message.kind) {
    case 'read':
      read(message.jobId, message.path, message.wantBytes);
      return;
    case 'proceed':
      void proceed(message.jobId, message.decode);
      return;
    case 'headers':
      void headers(message.jobId, message.paths);
      return;
    case 'embedded':
      void decode(message.jobId, message.picture);
      return;
    case 'render':
      void render(message.jobId, message.source, message.wanted);
      return;
    case 'exifThumbnail':
      void exifThumbnail(message.jobId, message.path);
      return;
    case 'look':
      void look(message.jobId, message.image);
      return;
    case 'blur':
      void blur(message.jobId, message.image);
      return;
  }
});
// The engine is gone: so is the work.
process.on('disconnect', () => process.exit(0));
