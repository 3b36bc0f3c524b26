import { describe, expect, it } from 'vitest';
import type { ScanReport } from '../../api/index.js';
import { scanText, watchingText } from './scan-text.js';

const now = Date.UTC(2026, 10, 1, 12);
const report: ScanReport = {
  finishedAtMs: now - 5 * 60_000,
  filesSeen: 1204,
  added: 0,
  changed: 0,
  missing: 0,
  moved: 0,
  unreadableCount: 0,
  outcome: 'completed',
};

describe('scan report in words', () => {
  it('says when and that nothing changed', () => {
    expect(scanText(report, now)).toBe('Last scan 5 min ago: 1,204 files seen, nothing changed');
  });

  it('says what changed', () => {
    expect(scanText({ ...report, added: 3, moved: 1 }, now)).toBe(
      'Last scan 5 min ago: 1,204 files seen, 3 new, 1 moved',
    );
  });

  it('tells a scan that did not finish', () => {
    expect(scanText({ ...report, outcome: 'cancelled' }, now)).toMatch(/^Scan stopped/);
    expect(scanText({ ...report, outcome: 'interrupted' }, now)).toMatch(/^Scan interrupted/);
    expect(scanText(null, now)).toBe('Not scanned yet.');
  });
});

describe('how a library is watched, in words', () => {
  it('says so, and how often it is looked at where it is not', () => {
    expect(watchingText({ by: 'events', reason: null, pauseMs: null })).toBe('Watched: changes show at once');
    expect(watchingText({ by: 'polling', reason: 'network', pauseMs: 300_000 })).toBe(
      'Looked at every 5 minutes: network drive',
    );
    expect(watchingText({ by: 'polling', reason: 'limit', pauseMs: 10_000 })).toBe(
      'Looked at every 10 seconds: the system watches no more folders',
    );
    expect(watchingText({ by: 'polling', reason: 'failed', pauseMs: null })).toBe(
      'Not watched: the system cannot watch it',
    );
    expect(watchingText(null)).toBeNull();
  });
});
