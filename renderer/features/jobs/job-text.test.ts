import { expect, test } from 'vitest';
import type { InsightJob, JobId } from '../../api/index.js';
import { jobKind, jobResult, jobTitle } from './job-text.js';

const job: InsightJob = {
  id: 1 as JobId,
  source: 'built_in',
  model: null,
  scope: 'missing',
  target: { kind: 'selection' },
  priority: 'usual',
  state: 'completed',
  reason: null,
  createdAtMs: 0,
  endedAtMs: 1,
  total: 16,
  isGathered: true,
  done: 12,
  skipped: 3,
  failed: 1,
};

test('a job says what it is for, who writes, and what became of it', () => {
  expect(jobTitle(job)).toBe('16 selected photos');
  expect(jobTitle({ ...job, isGathered: false })).toBe('Selected photos');
  expect(jobTitle({ ...job, target: { kind: 'view', query: 'sea', name: null } })).toBe('Search for “sea”');
  expect(jobTitle({ ...job, target: { kind: 'view', query: '', name: 'Lisbon' } })).toBe('Photos of “Lisbon”');
  expect(jobTitle({ ...job, target: { kind: 'view', query: '', name: null } })).toBe('16 photos of a view');
  expect(jobTitle({ ...job, target: { kind: 'library', libraryName: 'Holidays' } })).toBe('Library Holidays');
  expect(jobTitle({ ...job, scope: 'new', target: { kind: 'everything' } })).toBe('New photos, as they come');
  expect(jobKind(job)).toBe('Written by Keepsight · photos without an insight');
  expect(jobKind({ ...job, source: 'own_model', model: 'moondream', scope: 'all' })).toMatch(
    /^Written by your model moondream · /,
  );
  expect(jobResult(job)).toBe('Done: 12 insights written, 3 had one already, 1 not described');
});
