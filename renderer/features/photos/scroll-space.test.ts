import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isScaled,
  maxPosition,
  maxScrollTop,
  MAX_ELEMENT_HEIGHT,
  onScroll,
  positionToScrollTop,
  rest,
  scrollSpace,
} from './scroll-space.js';

const big = scrollSpace(85_000_000, 900);

describe('scroll space', () => {
  it('is the identity below the cap', () => {
    const space = scrollSpace(100_000, 900);
    expect(isScaled(space)).toBe(false);
    expect(onScroll(space, { scrollTop: 0, position: 0 }, 777)).toEqual({ scrollTop: 777, position: 777 });
    expect(positionToScrollTop(space, 777)).toBe(777);
  });

  it('caps the element and still reaches both ends', () => {
    expect(big.elementHeight).toBe(MAX_ELEMENT_HEIGHT);
    const middle = { scrollTop: 5_000_000, position: 30_000_000 };
    expect(onScroll(big, middle, 0).position).toBe(0);
    expect(onScroll(big, middle, maxScrollTop(big)).position).toBe(maxPosition(big));
  });

  it('moves one to one for small steps and by proportion for jumps', () => {
    const before = { scrollTop: 5_000_000, position: 28_000_000 };
    expect(onScroll(big, before, 5_000_040).position).toBe(28_000_040);
    const jumped = onScroll(big, before, 10_000_000).position;
    expect(jumped / maxPosition(big)).toBeCloseTo(10_000_000 / maxScrollTop(big), 6);
  });

  it('at rest the bar is where the position belongs, and the position has not moved', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: maxPosition(big) }),
        fc.integer({ min: 1, max: maxScrollTop(big) - 1 }),
        (position, scrollTop) => {
          const rested = rest(big, { scrollTop, position });
          expect(rested.position).toBe(position);
          expect(Math.abs(rested.scrollTop - positionToScrollTop(big, position))).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
