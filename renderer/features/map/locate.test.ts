import fc from 'fast-check';
import { expect, test } from 'vitest';
import { locate } from './locate.js';

test('finds the rows of the photos that have a position and are in the list, in the order of the positions', () => {
  const id = fc.integer({ min: 1, max: 2 ** 31 - 1 });
  const lists = fc.record({
    ids: fc.uniqueArray(fc.oneof(id, fc.integer({ min: 1, max: 40 })), { maxLength: 60 }),
    others: fc.uniqueArray(fc.oneof(id, fc.integer({ min: 1, max: 40 })), { maxLength: 60 }),
  });
  fc.assert(
    fc.property(lists, ({ ids, others }) => {
      const { rows, latitudes, longitudes, ordered } = locate(Int32Array.from(ids), {
        ids: Int32Array.from(others),
        latitudes: Float64Array.from(others, (each) => each % 90),
        longitudes: Float64Array.from(others, (each) => each % 180),
      });
      const expected = others.filter((each) => ids.includes(each));
      expect([...rows]).toEqual(expected.map((each) => ids.indexOf(each)));
      expect([...latitudes]).toEqual(expected.map((each) => each % 90));
      expect([...longitudes]).toEqual(expected.map((each) => each % 180));
      expect([...ordered.rows].sort()).toEqual([...rows].sort());
    }),
  );
});
