import { describe, expect, it } from 'vitest';
import { isSameText, wordDiff } from './word-diff.js';

describe('word diff', () => {
  it('shows words that were left out and words that were added', () => {
    const parts = wordDiff('Evening at the harbour', 'Morning at the old harbour');
    const kept = parts.filter((part) => part.kind !== 'removed').map((part) => part.text);
    const before = parts.filter((part) => part.kind !== 'added').map((part) => part.text);
    expect(kept.join('')).toBe('Morning at the old harbour');
    expect(before.join('')).toBe('Evening at the harbour');
    expect(parts.some((part) => part.kind === 'removed' && part.text.includes('Evening'))).toBe(true);
  });

  it('puts together what changed together', () => {
    expect(wordDiff('Two people by a river', 'A dog by a river')).toEqual([
      { kind: 'removed', text: 'Two people' },
      { kind: 'added', text: 'A dog' },
      { kind: 'same', text: ' by a river' },
    ]);
  });

  it('knows equal texts', () => {
    expect(isSameText(wordDiff('Harbour', 'Harbour'))).toBe(true);
    expect(isSameText(wordDiff('', ''))).toBe(true);
    expect(isSameText(wordDiff('', 'Harbour'))).toBe(false);
  });
});
