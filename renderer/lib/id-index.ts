import type { LocationId } from '../api/index.js';

/** Row of each id, in two typed arrays: a Map of a million entries costs ten times as much to build. */
export class IdIndex {
  readonly #ids: Int32Array;
  readonly #slots: Int32Array;
  readonly #mask: number;

  constructor(ids: Int32Array) {
    let size = 16;
    while (size < ids.length * 2) size *= 2;
    this.#ids = ids;
    this.#mask = size - 1;
    this.#slots = new Int32Array(size).fill(-1);
    for (let row = 0; row < ids.length; row += 1) {
      let slot = this.#slotOf(ids[row] ?? 0);
      while ((this.#slots[slot] ?? -1) >= 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = row;
    }
  }

  /** -1 when the id is not there. */
  rowOf(id: LocationId | number): number {
    let slot = this.#slotOf(id);
    for (;;) {
      const row = this.#slots[slot] ?? -1;
      if (row < 0) return -1;
      if (this.#ids[row] === id) return row;
      slot = (slot + 1) & this.#mask;
    }
  }

  #slotOf(id: number): number {
    return (Math.imul(id, 0x9e3779b1) >>> 8) & this.#mask;
  }
}
