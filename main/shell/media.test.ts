import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/files.js';
import { createMediaHandler, parseRange } from './media.js';

const hash = 'ab'.repeat(32);
const folder = temporaryFolder();
const path = join(folder, 'photo.jpg');
writeFileSync(path, '0123456789');

const asked: unknown[] = [];
const handle = createMediaHandler({
  thumbnail: (wanted) => {
    asked.push(wanted);
    return Promise.resolve(wanted === hash ? new Uint8Array([1, 2, 3]) : null);
  },
  original: (id) => {
    asked.push(id);
    return Promise.resolve(id === 7 ? { path, mimeType: 'image/jpeg' } : null);
  },
  rendition: (id) => {
    asked.push(id);
    return Promise.resolve(id === 7 ? { image: new Uint8Array([4, 5]), mimeType: 'image/webp' } : null);
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

  it('serves a rendition, and keeps none: the file may be another one tomorrow', async () => {
    const response = await handle(new Request('media://rendition/7'));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([4, 5]));
    expect((await handle(new Request('media://rendition/8'))).status).toBe(404);
  });

  it('serves the small picture inside a photo, or nothing where there is none', async () => {
    const response = await handle(new Request('media://exif-thumbnail/7'));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([6]));
    expect((await handle(new Request('media://exif-thumbnail/8'))).status).toBe(204);
  });

  it('lets nothing run in what it serves', async () => {
    for (const kind of ['original', 'rendition', 'exif-thumbnail']) {
      const policy = (await handle(new Request(`media://${kind}/7`))).headers.get('content-security-policy');
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
