import { expect, it } from 'vitest';
import { isMassLoss } from './mass-loss.js';

it('asks above 200 files or a fifth of the library, and never for a handful', () => {
  expect(isMassLoss(200, 1_000_000)).toBe(false);
  expect(isMassLoss(201, 1_000_000)).toBe(true);
  expect(isMassLoss(20, 100)).toBe(false);
  expect(isMassLoss(21, 100)).toBe(true);
  expect(isMassLoss(4, 4)).toBe(false);
  expect(isMassLoss(5, 5)).toBe(true);
});
