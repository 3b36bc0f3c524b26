import { expect, test } from 'vitest';
import { costText } from './cost-text.js';

test.each([
  [0, 'EUR', '0.00 EUR'],
  [1_230_000, 'EUR', '1.23 EUR'],
  [12_345, '', '0.012'],
  [345, 'USD', '0.00035 USD'],
  [4, 'USD', '0.000004 USD'],
])('%d millionths', (micros, currency, text) => {
  expect(costText(micros, currency)).toBe(text);
});
