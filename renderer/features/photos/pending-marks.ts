import { packMarks, unpackMarks, type GridModel, type LocationId, type Marks } from '../../api/index.js';
import { IdIndex } from '../../lib/id-index.js';

export interface PendingMark {
  readonly locationIds: readonly LocationId[];
  readonly set: Partial<Marks>;
  /** The last list that was asked for before the marks were written; null until they are. */
  lastWithout: number | null;
}

/** The list with these marks set, one after the other. */
export function withMarks(model: GridModel, pending: readonly Pick<PendingMark, 'locationIds' | 'set'>[]): GridModel {
  if (pending.length === 0) return model;
  const marks = model.marks.slice();
  let index: IdIndex | null = null;
  for (const { locationIds, set } of pending) {
    if (locationIds.length > 8) index ??= new IdIndex(model.ids);
    for (const id of locationIds) {
      const row = index === null ? model.ids.indexOf(id) : index.rowOf(id);
      if (row >= 0) marks[row] = packMarks({ ...unpackMarks(marks[row] ?? 0), ...set });
    }
  }
  return { ...model, marks };
}

/**
 * Marks are shown when they are set. Until they are in a list, which is one that was asked for after they were written, they
 * are shown over whatever list comes: a second press of a button takes away what the first one set, however long writing takes.
 */
export class PendingMarks {
  #pending: readonly PendingMark[] = [];
  #asked = 0;

  /** A list is asked for now. Returns its number. */
  ask(): number {
    return ++this.#asked;
  }

  add(locationIds: readonly LocationId[], set: Partial<Marks>): PendingMark {
    const mark = { locationIds, set, lastWithout: null };
    this.#pending = [...this.#pending, mark];
    return mark;
  }

  written(mark: PendingMark): void {
    mark.lastWithout = this.#asked;
  }

  failed(mark: PendingMark): void {
    this.#pending = this.#pending.filter((other) => other !== mark);
  }

  /** What is shown of the list that was asked for by this number. */
  over(model: GridModel, asked: number): GridModel {
    this.#pending = this.#pending.filter(({ lastWithout }) => lastWithout === null || asked <= lastWithout);
    return withMarks(model, this.#pending);
  }
}
