import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  actualScale,
  fitted,
  fittedSize,
  limits,
  lookOf,
  panned,
  resized,
  stateOf,
  zoomedTo,
  type Sight,
  type ZoomState,
} from './zoom.js';

const size = fc.record({ width: fc.integer({ min: 50, max: 4_000 }), height: fc.integer({ min: 50, max: 4_000 }) });
const sight: fc.Arbitrary<Sight> = fc.record({
  stage: size,
  picture: size,
  pixelRatio: fc.constantFrom(1, 1.25, 1.5, 2),
});
const point = fc.record({ x: fc.integer({ min: -2_000, max: 2_000 }), y: fc.integer({ min: -2_000, max: 2_000 }) });
const act = fc.oneof(
  fc.record({ kind: fc.constant('zoom' as const), factor: fc.double({ min: 0.2, max: 5, noNaN: true }), point }),
  fc.record({ kind: fc.constant('pan' as const), factor: fc.constant(1), point }),
);

/** The picture's edges, from the stage's middle. */
function edges(
  seen: Sight,
  { scale, middle }: ZoomState,
): { left: number; right: number; top: number; bottom: number } {
  const { width, height } = fittedSize(seen);
  return {
    left: middle.x - (width * scale) / 2,
    right: middle.x + (width * scale) / 2,
    top: middle.y - (height * scale) / 2,
    bottom: middle.y + (height * scale) / 2,
  };
}

describe('zooming', () => {
  const photo: Sight = {
    stage: { width: 1_000, height: 500 },
    picture: { width: 4_000, height: 3_000 },
    pixelRatio: 2,
  };

  test('a picture fits with its longer side, and is itself at one pixel to one', () => {
    expect(fittedSize(photo)).toEqual({ width: 500 * (4 / 3), height: 500 });
    // 4,000 pixels of the picture on 2,000 of CSS.
    expect(fittedSize(photo).width * actualScale(photo)).toBeCloseTo(2_000);
  });

  test('what is under the pointer stays there', () => {
    const pointer = { x: 100, y: -50 };
    const near = zoomedTo(photo, fitted, 3, pointer);
    // The pointer's place on the picture, as a share of it.
    const share = (state: ZoomState): number => (pointer.x - state.middle.x) / (fittedSize(photo).width * state.scale);
    expect(share(near)).toBeCloseTo(share(fitted));
  });

  test('whatever is done, no room is left beside a picture that is larger than the stage, and one that is not lies in the middle', () => {
    fc.assert(
      fc.property(sight, fc.array(act, { maxLength: 12 }), (seen, acts) => {
        let state = fitted;
        for (const { kind, factor, point: at } of acts) {
          state = kind === 'zoom' ? zoomedTo(seen, state, state.scale * factor, at) : panned(seen, state, at);
        }
        const { least, most } = limits(seen);
        expect(state.scale).toBeGreaterThanOrEqual(least - 1e-9);
        expect(state.scale).toBeLessThanOrEqual(most + 1e-9);
        const { left, right, top, bottom } = edges(seen, state);
        const [halfWidth, halfHeight] = [seen.stage.width / 2, seen.stage.height / 2];
        if (right - left > seen.stage.width) {
          expect(left).toBeLessThanOrEqual(-halfWidth + 1e-6);
          expect(right).toBeGreaterThanOrEqual(halfWidth - 1e-6);
        } else {
          expect(state.middle.x).toBeCloseTo(0);
        }
        if (bottom - top > seen.stage.height) {
          expect(top).toBeLessThanOrEqual(-halfHeight + 1e-6);
          expect(bottom).toBeGreaterThanOrEqual(halfHeight - 1e-6);
        } else {
          expect(state.middle.y).toBeCloseTo(0);
        }
      }),
    );
  });

  test('a window of another size shows the picture as large as before, or fitted as before', () => {
    const wide: Sight = { ...photo, stage: { width: 1_600, height: 900 } };
    const actual = zoomedTo(photo, fitted, actualScale(photo), { x: 0, y: 0 });
    expect(resized(photo, wide, actual).scale).toBeCloseTo(actualScale(wide));
    expect(resized(photo, wide, fitted)).toEqual(fitted);
  });

  test('a look is the same place of another picture, and of the same one it is where it was', () => {
    fc.assert(
      fc.property(sight, sight, fc.double({ min: 0.5, max: 6, noNaN: true }), point, (seen, other, factor, at) => {
        const state = zoomedTo(seen, fitted, factor, at);
        const look = lookOf(seen, state);
        const back = stateOf(seen, look);
        expect(back.scale).toBeCloseTo(state.scale);
        expect(back.middle.x).toBeCloseTo(state.middle.x, 3);
        expect(back.middle.y).toBeCloseTo(state.middle.y, 3);
        // Where the other one is as free, the same share of it lies in the middle.
        const there = stateOf(other, look);
        const again = lookOf(other, there);
        const size = fittedSize(other);
        if (there.scale === look.scale && size.width * there.scale > other.stage.width * 2) {
          if (look.at.x > 0.25 && look.at.x < 0.75) expect(again.at.x).toBeCloseTo(look.at.x, 3);
        }
      }),
    );
  });
});
