/**
 * `media://thumb/<hash>`, `media://face/<id>`, and by location `media://original/<id>`, `media://motion/<id>`,
 * `media://rendition/<id>` and `media://exif-thumbnail/<id>`: never a path, nothing outside a library's root.
 */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ContentHash, FaceId, LocationId } from '../../preload/contract/model.js';
import { parseMediaUrl } from '../../preload/contract/media.js';
import type { FilePart } from '../core/file-place.js';

export interface OriginalFile {
  /** Real path, checked to lie inside its library's root. */
  readonly path: string;
  readonly mimeType: string;
  /** Where the video of a motion photo is said to be; null where there is none. */
  readonly motion: FilePart | null;
}

export interface MediaSources {
  readonly thumbnail: (hash: ContentHash) => Promise<Uint8Array<ArrayBuffer> | null>;
  readonly original: (id: LocationId) => Promise<OriginalFile | null>;
  /** The picture of a file that the window cannot show by itself; null when there is none. */
  readonly rendition: (id: LocationId) => Promise<RenditionImage | null>;
  /** A face, cut out of its photo; null when the photo is not there. */
  readonly face: (id: FaceId) => Promise<RenditionImage | null>;
  /** A JPEG; null when the photo has none. */
  readonly exifThumbnail: (id: LocationId) => Promise<Uint8Array<ArrayBuffer> | null>;
}

export interface RenditionImage {
  readonly image: Uint8Array<ArrayBuffer>;
  readonly mimeType: string;
}

/** An SVG that came to be opened as a page of its own, against all rules, could still do nothing. */
const commonHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
} as const;

function refuse(status: number): Response {
  return new Response(null, { status, headers: commonHeaders });
}

export interface ByteRange {
  readonly start: number;
  /** Last byte, included. */
  readonly end: number;
}

/** One range of RFC 9110, or `null` when the whole file is to be sent, or `unsatisfiable`. */
export function parseRange(header: string | null, sizeBytes: number): ByteRange | null | 'unsatisfiable' {
  if (header === null) return null;
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  // Several ranges, or none that makes sense: the whole file is a correct answer.
  if (match === null || (match[1] === '' && match[2] === '')) return null;
  const [, first = '', last = ''] = match;
  if (first === '') {
    const suffix = Number(last);
    if (suffix === 0 || sizeBytes === 0) return 'unsatisfiable';
    return { start: Math.max(0, sizeBytes - suffix), end: sizeBytes - 1 };
  }
  const start = Number(first);
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (start >= sizeBytes) return 'unsatisfiable';
  return end < start ? null : { start, end };
}

/** A file, or the range of it that is asked for. */
export async function sendOriginal(file: OriginalFile, request: Request): Promise<Response> {
  const { size } = await stat(file.path);
  return send(file.path, { offset: 0, length: size }, file.mimeType, request);
}

/** The video inside a motion photo: that part of the file and nothing else, as long as a video begins there. */
async function sendMotion({ path, motion }: OriginalFile, request: Request): Promise<Response> {
  if (motion === null || !(await isVideoPart(path, motion))) return refuse(404);
  return send(path, motion, 'video/mp4', request);
}

/** The file may be another one by now. */
async function isVideoPart(path: string, { offset, length }: FilePart): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, offset + 4);
    return offset + length <= size && bytesRead === 4 && buffer.toString('latin1') === 'ftyp';
  } finally {
    await file.close();
  }
}

function send(path: string, part: FilePart, mimeType: string, request: Request): Response {
  const size = part.length;
  const headers = {
    ...commonHeaders,
    'Content-Type': mimeType,
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
  };
  const range = parseRange(request.headers.get('range'), size);
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${size}` } });
  }
  if (size === 0) return new Response(null, { status: 200, headers: { ...headers, 'Content-Length': '0' } });
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const stream = createReadStream(path, { start: part.offset + start, end: part.offset + end });
  // A picture that scrolled out of view is not read to its end.
  request.signal.addEventListener('abort', () => stream.destroy(), { once: true });
  const body = Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>;
  return new Response(body, {
    status: range === null ? 200 : 206,
    headers: {
      ...headers,
      'Content-Length': String(end - start + 1),
      ...(range === null ? {} : { 'Content-Range': `bytes ${start}-${end}/${size}` }),
    },
  });
}

function sendRendition(rendition: RenditionImage | null): Response {
  if (rendition === null) return refuse(404);
  const headers = { ...commonHeaders, 'Content-Type': rendition.mimeType, 'Cache-Control': 'no-store' };
  return new Response(rendition.image, { headers });
}

export function createMediaHandler(sources: MediaSources): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    const wanted = parseMediaUrl(request.url);
    if (wanted === null) return refuse(400);
    try {
      if (wanted.kind === 'thumb') {
        const webp = await sources.thumbnail(wanted.hash);
        if (webp === null) return refuse(404);
        return new Response(webp, {
          // The bytes of a hash's thumbnail never change under its name.
          headers: {
            ...commonHeaders,
            'Content-Type': 'image/webp',
            'Cache-Control': 'private, max-age=31536000, immutable',
            // The window may count their pixels; nobody else can ask.
            'Access-Control-Allow-Origin': 'app://keepsight',
          },
        });
      }
      if (wanted.kind === 'rendition') return sendRendition(await sources.rendition(wanted.locationId));
      if (wanted.kind === 'face') return sendRendition(await sources.face(wanted.faceId));
      if (wanted.kind === 'exif-thumbnail') {
        const jpeg = await sources.exifThumbnail(wanted.locationId);
        // Most of those asked for are there; that one is not is no error of anybody.
        if (jpeg === null) return refuse(204);
        const headers = { ...commonHeaders, 'Content-Type': 'image/jpeg', 'Cache-Control': 'no-store' };
        return new Response(jpeg, { headers });
      }
      const file = await sources.original(wanted.locationId);
      if (file === null) return refuse(404);
      return wanted.kind === 'motion' ? await sendMotion(file, request) : await sendOriginal(file, request);
    } catch {
      return refuse(404);
    }
  };
}
