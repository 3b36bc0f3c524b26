import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { photosFolder } from '../../testing/files.js';
import { heicMotionPhoto, microVideo, motionPhoto, samsungPhoto, skeletonVideo } from '../../testing/motion-photos.js';
import { motionVideoIn } from './motion-video.js';

const samples = join(photosFolder(), 'LycheeOrg+Lychee/tests/Samples');
const jpeg = readFileSync(join(photosFolder(), 'recurser+exif-orientation-examples/Portrait_1.jpg'));
const heic = readFileSync(join(samples, 'sewing-threads.heic'));
const video = skeletonVideo();
const gainMap = { semantic: 'GainMap', bytes: Buffer.alloc(500, 9) };
const motion = { semantic: 'MotionPhoto', bytes: video };

/** The bytes that are found. */
function foundIn(file: Buffer): Buffer | null {
  const found = motionVideoIn(file);
  return found === null ? null : file.subarray(found.motionOffset, found.motionOffset + found.motionLength);
}

describe('the video in a motion photo', () => {
  test.each([
    ['by its distance from the end', microVideo(jpeg, video)],
    ['by a directory of items', motionPhoto(jpeg, [motion])],
    ['behind another item', motionPhoto(jpeg, [gainMap, motion], 16)],
    ['before another item', motionPhoto(jpeg, [motion, gainMap])],
    ['by a signature', samsungPhoto(jpeg, video)],
    ['by a signature in a HEIC', samsungPhoto(heic, video)],
    ['by a box of a HEIC', heicMotionPhoto(heic, video)],
    ['where a program that changed the picture forgot to say so', microVideo(jpeg, video, 12)],
  ])('is found %s', (_, file) => {
    expect(foundIn(file)?.equals(video)).toBe(true);
  });

  test.each([
    ['a picture', jpeg],
    ['a HEIC', heic],
    ['a claim with nothing behind it', microVideo(jpeg, Buffer.alloc(0), 500)],
    ['a video that is cut short', microVideo(jpeg, video.subarray(0, -20))],
    ['a video without its table', microVideo(jpeg, Buffer.concat([video.subarray(0, 24), video.subarray(60)]))],
    ['a box of a HEIC that holds something else', heicMotionPhoto(heic, Buffer.alloc(200))],
    ['nothing', Buffer.alloc(0)],
  ])('is not found in %s', (_, file) => {
    expect(motionVideoIn(file)).toBeNull();
  });

  test('a real file that claims one and lost it has none', () => {
    expect(motionVideoIn(readFileSync(join(samples, 'google_motion_photo_broken.jpg')))).toBeNull();
  });

  test('whatever is damaged, it lies inside the file and begins as a video does', () => {
    const files = [
      microVideo(jpeg.subarray(0, 4_000), video),
      motionPhoto(jpeg.subarray(0, 4_000), [gainMap, motion]),
      samsungPhoto(jpeg.subarray(0, 4_000), video),
      heicMotionPhoto(heic.subarray(0, 24), video),
    ];
    const flip = fc.record({ at: fc.nat(10_000), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.array(flip, { maxLength: 6 }), fc.nat(400), (file, flips, cut) => {
        const damaged = Buffer.from(file.subarray(0, file.length - cut));
        // From the end: there are the boxes.
        for (const { at, byte } of flips) damaged[damaged.length - 1 - (at % damaged.length)] = byte;
        const found = motionVideoIn(damaged);
        if (found === null) return;
        expect(found.motionOffset + found.motionLength).toBeLessThanOrEqual(damaged.length);
        expect(damaged.toString('latin1', found.motionOffset + 4, found.motionOffset + 8)).toBe('ftyp');
      }),
      { numRuns: 500 },
    );
  });
});
