import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GridUpdates, withChanges } from './grid-update.js';
import type { GridModel } from './model.js';

interface Kept {
  readonly stamp: number;
  readonly model: GridModel;
  readonly view: number;
}

interface Photo {
  readonly id: number;
  readonly time: number;
  readonly aspect: number;
  readonly small: number;
}

const photo: fc.Arbitrary<Photo> = fc.record({
  id: fc.integer({ min: 1, max: 1000 }),
  time: fc.integer(),
  aspect: fc.float({ noNaN: true }),
  small: fc.integer({ min: 0, max: 3 }),
});

function modelOf(photos: readonly Photo[], group: number): GridModel {
  const small = photos.map((each) => each.small);
  return {
    ids: Int32Array.from(photos, ({ id }) => id),
    sortTimesMs: Float64Array.from(photos, ({ time }) => time),
    aspects: Float32Array.from(photos, ({ aspect }) => aspect),
    places: Uint8Array.from(small),
    flags: Uint8Array.from(small),
    marks: Uint16Array.from(small),
    turns: Uint8Array.from(small),
    stacked: Uint16Array.from(small),
    sections: group === 0 ? null : [{ key: { kind: 'day', startMs: group }, from: 0 }],
    truncated: false,
  };
}

/** Mostly one photo changes, or a few; now and then one comes, or goes, or another view is opened. */
const step = fc.record({
  kind: fc.constantFrom('change', 'change', 'change', 'changeAll', 'add', 'remove', 'group', 'view'),
  at: fc.nat(),
  photo,
});

test('a list that is kept up by what changed is the list itself', () => {
  fc.assert(
    fc.property(fc.array(photo, { maxLength: 80 }), fc.array(step, { maxLength: 12 }), (first, steps) => {
      const updates = new GridUpdates(1);
      let photos = [...first];
      let [group, view] = [0, 0];
      let kept: Kept | null = null;
      for (const { kind, at, photo: other } of steps) {
        const row = photos.length === 0 ? 0 : at % photos.length;
        if (kind === 'change' && photos.length > 0) photos[row] = { ...other, id: photos[row]!.id };
        if (kind === 'changeAll') photos = photos.map((each) => ({ ...other, id: each.id }));
        if (kind === 'add') photos.splice(row, 0, other);
        if (kind === 'remove') photos.splice(row, 1);
        if (kind === 'group') group = (group + 1) % 3;
        if (kind === 'view') view += 1;
        const expected = modelOf(photos, group);
        const known: Kept | null = kept?.view === view ? kept : null;
        const update = updates.since(known?.stamp ?? null, String(view), modelOf(photos, group));
        if (!('model' in update) && known === null) throw new Error('Changes of nothing');
        const model: GridModel = 'model' in update ? update.model : withChanges(known!.model, update.changes);
        expect(model).toEqual(expected);
        if (kind === 'change' && known !== null) expect(update).not.toHaveProperty('model');
        kept = { stamp: update.stamp, model, view };
      }
    }),
  );
});

test('what did not change stays the same array, and what was shown is not changed under it', () => {
  const photos = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((id) => ({ id, time: id, aspect: 1, small: 0 }));
  const updates = new GridUpdates(1);
  const first = updates.since(null, 'all', modelOf(photos, 0));
  if (!('model' in first)) throw new Error('No list');
  const changed = photos.map((each) => (each.id === 4 ? { ...each, aspect: 1.5 } : each));
  const second = updates.since(first.stamp, 'all', modelOf(changed, 0));
  if (!('changes' in second)) throw new Error('No changes');
  const model = withChanges(first.model, second.changes);
  expect(model.ids).toBe(first.model.ids);
  expect(model.flags).toBe(first.model.flags);
  expect(second.changes.columns).toEqual({ aspects: { rows: Int32Array.of(3), values: Float32Array.of(1.5) } });
  expect([first.model.aspects[3], model.aspects[3]]).toEqual([1, 1.5]);
});

test('a stamp of another list, or of none, gets the whole', () => {
  const photos = [{ id: 1, time: 1, aspect: 1, small: 0 }];
  const updates = new GridUpdates(1);
  const { stamp } = updates.since(null, 'all', modelOf(photos, 0));
  expect(updates.since(stamp, 'other', modelOf(photos, 0))).toHaveProperty('model');
  expect(updates.since(stamp, 'other', modelOf(photos, 0))).toHaveProperty('model');
  expect(new GridUpdates(2).since(stamp, 'all', modelOf(photos, 0))).toHaveProperty('model');
});
