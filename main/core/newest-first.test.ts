import { describe, expect, it } from 'vitest';
import { NewestFirst } from './newest-first.js';

/** Work that ends when it is told to. */
function works(queue: NewestFirst, names: readonly string[]) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const answers = names.map((name) =>
    queue.run(
      () =>
        new Promise<string>((resolve) => {
          begun.push(name);
          ends.set(name, () => {
            resolve(name);
          });
        }),
      `${name} passed over`,
    ),
  );
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await new Promise((done) => setImmediate(done));
  };
  return { begun, answers, end };
}

describe('what is done newest first', () => {
  it('runs as much at once as it may, and then what came last', async () => {
    const { begun, answers, end } = works(new NewestFirst({ atOnce: 2, maxWaiting: 10 }), ['a', 'b', 'c', 'd']);
    expect(begun).toEqual(['a', 'b']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'd']);
    await end('b');
    await end('d');
    await end('c');
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives up what has waited longest when too much waits', async () => {
    const { begun, answers, end } = works(new NewestFirst({ atOnce: 1, maxWaiting: 2 }), ['a', 'b', 'c', 'd']);
    for (const name of ['a', 'd', 'c']) await end(name);
    expect(begun).toEqual(['a', 'd', 'c']);
    expect(await Promise.all(answers)).toEqual(['a', 'b passed over', 'c', 'd']);
  });

  it('goes on after work that failed', async () => {
    const queue = new NewestFirst({ atOnce: 1, maxWaiting: 2 });
    await expect(queue.run(() => Promise.reject(new Error('no')), null)).rejects.toThrow('no');
    expect(await queue.run(() => Promise.resolve(1), null)).toBe(1);
  });
});
