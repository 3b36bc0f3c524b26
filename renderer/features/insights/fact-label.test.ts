import { expect, test } from 'vitest';
import { factLabel } from './fact-label.js';

test('what others call their facts stays as it is', () => {
  expect(factLabel('Camera')).toBe('Camera');
  expect(factLabel('Bird')).toBe('Bird');
  expect(factLabel('constructor')).toBe('constructor');
});
