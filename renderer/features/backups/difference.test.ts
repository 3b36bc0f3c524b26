import { describe, expect, it } from 'vitest';
import type { BackupDifference } from '../../api/index.js';
import { differenceText } from './difference.js';

const same: BackupDifference = {
  backup: { name: 'a.db', kind: 'daily', madeAtMs: 1, sizeBytes: 1 },
  libraries: { added: [], removed: [] },
  tags: { onlyInBackup: 0, onlyNow: 0, names: [] },
  insights: { onlyInBackup: 0, onlyNow: 0 },
  marks: { onlyInBackup: 0, onlyNow: 0 },
  albums: { onlyInBackup: 0, onlyNow: 0 },
  stacks: { onlyInBackup: 0, onlyNow: 0 },
  photos: { inBackup: 1, now: 1 },
};

describe('what a restore would change', () => {
  it('is nothing when both have the same', () => {
    expect(differenceText(same)).toEqual({ comesBack: [], goesAway: [] });
  });

  it('tells what comes back from what goes away', () => {
    const text = differenceText({
      ...same,
      libraries: { added: ['Summer'], removed: ['Winter'] },
      tags: { onlyInBackup: 1, onlyNow: 1200, names: ['Sea'] },
      insights: { onlyInBackup: 0, onlyNow: 2 },
      marks: { onlyInBackup: 3, onlyNow: 0 },
    });
    expect(text).toEqual({
      comesBack: ['Library “Summer”', '1 tag on a photo', 'Marks of 3 photos'],
      goesAway: ['Library “Winter”', '1,200 tags on photos', '2 insights'],
    });
  });

  it('names a few libraries and counts the rest', () => {
    const added = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
    expect(differenceText({ ...same, libraries: { added, removed: [] } }).comesBack.at(-1)).toBe('and 2 more');
  });
});
