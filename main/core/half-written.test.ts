import { describe, expect, it } from 'vitest';
import { mayBeHalfWritten, readNotBefore } from './half-written.js';

const now = 1_700_000_000_000;

describe('a file', () => {
  it('is read when nothing was written to it for a while, a large one later', () => {
    expect(readNotBefore({ touchedAtMs: now - 100, sizeBytes: 1 }, now)).toBe(now + 1_400);
    expect(readNotBefore({ touchedAtMs: now - 1_500, sizeBytes: 1 }, now)).toBe(0);
    expect(readNotBefore({ touchedAtMs: now - 1_500, sizeBytes: 1e9 }, now)).toBe(now + 3_500);
  });

  it('of a clock that is ahead is read at once', () => {
    expect(readNotBefore({ touchedAtMs: now + 60_000, sizeBytes: 1 }, now)).toBe(0);
    expect(mayBeHalfWritten(now + 60_000, now)).toBe(false);
  });

  it('that makes no sense is given some seconds', () => {
    expect(mayBeHalfWritten(now - 2_000, now)).toBe(true);
    expect(mayBeHalfWritten(now - 9_000, now)).toBe(false);
  });
});
