import { expect, test } from 'vitest';
import { endText } from './end-text.js';

test('a job says what it wrote, and what it could not', () => {
  expect(endText({ outcome: 'completed', done: 1, failed: 0, total: 1, reason: null })).toBe('1 insight written.');
  expect(endText({ outcome: 'completed', done: 12, failed: 1, total: 13, reason: null })).toBe(
    '12 insights written. 1 photo could not be described; “Background work” in the settings says why.',
  );
  expect(endText({ outcome: 'completed', done: 0, failed: 0, total: 0, reason: null })).toBe(
    'Every photo has an insight already.',
  );
});

test('one that was stopped, or failed, says so', () => {
  expect(endText({ outcome: 'cancelled', done: 5, failed: 0, total: 1200, reason: null })).toBe(
    'Stopped after 5 insights of 1,200. What was written stays.',
  );
  expect(endText({ outcome: 'failed', done: 0, failed: 0, total: 0, reason: 'The disk is full.' })).toBe(
    'No insights were generated. The disk is full.',
  );
});
