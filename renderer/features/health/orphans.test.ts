import { describe, expect, it } from 'vitest';
import { orphanParts, sumOf } from './orphans.js';

describe('what is left without a photo', () => {
  it('names only what there is', () => {
    expect(orphanParts({ tags: 3, marks: 0, albums: 0, stacks: 0, insights: 1 })).toBe('3 tags and 1 insight');
    expect(orphanParts({ tags: 0, marks: 0, albums: 0, stacks: 0, insights: 2 })).toBe('2 insights');
    expect(orphanParts({ tags: 1, marks: 2, albums: 0, stacks: 0, insights: 2 })).toBe(
      '1 tag, 2 photos’ marks and 2 insights',
    );
  });

  it('adds up what was chosen', () => {
    const chosen = [
      { tags: 2, marks: 1, albums: 0, stacks: 0, insights: 0 },
      { tags: 1, marks: 1, albums: 0, stacks: 0, insights: 4 },
    ];
    expect(sumOf(chosen)).toEqual({ tags: 3, marks: 2, albums: 0, stacks: 0, insights: 4 });
    expect(sumOf([])).toEqual({ tags: 0, marks: 0, albums: 0, stacks: 0, insights: 0 });
  });
});
