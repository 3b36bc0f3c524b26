import { expect, it } from 'vitest';
import { pollPause } from './poll-pause.js';

const minutes = 60_000;

it('is short while things happen, and grows to minutes while nothing does', () => {
  expect(pollPause({ scanMillis: 50, foundChanges: true, pauseMillis: 5 * minutes })).toBe(10_000);
  let pauseMillis = 10_000;
  const pauses = Array.from(
    { length: 12 },
    () => (pauseMillis = pollPause({ scanMillis: 50, foundChanges: false, pauseMillis })),
  );
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(pauses[0]).toBe(15_000);
  expect(pauses.at(-1)).toBe(5 * minutes);
});

it('costs no more than a twenty-fifth of the time, however slow the drive', () => {
  expect(pollPause({ scanMillis: 20_000, foundChanges: true, pauseMillis: null })).toBe(500_000);
  expect(pollPause({ scanMillis: 20_000, foundChanges: false, pauseMillis: 500_000 })).toBe(500_000);
  expect(pollPause({ scanMillis: 10 * 60 * minutes, foundChanges: true, pauseMillis: null })).toBe(60 * minutes);
});
