import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRefresher } from './refresher.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function slowRun(millis: number) {
  return vi.fn(() => new Promise<void>((done) => setTimeout(done, millis)));
}

describe('refresher', () => {
  it('runs at once the first time, then at most once in its interval', async () => {
    const run = slowRun(10);
    const refresher = createRefresher(run, { minIntervalMillis: 1000, pausePerDuration: 4, now: Date.now });
    refresher.request();
    await vi.advanceTimersByTimeAsync(5);
    expect(run).toHaveBeenCalledTimes(1);
    for (let i = 0; i < 9; i += 1) {
      refresher.request();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(run).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(run).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(5000);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('pauses longer when a run takes long', async () => {
    const run = slowRun(500);
    const refresher = createRefresher(run, { minIntervalMillis: 1000, pausePerDuration: 4, now: Date.now });
    refresher.request();
    await vi.advanceTimersByTimeAsync(100);
    refresher.request();
    await vi.advanceTimersByTimeAsync(2300);
    expect(run).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('forgets what it waits for when it is stopped', async () => {
    const run = slowRun(1);
    const refresher = createRefresher(run, { minIntervalMillis: 10, pausePerDuration: 1, now: Date.now });
    refresher.request();
    refresher.stop();
    await vi.advanceTimersByTimeAsync(100);
    expect(run).not.toHaveBeenCalled();
  });
});
