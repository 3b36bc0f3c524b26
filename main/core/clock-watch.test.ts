import { expect, test } from 'vitest';
import { ClockWatch } from './clock-watch.js';

const hour = 3_600_000;
const minute = 60_000;

test('a clock that goes on, or back by a little, is no trouble', () => {
  const watch = new ClockWatch(0);
  expect(watch.wentBack(100 * hour, 0)).toBe(false);
  expect(watch.wentBack(99.5 * hour, minute)).toBe(false);
  expect(watch.latestTimeMs).toBe(100 * hour);
  expect(watch.wentBack(500 * hour, 2 * minute)).toBe(false);
  expect(watch.latestTimeMs).toBe(500 * hour);
});

test('a clock set back is noticed, also over a restart, until it is right again', () => {
  const watch = new ClockWatch(100 * hour);
  expect(watch.wentBack(50 * hour, 0)).toBe(true);
  expect(watch.wentBack(50 * hour + minute, minute)).toBe(true);
  expect(watch.latestTimeMs).toBe(100 * hour);
  expect(watch.wentBack(100 * hour + minute, 2 * minute)).toBe(false);
});

test('after ten minutes the new time is believed', () => {
  const watch = new ClockWatch(100 * hour);
  expect(watch.wentBack(50 * hour, 0)).toBe(true);
  expect(watch.wentBack(50 * hour + 10 * minute, 10 * minute)).toBe(false);
  expect(watch.latestTimeMs).toBe(50 * hour + 10 * minute);
  expect(watch.wentBack(50 * hour + 11 * minute, 11 * minute)).toBe(false);
});
