import { describe, expect, it } from 'vitest';
import type { LibraryId } from '../../preload/contract/model.js';
import type { Activity, Progress } from '../../preload/contract/progress.js';
import { overallProgress } from './overall-progress.js';

function activity(
  ...items: readonly (readonly [kind: 'scan' | 'read' | 'verify', done: number, total: number | null])[]
): Activity {
  return {
    paused: false,
    limits: { oneCore: false, onlyOnMains: false },
    waitsForMains: false,
    trouble: null,
    looking: { isOn: false, groupsFaces: false, trouble: null },
    items: items.map(([kind, done, total], at): Progress => ({
      id: `${kind}-${at}`,
      kind,
      libraryId: 1 as LibraryId,
      done,
      total,
      current: null,
      ratePerSecond: null,
      secondsLeft: null,
    })),
  };
}

describe('the figure of the task bar', () => {
  it('is none when nothing runs, or what runs is not waited for', () => {
    expect(overallProgress(activity())).toBe(-1);
    expect(overallProgress(activity(['verify', 1, 10]))).toBe(-1);
  });

  it('is unknown while files are still being counted', () => {
    expect(overallProgress(activity(['scan', 500, null]))).toBeGreaterThan(1);
  });

  it('weighs by files, whatever else is not known', () => {
    expect(overallProgress(activity(['read', 30, 100], ['read', 0, 200], ['scan', 5, null]))).toBeCloseTo(0.1);
    expect(overallProgress(activity(['read', 120, 100]))).toBe(1);
  });
});
