import { describe, expect, test } from 'vitest';
import type { ListedTag, TagId } from '../../api/index.js';
import { ancestorsOf, treeOf, withAncestors, withDescendants, type TagNode } from './tag-tree.js';

const id = (n: number) => n as TagId;
const tags: ListedTag[] = (
  [
    [1, 'Places', null],
    [2, 'Places/Lisbon', 1],
    [3, 'Places/Lisbon/Old Town', 2],
    [4, 'Places/Berlin', 1],
    [5, 'Sea', null],
    [6, 'Lost/Child', 99],
    [7, 'a//b', null],
  ] as const
).map(([n, name, parentId]) => ({
  id: id(n),
  name,
  parentId: parentId === null ? null : id(parentId),
  photoCount: n,
  isInUse: n !== 5,
  synonyms: [],
  colour: null,
  hotKey: null,
}));

const drawn = (nodes: readonly TagNode[]): unknown[] =>
  nodes.map(({ level, children }) => (children.length === 0 ? level : [level, ...drawn(children)]));

describe('the tree of tags', () => {
  test('has what is below in the order of the last levels', () => {
    expect(drawn(treeOf(tags))).toEqual(['a//b', 'Lost/Child', ['Places', 'Berlin', ['Lisbon', 'Old Town']], 'Sea']);
    expect(drawn(treeOf(tags, (a, b) => b.tag.photoCount - a.tag.photoCount))[3]).toEqual([
      'Places',
      'Berlin',
      ['Lisbon', 'Old Town'],
    ]);
  });

  test('keeps what is above of what is wanted', () => {
    const wanted = withAncestors(tags, ({ name }) => name.endsWith('Old Town'));
    expect(drawn(treeOf(wanted))).toEqual([['Places', ['Lisbon', 'Old Town']]]);
  });

  test('is walked up and down', () => {
    expect(ancestorsOf(tags, id(3))).toEqual([2, 1]);
    expect([...withDescendants(tags, [id(1)])]).toEqual([1, 2, 3, 4]);
    expect([...withDescendants([...tags].reverse(), [id(2)])]).toEqual([2, 3]);
  });
});
