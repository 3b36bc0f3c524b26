/** What the window remembers. A broken or missing entry is the default, never an error. */
export function remembered<T extends boolean | number>(key: string, fallback: T): T {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(`keepsight.${key}`) ?? 'null');
    return typeof value === typeof fallback ? (value as T) : fallback;
  } catch {
    return fallback;
  }
}

/** A list of texts; what is none is the empty list. */
export function rememberedTexts(key: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(`keepsight.${key}`) ?? 'null');
    return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
  } catch {
    return [];
  }
}

export function remember(key: string, value: boolean | number | readonly string[]): void {
  try {
    localStorage.setItem(`keepsight.${key}`, JSON.stringify(value));
  } catch {
    // A full or forbidden store loses a preference, nothing else.
  }
}

/** For the window itself, once, when it is loaded anew. */
export function leaveNote(key: string): void {
  try {
    sessionStorage.setItem(`keepsight.${key}`, '1');
  } catch {
    // As above.
  }
}

/** True when there was one; it is gone then. */
export function takeNote(key: string): boolean {
  try {
    const isThere = sessionStorage.getItem(`keepsight.${key}`) !== null;
    sessionStorage.removeItem(`keepsight.${key}`);
    return isThere;
  } catch {
    return false;
  }
}
