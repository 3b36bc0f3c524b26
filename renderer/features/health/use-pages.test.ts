import { describe, expect, it } from 'vitest';
import { MOST_PER_CALL, readUpTo, type PageRequest } from './use-pages.js';

function listOf(length: number): { load: (page: PageRequest) => Promise<number[]>; asked: PageRequest[] } {
  const all = Array.from({ length }, (_, i) => i);
  const asked: PageRequest[] = [];
  return {
    asked,
    load: (page) => {
      asked.push(page);
      return Promise.resolve(all.slice(page.offset, page.offset + page.limit));
    },
  };
}

describe('reading a long list', () => {
  it('stops where the list ends', async () => {
    const { load, asked } = listOf(3);
    expect(await readUpTo(load, 41)).toEqual({ items: [0, 1, 2], isWhole: true });
    expect(asked).toEqual([{ offset: 0, limit: 41 }]);
  });

  it('says that there is more', async () => {
    expect(await readUpTo(listOf(50).load, 41)).toMatchObject({ isWhole: false, items: { length: 41 } });
  });

  it('never asks for more at once than a call answers', async () => {
    const { load, asked } = listOf(2500);
    const { items } = await readUpTo(load, Infinity);
    expect(items).toHaveLength(2500);
    expect(asked.every((page) => page.limit <= MOST_PER_CALL)).toBe(true);
  });
});
