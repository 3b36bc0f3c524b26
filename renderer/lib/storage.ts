/** What the window remembers. A broken or missing entry is the default, never an error. */
export function remembered<T extends boolean | number>(key: string, fallback: T): T {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(`keepsight.${key}`) ?? 'null');
    return typeof value === typeof fallback ? (value as T) : fallback;
  } catch {
    return fallback;
  }
}

export function remember(key: string, value: boolean | number): void {
  try {
    localStorage.setItem(`keepsight.${key}`, JSON.stringify(value));
  } catch {
    // A full or forbidden store loses a preference, nothing else.
  }
}
