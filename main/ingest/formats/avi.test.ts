import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mjpegAvi } from '../../testing/videos.js';
import { firstJpegOfAvi } from './avi.js';

const first = Buffer.from([0xff, 0xd8, 0xff, 1, 2, 3, 0xff, 0xd9, 7]);
const second = Buffer.from([0xff, 0xd8, 0xff, 9]);
const size = { width: 4, height: 4, framesPerSecond: 10 };

it('finds the first frame, past headers and padding, through lists of records', () => {
  const avi = mjpegAvi([first, second], size);
  expect(firstJpegOfAvi(avi)).toEqual(first);
  const at = avi.indexOf('movi');
  const records = Buffer.concat([avi.subarray(0, at + 4), Buffer.from('LIST\x40\0\0\0rec '), avi.subarray(at + 4)]);
  expect(firstJpegOfAvi(records)).toEqual(first);
});

it('finds none in other files, in other frames, and in a frame that is cut short', () => {
  expect(firstJpegOfAvi(Buffer.from('RIFF\0\0\0\0WAVE'))).toBeNull();
  expect(firstJpegOfAvi(mjpegAvi([Buffer.from('no picture')], size))).toBeNull();
  const avi = mjpegAvi([first], size);
  expect(firstJpegOfAvi(avi.subarray(0, avi.length - 4))).toBeNull();
});

it('comes to an end on anything', () => {
  const avi = mjpegAvi([first, second], size);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(avi.length - 1), fc.nat(255))), fc.nat(avi.length), (changes, length) => {
      const damaged = Buffer.from(avi);
      for (const [at, value] of changes) damaged[at] = value;
      const found = firstJpegOfAvi(damaged.subarray(0, length));
      expect(found === null || found.length <= length).toBe(true);
    }),
  );
});
