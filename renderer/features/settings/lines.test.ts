import { expect, it } from 'vitest';
import { linesOf } from './lines.js';

it('leaves out blank lines and blanks around the others', () => {
  expect(linesOf(' *.tif \r\n\n  \nexports/\n')).toEqual(['*.tif', 'exports/']);
  expect(linesOf('')).toEqual([]);
});
