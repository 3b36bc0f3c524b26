import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jpegHeader } from './jpeg-header.js';

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

function frame(width: number, height: number): Buffer {
  const body = Buffer.from([8, 0, 0, 0, 0, 3]);
  body.writeUInt16BE(height, 1);
  body.writeUInt16BE(width, 3);
  return body;
}

const start = Buffer.from([0xff, 0xd8]);
const exif = Buffer.from('Exif\0\0II*\0', 'latin1');

describe('the header of a JPEG', () => {
  it('is the first frame’s size and the first Exif block, whatever lies between', () => {
    const between = fc.array(
      fc.record({
        marker: fc.constantFrom(0xe0, 0xe1, 0xe2, 0xed, 0xdb, 0xc4, 0xfe),
        body: fc.uint8Array({ maxLength: 60 }),
        fill: fc.integer({ min: 0, max: 3 }),
      }),
      { maxLength: 6 },
    );
    const edge = fc.integer({ min: 1, max: 65_535 });
    fc.assert(
      fc.property(between, edge, edge, fc.constantFrom(0xc0, 0xc1, 0xc2, 0xc9), (segments, width, height, marker) => {
        const others = segments.map(({ marker: other, body, fill }) =>
          Buffer.concat([Buffer.alloc(fill, 0xff), segment(other, Buffer.from(body))]),
        );
        const jpeg = Buffer.concat([
          start,
          segment(0xe1, exif),
          ...others,
          segment(marker, frame(width, height)),
          segment(0xc0, frame(1, 1)),
        ]);
        expect(jpegHeader(jpeg)).toEqual({ width, height, exif });
      }),
    );
  });

  it('is none where there is no frame, no size, or no JPEG', () => {
    const scan = segment(0xda, Buffer.alloc(6));
    expect(jpegHeader(Buffer.concat([start, scan, segment(0xc0, frame(2, 2))]))).toBeNull();
    expect(jpegHeader(Buffer.concat([start, segment(0xc0, frame(0, 9))]))).toBeNull();
    expect(jpegHeader(Buffer.concat([start, segment(0xe1, exif)]))).toBeNull();
    expect(jpegHeader(Buffer.concat([start, segment(0xc0, frame(2, 2)).subarray(0, 8)]))).toBeNull();
    expect(jpegHeader(Buffer.from('GIF89a'))).toBeNull();
  });

  it('comes to an end whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const header = jpegHeader(Buffer.concat([start, Buffer.from(bytes)]));
        expect(header === null || header.width > 0).toBe(true);
      }),
    );
  });
});
