import { describe, expect, it } from 'vitest';
import { AppFailure } from '../db/failure.js';
import { allRules, checkPatterns, userRules } from './ignore-rules.js';

function failureOf(patterns: readonly string[]): AppFailure {
  try {
    checkPatterns(patterns);
  } catch (error) {
    if (error instanceof AppFailure) return error;
    throw error;
  }
  throw new Error(`${patterns.join()} was taken.`);
}

describe('patterns', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['*.tif', ['a.tif', 'in/b.TIF'], ['a.tiff', 'tif']],
    ['exports/', ['exports/a.jpg', '2019/exports/b/c.jpg'], ['exports.jpg', 'my exports/a.jpg']],
    ['/exports/', ['exports/a.jpg'], ['2019/exports/b.jpg']],
    ['2019/drafts', ['2019/drafts/a.jpg'], ['old/2019/drafts/a.jpg', '2019/a.jpg']],
    ['**/web/*.png', ['web/a.png', 'x/y/web/b.png'], ['web/in/a.png']],
    ['IMG_00??.jpg', ['img_0012.jpg'], ['IMG_001.jpg']],
    ['#recycle', ['#recycle/a.jpg'], ['recycle/a.jpg']],
    ['[ab]*.jpg', ['apple.jpg', 'bee.jpg'], ['cat.jpg']],
    ['Größe', ['größe/a.jpg'], ['Grosse/a.jpg']],
  ];
  it.each(cases)('%s leaves out what a .gitignore file would', (pattern, ignored, kept) => {
    const isIgnored = userRules(checkPatterns([pattern]));
    expect(ignored.filter((path) => !isIgnored(path))).toEqual([]);
    expect(kept.filter((path) => isIgnored(path))).toEqual([]);
  });

  it('that begin with an exclamation mark bring back what another one leaves out', () => {
    const isIgnored = userRules(checkPatterns(['*.tif', '!keep.tif']));
    expect(isIgnored('a.tif')).toBe(true);
    expect(isIgnored('in/keep.tif')).toBe(false);
  });

  it('are kept without blanks, empty lines and repetitions', () => {
    expect(checkPatterns(['  *.tif ', '', '*.tif', ' '])).toEqual(['*.tif']);
  });

  it('answer the same however many paths were asked for before', () => {
    const isIgnored = userRules(['*.tif']);
    for (let n = 0; n < 50_000; n++) isIgnored(`${n}/${n}.jpg`);
    expect(isIgnored('a.tif')).toBe(true);
    expect(isIgnored('a.jpg')).toBe(false);
  });

  it.each([['*'], ['**'], ['/'], ['!**'], ['a\nb'], ['folder\\file'], ['x'.repeat(201)], ['*a*a*a*a*a*a*a*b']])(
    '%j is refused, and says why',
    (pattern) => {
      const failure = failureOf(['*.tif', pattern]);
      expect(failure.code).toBe('pattern_invalid');
      expect(failure.details).toEqual({ pattern });
      expect(failure.message).toContain('cannot be used');
    },
  );

  it('are a hundred at most', () => {
    expect(failureOf(Array.from({ length: 101 }, (_, n) => `${n}.jpg`)).message).toContain('101');
  });

  it('come on top of what every library leaves out', () => {
    const isIgnored = allRules(['*.tif']);
    expect(['a.tif', '@eaDir/a.jpg', 'in/.hidden.jpg'].every(isIgnored)).toBe(true);
    expect(isIgnored('in/a.jpg')).toBe(false);
  });
});
