import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints, isWithin, outermost } from './rel-path.js';

const utf8Order = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('compareCodePoints', () => {
  it('is the order of UTF-8 bytes, also beyond U+FFFF', () => {
    const text = fc.string({ unit: 'binary', maxLength: 6 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(utf8Order(a, b)));
      }),
    );
    expect(compareCodePoints('\uffee', '\u{1f600}')).toBeLessThan(0);
  });
});

describe('outermost', () => {
  it('leaves out what lies below another path, and keeps look-alikes', () => {
    expect(outermost(['a/b', 'a', 'a.jpg', 'ab/c', 'a/b/c', 'a'])).toEqual(['a.jpg', 'a', 'ab/c']);
    expect(outermost(['x', ''])).toEqual(['']);
  });

  it('covers every path it was given, and no path of the result covers another', () => {
    const path = fc
      .array(fc.constantFrom('a', 'b', 'a.jpg', 'é'), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.array(path), (paths) => {
        const result = outermost(paths);
        for (const one of paths) expect(result.some((folder) => isWithin(folder, one))).toBe(true);
        for (const one of result) expect(result.filter((folder) => isWithin(folder, one))).toEqual([one]);
      }),
    );
  });
});
