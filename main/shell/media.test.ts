import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/files.js';
import { createMediaHandler, parseRange } from './media.js';
import type { OriginalFile } from './media.js';

const hash = 'ab'.repeat(32);
const folder = temporaryFolder();
const path = join(folder, 'photo.jpg');
writeFileSync(path, '0123456789');
const motionPath = join(folder, 'motion.jpg');
writeFileSync(motionPath, 'picture----ftypvideo----behind');
const motionBytes = 17;
const originals = new Map<number, OriginalFile>([
  [7, { path, mimeType: 'image/jpeg', motion: null }],
  [17, { path: motionPath, mimeType: 'image/jpeg', motion: { offset: 7, length: motionBytes } }],
  // What was read was another file than the one that is there now.
  [18, { path: motionPath, mimeType: 'image/jpeg', motion: { offset: 6, length: motionBytes } }],
  [19, { path: motionPath, mimeType: 'image/jpeg', motion: { offset: 7, length: 1_000 } }],
]);

const asked: unknown[] = [];
const handle = createMediaHandler({
  thumbnail: (wanted) => {
    asked.push(wanted);
    return Promise.resolve(wanted === hash ? new Uint8Array([1, 2, 3]) : null);
  },
  original: (id) => {
    asked.push(id);
    return Promise.resolve(originals.get(id) ?? null);
  },
  rendition: (id) => {
    asked.push(id);
    return Promise.resolve(id === 7 ? { image: new Uint8Array([4, 5]), mimeType: 'image/webp' } : null);
  },
  face: (id) => {
    asked.push(id);
    return Promise.resolve(id === 7 ? { image: new Uint8Array([8]), mimeType: 'image/jpeg' } : null);
  },
  exifThumbnail: (id) => {
    asked.push(id);
    return Promise.resolve(id === 7 ? new Uint8Array([6]) : null);
  },
});

describe('the media protocol', () => {
  it('serves a thumbnail by its hash, to be kept for ever', async () => {
    const response = await handle(new Request(`media://thumb/${hash}`));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/webp');
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
  });

  it('serves an original whole and in ranges', async () => {
    const whole = await handle(new Request('media://original/7'));
    expect([whole.status, await whole.text()]).toEqual([200, '0123456789']);
    const part = await handle(new Request('media://original/7', { headers: { range: 'bytes=2-4' } }));
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-4/10', '234']);
    const none = await handle(new Request('media://original/7', { headers: { range: 'bytes=10-' } }));
    expect([none.status, none.headers.get('content-range')]).toEqual([416, 'bytes */10']);
  });

  it.each([
    ['rendition', 'image/webp', [4, 5]],
    ['face', 'image/jpeg', [8]],
  ])('serves a %s, and keeps none: the file may be another one tomorrow', async (kind, mimeType, bytes) => {
    const response = await handle(new Request(`media://${kind}/7`));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, mimeType]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array(bytes));
    expect((await handle(new Request(`media://${kind}/8`))).status).toBe(404);
  });

  it('serves the small picture inside a photo, or nothing where there is none', async () => {
    const response = await handle(new Request('media://exif-thumbnail/7'));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([6]));
    expect((await handle(new Request('media://exif-thumbnail/8'))).status).toBe(204);
  });

  it('serves the video inside a motion photo and nothing else of the file', async () => {
    const video = '----ftypvideo----';
    const whole = await handle(new Request('media://motion/17'));
    expect([whole.status, whole.headers.get('content-type'), await whole.text()]).toEqual([200, 'video/mp4', video]);
    const rangeOf = async (range: string): Promise<readonly unknown[]> => {
      const part = await handle(new Request('media://motion/17', { headers: { range } }));
      return [part.status, part.headers.get('content-range'), await part.text()];
    };
    expect(await rangeOf('bytes=0-7')).toEqual([206, 'bytes 0-7/17', '----ftyp']);
    expect(await rangeOf('bytes=8-')).toEqual([206, 'bytes 8-16/17', 'video----']);
    expect(await rangeOf('bytes=0-400')).toEqual([206, 'bytes 0-16/17', video]);
    expect(await rangeOf('bytes=17-')).toEqual([416, 'bytes */17', '']);
    for (const id of [7, 18, 19]) expect((await handle(new Request(`media://motion/${id}`))).status).toBe(404);
  });

  it('lets nothing run in what it serves', async () => {
    for (const address of ['original/7', 'motion/17', 'rendition/7', 'face/7', 'exif-thumbnail/7']) {
      const policy = (await handle(new Request(`media://${address}`))).headers.get('content-security-policy');
      expect(policy).toMatch(/sandbox;.*default-src 'none'/);
    }
  });

  it('answers 404 for what the database does not know', async () => {
    expect((await handle(new Request('media://original/8'))).status).toBe(404);
    expect((await handle(new Request(`media://thumb/${'cd'.repeat(32)}`))).status).toBe(404);
  });

  it.each([
    'media://original/../../etc/passwd',
    'media://original/%2e%2e%2fetc%2fpasswd',
    'media://original//etc/passwd',
    'media://original/7/../8',
    'media://original/0',
    'media://original/-7',
    'media://original/7.5',
    'media://original/7?path=/etc/passwd',
    'media://original/9999999999999999',
    'media://thumb/7',
    `media://thumb/${hash.toUpperCase()}`,
    `media://thumb/${hash}00`,
    'media://file/7',
    'media://rendition/etc/passwd',
    'media://rendition/0',
    'media://motion/0',
    'media://face/0',
    'media://face/../original/7',
    `media://face/${hash}`,
    'media://motion/../original/7',
    'media://exif-thumbnail/0',
    'media://exif-thumbnail/../original/7',
    `media://rendition/${hash}`,
    'media://original/',
  ])('refuses %s without asking anybody', async (url) => {
    asked.length = 0;
    const response = await handle(new Request(url));
    // The URL parser itself may fold a path into a plain id that is not known; nothing else may come through.
    expect([400, 404]).toContain(response.status);
    expect(asked.every((subject) => typeof subject === 'number')).toBe(true);
  });

  it('takes no other method', async () => {
    expect((await handle(new Request('media://original/7', { method: 'POST', body: 'x' }))).status).toBe(405);
  });
});

describe('parseRange', () => {
  it.each([
    [null, null],
    ['bytes=0-', { start: 0, end: 9 }],
    ['bytes=3-100', { start: 3, end: 9 }],
    ['bytes=-4', { start: 6, end: 9 }],
    ['bytes=-100', { start: 0, end: 9 }],
    ['bytes=5-2', null],
    ['bytes=1-2,4-5', null],
    ['items=1-2', null],
    ['bytes=-', null],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=12-', 'unsatisfiable'],
  ])('%s of ten bytes is %j', (header, range) => {
    expect(parseRange(header, 10)).toEqual(range);
  });
});
