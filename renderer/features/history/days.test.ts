import { expect, test } from 'vitest';
import type { Edit, EditId } from '../../api/index.js';
import { groupByDay } from './days.js';

const at = (day: number, hour: number, month = 10): number => new Date(2026, month, day, hour).getTime();

function edit(id: number, atMs: number): Edit {
  return {
    id: id as EditId,
    atMs,
    madeBy: 'user',
    action: 'tag_added',
    role: 'do',
    undoneAtMs: null,
    tagId: null,
    tagName: 'Sea',
    otherName: null,
    otherTagCount: 0,
    partOf: null,
    insightTitle: null,
    marks: null,
    albumId: null,
    albumName: null,
    photoCount: 1,
  };
}

test('edits stand under their day, in the order given', () => {
  const edits = [edit(5, at(3, 9)), edit(4, at(3, 0)), edit(3, at(2, 23)), edit(2, at(1, 12)), edit(1, at(31, 12, 9))];
  const days = groupByDay(edits, at(3, 10));
  expect(days.map((day) => day.edits.map((one) => one.id))).toEqual([[5, 4], [3], [2], [1]]);
  expect(days[0]?.title).toBe('Today');
  expect(days[1]?.title).toBe('Yesterday');
  expect(days[2]?.title).toContain('2026');
});

test('the first of a month follows the last of the one before', () => {
  expect(groupByDay([edit(1, at(31, 12, 9))], at(1, 8, 10))[0]?.title).toBe('Yesterday');
});

test('a clock set back makes a day come twice, and no edit is moved', () => {
  const days = groupByDay([edit(3, at(2, 9)), edit(2, at(3, 9)), edit(1, at(2, 8))], at(3, 10));
  expect(days.map((day) => day.title)).toEqual(['Yesterday', 'Today', 'Yesterday']);
  expect(new Set(days.map((day) => day.key)).size).toBe(3);
});

test('a day keeps its key when an edit joins it', () => {
  const edits = [edit(2, at(3, 9)), edit(1, at(2, 9))];
  const keys = groupByDay(edits, at(3, 10)).map((day) => day.key);
  expect(groupByDay([edit(3, at(3, 10)), ...edits], at(3, 11)).map((day) => day.key)).toEqual(keys);
});
