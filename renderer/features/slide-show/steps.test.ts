import { expect, test } from 'vitest';
import { intervalFrom } from './steps.js';

test('a picture stays two to thirty seconds, whatever was remembered', () => {
  expect([0, 2.4, 7, 99, Number.NaN].map(intervalFrom)).toEqual([2, 2, 7, 30, 5]);
});
