/** Values by key. Those used last are kept, as long as all together weigh no more than a limit. */
export class RecentlyUsed<K, V> {
  readonly #most: number;
  readonly #weightOf: (value: V) => number;
  /** In the order of their last use. */
  readonly #kept = new Map<K, V>();
  #weight = 0;

  /** `most`: what all of them may weigh; a value weighs 1 unless `weightOf` says otherwise. */
  constructor(most: number, weightOf: (value: V) => number = () => 1) {
    this.#most = most;
    this.#weightOf = weightOf;
  }

  get(key: K): V | undefined {
    const value = this.#kept.get(key);
    if (value === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.#drop(key);
    this.#kept.set(key, value);
    this.#weight += this.#weightOf(value);
    for (const oldest of this.#kept.keys()) {
      if (this.#weight <= this.#most) return;
      this.#drop(oldest);
    }
  }

  clear(): void {
    this.#kept.clear();
    this.#weight = 0;
  }

  #drop(key: K): void {
    const value = this.#kept.get(key);
    if (value === undefined) return;
    this.#kept.delete(key);
    this.#weight -= this.#weightOf(value);
  }
}
