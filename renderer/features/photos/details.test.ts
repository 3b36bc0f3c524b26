import { describe, expect, it, vi } from 'vitest';
import type { GridDetail, LibraryId, LocationId } from '../../api/index.js';
import { DetailCache } from './details.js';

const id = (value: number): LocationId => value as LocationId;

function detail(value: number, title: string | null = null): GridDetail {
  return {
    id: id(value),
    contentHash: null,
    hasThumbnail: false,
    blur: null,
    fileName: `${String(value)}.jpg`,
    libraryId: 1 as LibraryId,
    tagCount: 0,
    title,
    durationMs: null,
    hasMotion: false,
    behind: [],
  };
}

const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

describe('detail cache', () => {
  it('asks for what is missing only, once', async () => {
    const fetch = vi.fn((ids: LocationId[]) => Promise.resolve(ids.map((one) => detail(one))));
    const cache = new DetailCache(fetch);
    cache.want([id(1), id(2)]);
    await settle();
    cache.want([id(2), id(3)]);
    await settle();
    expect(fetch.mock.calls.map(([ids]) => ids)).toEqual([[1, 2], [3]]);
    expect(cache.get(id(3))?.fileName).toBe('3.jpg');
  });

  it('asks only for the latest window when the scroll goes on while it waits', async () => {
    const answers: (() => void)[] = [];
    const fetch = vi.fn(
      (ids: LocationId[]) =>
        new Promise<readonly GridDetail[]>((done) => {
          answers.push(() => {
            done(ids.map((one) => detail(one)));
          });
        }),
    );
    const cache = new DetailCache(fetch);
    cache.want([id(1)]);
    cache.want([id(2)]);
    cache.want([id(3)]);
    answers[0]?.();
    await settle();
    answers[1]?.();
    await settle();
    expect(fetch.mock.calls.map(([ids]) => ids)).toEqual([[1], [3]]);
  });

  it('keeps the old answer until the new one is there, and tells only when something changed', async () => {
    let title: string | null = null;
    const cache = new DetailCache((ids) => Promise.resolve(ids.map((one) => detail(one, title))));
    const heard = vi.fn();
    cache.subscribe(id(1), heard);
    cache.want([id(1)]);
    await settle();
    expect(heard).toHaveBeenCalledTimes(1);
    cache.invalidate();
    expect(cache.get(id(1))).not.toBeNull();
    await settle();
    expect(heard).toHaveBeenCalledTimes(1);
    title = 'Harbour';
    cache.invalidate();
    await settle();
    expect(heard).toHaveBeenCalledTimes(2);
    expect(cache.get(id(1))?.title).toBe('Harbour');
  });

  it('forgets what was seen longest ago, and does not ask again for a photo that is gone', async () => {
    const fetch = vi.fn((ids: LocationId[]) =>
      Promise.resolve(ids.filter((one) => one !== 9).map((one) => detail(one))),
    );
    const cache = new DetailCache(fetch, 3);
    cache.want([id(1), id(2)]);
    await settle();
    cache.want([id(1), id(3), id(9)]);
    await settle();
    expect(cache.get(id(2))).toBeNull();
    expect(cache.get(id(1))).not.toBeNull();
    cache.want([id(9)]);
    await settle();
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('survives a failed request', async () => {
    const fetch = vi
      .fn<(ids: LocationId[]) => Promise<readonly GridDetail[]>>()
      .mockRejectedValueOnce(new Error('busy'))
      .mockImplementation((ids) => Promise.resolve(ids.map((one) => detail(one))));
    const cache = new DetailCache(fetch);
    cache.want([id(1)]);
    await settle();
    cache.want([id(1)]);
    await settle();
    expect(cache.get(id(1))?.fileName).toBe('1.jpg');
  });
});
