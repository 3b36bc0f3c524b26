import { expect, test } from 'vitest';
import type { Insight, InsightId, LibraryId } from '../../api/index.js';
import { standing } from './reason.js';

const current: Insight = {
  id: 1 as InsightId,
  title: 'A tram',
  summary: 'A tram in a street.',
  facts: [],
  suggestedTags: [],
  generatedAtMs: 1e12,
  provider: 'local',
  modelVersion: '1',
  promptVersion: null,
  durationMs: null,
  costMicros: null,
  currency: null,
  rating: null,
  carriedFrom: null,
  requestedBy: 'user',
  pinnedAtMs: null,
  isCurrent: true,
  whyNotCurrent: null,
  demotedAtMs: null,
  isStale: false,
  hasWrongClock: false,
  libraryId: 1 as LibraryId,
  libraryName: 'Pictures',
  relPath: 'tram.jpg',
};
const former = (more: Partial<Insight>): Insight => ({ ...current, id: 2 as InsightId, isCurrent: false, ...more });

test('the current insight says why it is', () => {
  expect(standing(current, [current])).toBe('Shown for this photo.');
  expect(standing({ ...current, pinnedAtMs: 5 }, [current])).toContain('you pinned it');
  expect(standing(current, [current, former({ whyNotCurrent: 'merged_later' })])).toContain('earliest');
});

test('a former insight says what took its place', () => {
  expect(standing(former({ whyNotCurrent: 'superseded' }), [])).toContain('newer');
  expect(standing(former({ whyNotCurrent: 'not_pinned' }), [])).toContain('pinned the other');
  expect(standing(former({ whyNotCurrent: 'merged_later' }), [])).toContain('the other insight is earlier');
});

test('an insight with an impossible date is not told to be later than another', () => {
  const text = standing(former({ whyNotCurrent: 'merged_later', hasWrongClock: true, generatedAtMs: 0 }), []);
  expect(text).not.toContain('earlier');
  expect(text).toContain('cannot be right');
});
