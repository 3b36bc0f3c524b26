import { describe, expect, it } from 'vitest';
import type { TagId, TagSuggestion, TagSummary } from '../../api/index.js';
import { completionOf, isBestMeant, suggestTags, typedNames, type Suggestion } from './suggest.js';

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

function tagAt(index: number): TagSummary {
  const tag = tags[index];
  if (tag === undefined) throw new Error(`No tag ${String(index)}`);
  return tag;
}

describe('tag suggestions', () => {
  it('puts beginnings first, then words inside, then the rest, and offers to create', () => {
    expect(words(suggestTags(tags, 'li', none, [], 7))).toEqual(['Lisbon', 'Lighthouse', 'Night life', 'Alive', '+li']);
  });

  it('does not offer to create what exists in other letters', () => {
    expect(words(suggestTags(tags, ' LISBON ', none, [], 7))).toEqual(['Lisbon']);
  });

  it('finds an accent that was not typed, but can still create the name without it', () => {
    expect(words(suggestTags(tags, 'cafe', none, [], 7))).toEqual(['Café', '+cafe']);
  });

  it('shows the most used tags that are not on every photo yet when nothing is typed', () => {
    expect(words(suggestTags(tags, '', new Set([1]), [], 2))).toEqual(['Lighthouse', 'Alive']);
  });

  const likely = (...names: string[]): TagSuggestion[] =>
    tags.filter(({ name }) => names.includes(name)).map((tag) => ({ tag, reason: 'day', withName: null }));

  it('puts the likely ones before the most used, and says why', () => {
    const found = suggestTags(tags, '', none, likely('Café'), 3);
    expect(words(found)).toEqual(['Café', 'Lisbon', 'Lighthouse']);
    expect(found.map((one) => (one.kind === 'existing' ? one.why?.reason : null))).toEqual([
      'day',
      undefined,
      undefined,
    ]);
    expect(words(suggestTags(tags, '', new Set([5]), likely('Café'), 1))).toEqual(['Lisbon']);
  });

  it('lets a likely one win only among those that fit as well', () => {
    expect(words(suggestTags(tags, 'li', none, likely('Lighthouse', 'Alive'), 3))).toEqual([
      'Lighthouse',
      'Lisbon',
      'Night life',
      '+li',
    ]);
  });

  it('completes what was typed only by a name that begins so', () => {
    const completed = (text: string): string => completionOf(suggestTags(tags, text, none, [], 7), text);
    expect(completed('lis')).toBe('bon');
    expect(completed('CAFE')).toBe('');
    expect(completed('caf')).toBe('é');
    expect(completed('night ')).toBe('life');
    expect(completed('life')).toBe('');
    expect(completed('')).toBe('');
    expect(completed(' li')).toBe('');
  });

  it('finds a tag by any level of its path, and completes the level', () => {
    const deep: TagSummary[] = ['Places/Lisbon', 'Places', 'Boats/Lisbon'].map((name, i) => ({
      id: (i + 20) as TagId,
      name,
      photoCount: 9 - i,
    }));
    const found = (text: string): readonly Suggestion[] => suggestTags(deep, text, none, [], 7);
    expect(words(found('lis'))).toEqual(['Places/Lisbon', 'Boats/Lisbon', '+lis']);
    expect(completionOf(found('lis'), 'lis')).toBe('bon');
    expect(completionOf(found('places/l'), 'places/l')).toBe('isbon');
    expect(['LISBON', 'places', 'lis'].map((text) => isBestMeant(found(text), text, false))).toEqual([
      true,
      false,
      false,
    ]);
    expect(isBestMeant(found('lis'), 'lis', true)).toBe(true);
    expect(words(found('lisbon'))).toEqual(['Places/Lisbon', 'Boats/Lisbon', '+lisbon']);
    expect(words(found(' boats / lisbon'))).toEqual(['Boats/Lisbon']);
    expect(words(found('Boats//Faro/'))).toEqual(['+Boats/Faro']);
  });

  it('finds a tag by another name of it, and says by which', () => {
    const named = [
      { ...tagAt(0), synonyms: ['Lissabon', 'Olisipo'] },
      { ...tagAt(1), synonyms: [] },
    ];
    const found = (text: string): readonly Suggestion[] => suggestTags(named, text, none, [], 7);
    expect(found('liss')[0]).toMatchObject({ tag: { name: 'Lisbon' }, synonym: 'Lissabon' });
    expect(completionOf(found('liss'), 'liss')).toBe('abon');
    expect(found('lisb')[0]).toMatchObject({ synonym: null });
    expect(words(found('olisipo'))).toEqual(['Lisbon']);
    expect(isBestMeant(found('olisipo'), 'OLISIPO', false)).toBe(true);
  });

  it('takes names with commas between them for several, unless a tag is called so', () => {
    expect(typedNames('Lisbon', tags)).toEqual({ before: [], name: 'Lisbon' });
    expect(typedNames(' Lisbon ,, Tram, li', tags)).toEqual({ before: ['Lisbon', 'Tram'], name: 'li' });
    expect(typedNames('Lisbon,', tags)).toEqual({ before: ['Lisbon'], name: '' });
    const odd = [{ id: 9 as TagId, name: 'Porto, Portugal', photoCount: 1 }];
    expect(typedNames('porto, portugal', odd)).toEqual({ before: [], name: 'porto, portugal' });
  });
});
