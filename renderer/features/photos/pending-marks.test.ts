import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packMarks, unpackMarks, type GridModel, type LocationId, type Marks } from '../../api/index.js';
import { PendingMarks, withMarks } from './pending-marks.js';

const noMarks = unpackMarks(0);
const id = (value: number): LocationId => value as LocationId;

function listOf(marks: readonly Marks[]): GridModel {
  const bytes = (): Uint8Array => new Uint8Array(marks.length);
  return {
    ids: Int32Array.from(marks, (_, at) => at + 1),
    sortTimesMs: new Float64Array(marks.length),
    aspects: new Float32Array(marks.length),
    places: bytes(),
    flags: bytes(),
    marks: Uint16Array.from(marks, (one) => packMarks(one)),
    turns: bytes(),
    stacked: new Uint16Array(marks.length),
    sections: null,
    truncated: false,
  };
}

const shown = (model: GridModel): readonly Marks[] => [...model.marks].map((one) => unpackMarks(one));

it('marks are shown over a list that was asked for before they were written, and not over a later one', () => {
  const pending = new PendingMarks();
  const first = pending.ask();
  const mark = pending.add([id(2)], { rating: 4 });
  const second = pending.ask();
  const list = listOf([noMarks, noMarks]);
  expect(shown(pending.over(list, first))[1]?.rating).toBe(4);
  pending.written(mark);
  expect(shown(pending.over(list, second))[1]?.rating).toBe(4);
  // Somebody took it back meanwhile.
  const third = pending.ask();
  expect(pending.over(list, third)).toBe(list);
});

it('marks that could not be written are shown no longer', () => {
  const pending = new PendingMarks();
  const mark = pending.add([id(1)], { flag: 'picked' });
  pending.failed(mark);
  const list = listOf([noMarks]);
  expect(pending.over(list, pending.ask())).toBe(list);
});

it('marks of many photos are found as those of few are, and photos that are not in the list are passed over', () => {
  const ids = Array.from({ length: 20 }, (_, at) => id(at * 3));
  const list = listOf(Array.from({ length: 30 }, () => noMarks));
  const atOnce = withMarks(list, [{ locationIds: ids, set: { label: 'red' } }]);
  const oneByOne = ids.reduce(
    (before, one) => withMarks(before, [{ locationIds: [one], set: { label: 'red' } }]),
    list,
  );
  expect(shown(atOnce)).toEqual(shown(oneByOne));
  expect(shown(atOnce).filter(({ label }) => label === 'red')).toHaveLength(10);
});

/** The marks of one photo, written one after the other while lists are asked for and come, each in its order. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), rating: fc.nat(5) }),
  fc.record({ kind: fc.constantFrom('write' as const, 'ask' as const, 'answer' as const, 'come' as const) }),
);

it('whenever it is written and listed, a photo shows the mark that was set last', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const pending = new PendingMarks();
      const waiting: { mark: ReturnType<PendingMarks['add']>; rating: number }[] = [];
      let [written, wanted] = [0, 0];
      let asked: { at: number; rating: number | null } | null = null;
      let model = listOf([noMarks]);
      for (const one of steps) {
        if (one.kind === 'set') {
          wanted = one.rating;
          const set = { rating: one.rating as Marks['rating'] };
          const mark = pending.add([id(1)], set);
          waiting.push({ mark, rating: one.rating });
          model = withMarks(model, [mark]);
        } else if (one.kind === 'write') {
          const next = waiting.shift();
          if (next === undefined) continue;
          written = next.rating;
          pending.written(next.mark);
        } else if (one.kind === 'ask') {
          asked ??= { at: pending.ask(), rating: null };
        } else if (one.kind === 'answer') {
          if (asked !== null) asked.rating ??= written;
        } else if (asked !== null && asked.rating !== null) {
          model = pending.over(listOf([{ ...noMarks, rating: asked.rating as Marks['rating'] }]), asked.at);
          asked = null;
        }
        expect(shown(model)[0]?.rating).toBe(wanted);
      }
    }),
  );
});
