/** Which names find room on the map. */

export interface LabelBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Keeps what does not touch anything that came before. Some hundred boxes: looking at each is quick. */
export class Room {
  readonly #taken: LabelBox[];

  constructor(taken: readonly LabelBox[]) {
    this.#taken = [...taken];
  }

  /** Whether there was room; what found it keeps it. */
  take(box: LabelBox): boolean {
    for (const other of this.#taken) {
      if (box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)
        return false;
    }
    this.#taken.push(box);
    return true;
  }
}
