/** Sets of ids that a query asks about many times: `in_set(n, id)` in SQL, a bit in memory. */
import type { ReadDb } from './open.js';

export interface IdSet {
  readonly size: number;
  has(id: number): boolean;
}

/** Of positive whole numbers. */
export function idSet(ids: readonly number[]): IdSet {
  let highest = 0;
  for (const id of ids) if (id > highest) highest = id;
  const bits = new Uint32Array((highest >>> 5) + 1);
  for (const id of ids) bits[id >>> 5] = (bits[id >>> 5] ?? 0) | (1 << (id & 31));
  return {
    size: ids.length,
    has: (id) => id <= highest && ((bits[id >>> 5] ?? 0) & (1 << (id & 31))) !== 0,
  };
}

const setsInUse = new WeakMap<ReadDb, { sets: readonly IdSet[] }>();

/** What `in_set` means for queries that `work` runs on this connection; NULL is in no set. */
export function withIdSets<T>(db: ReadDb, sets: readonly IdSet[], work: () => T): T {
  let inUse = setsInUse.get(db);
  if (inUse === undefined) {
    const held = { sets };
    inUse = held;
    setsInUse.set(db, held);
    db.function('in_set', (n: unknown, id: unknown) =>
      typeof id === 'number' && held.sets[n as number]?.has(id) === true ? 1 : 0,
    );
  }
  const before = inUse.sets;
  inUse.sets = sets;
  try {
    return work();
  } finally {
    inUse.sets = before;
  }
}
