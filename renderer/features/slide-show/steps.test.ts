import { expect, test } from 'vitest';
import { intervalFrom, longestVideo, patienceMillis, videoProgress } from './steps.js';

test('a picture stays two to thirty seconds, whatever was remembered', () => {
  expect([0, 2.4, 7, 99, Number.NaN].map(intervalFrom)).toEqual([2, 2, 7, 30, 5]);
});

test('a video is over at the limit, or when it stands still for too long, and not before', () => {
  let progress = videoProgress({ at: 0, sinceMs: 0 }, 0, 1000);
  expect(progress).toEqual({ at: 0, sinceMs: 0, isOver: false });
  progress = videoProgress(progress, 0.5, patienceMillis - 1);
  expect(progress).toEqual({ at: 0.5, sinceMs: patienceMillis - 1, isOver: false });
  expect(videoProgress(progress, 0.5, 2 * patienceMillis - 2).isOver).toBe(false);
  expect(videoProgress(progress, 0.5, 2 * patienceMillis - 1).isOver).toBe(true);
  expect(videoProgress(progress, longestVideo - 1, 2 * patienceMillis).isOver).toBe(false);
  expect(videoProgress(progress, longestVideo, 2 * patienceMillis).isOver).toBe(true);
});
