import { describe, expect, it } from 'vitest';
import type { TagId, TagSummary } from '../../api/index.js';
import { suggestTags, type Suggestion } from './suggest.js';

const tags: TagSummary[] = [
  ['Lisbon', 40],
  ['Lighthouse', 12],
  ['Night life', 3],
  ['Alive', 9],
  ['Café', 2],
].map(([name, photoCount], i) => ({ id: (i + 1) as TagId, name: String(name), photoCount: Number(photoCount) }));

const words = (list: readonly Suggestion[]): string[] =>
  list.map((entry) => (entry.kind === 'create' ? `+${entry.name}` : entry.tag.name));
const none: ReadonlySet<number> = new Set();

describe('tag suggestions', () => {
  it('puts beginnings first, then words inside, then the rest, and offers to create', () => {
    expect(words(suggestTags(tags, 'li', none, 7))).toEqual(['Lisbon', 'Lighthouse', 'Night life', 'Alive', '+li']);
  });

  it('does not offer to create what exists in other letters', () => {
    expect(words(suggestTags(tags, ' LISBON ', none, 7))).toEqual(['Lisbon']);
  });

  it('finds an accent that was not typed, but can still create the name without it', () => {
    expect(words(suggestTags(tags, 'cafe', none, 7))).toEqual(['Café', '+cafe']);
  });

  it('shows the most used tags that are not on every photo yet when nothing is typed', () => {
    expect(words(suggestTags(tags, '', new Set([1]), 2))).toEqual(['Lighthouse', 'Alive']);
  });
});
