/**
 * Names of tags are paths: `Places/Lisbon` is the tag Lisbon below the tag Places. A name from before tags had levels that
 * is no such path (`a//b`, `AC / DC`) is one level as it is.
 */
export const LEVEL_SEPARATOR = '/';

/** From the top to the tag itself; one at least. */
export function levelsOf(name: string): readonly [string, ...string[]] {
  const [first = name, ...others] = name.split(LEVEL_SEPARATOR);
  const isPath = [first, ...others].every((level) => level !== '' && level.trim() === level);
  return isPath ? [first, ...others] : [name];
}

/** What the tag is called among those beside it. */
export function lastLevelOf(name: string): string {
  return levelsOf(name).at(-1) ?? name;
}

/** The name of the tag above; null at the top. */
export function parentNameOf(name: string): string | null {
  const levels = levelsOf(name);
  return levels.length === 1 ? null : levels.slice(0, -1).join(LEVEL_SEPARATOR);
}

/** What somebody typed, as levels: without the spaces around each, and without empty ones. */
export function typedLevels(text: string): readonly string[] {
  return text
    .split(LEVEL_SEPARATOR)
    .map((level) => level.trim())
    .filter((level) => level !== '');
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Whether `other` is the tag of this path, or one below it. */
export function isPathOrAbove(path: string, other: string): boolean {
  const [above, below] = [folded(path), folded(other)];
  return below === above || below.startsWith(`${above}${LEVEL_SEPARATOR}`);
}

export interface NamedTag {
  readonly name: string;
  /** Other names of its last level. */
  readonly synonyms: readonly string[];
}

/**
 * Finds, of known tags, the one that a suggested path means: that path itself; else the only one that ends as it does, with the
 * level above where it has one (`Travel/Portugal/Porto` for `Places/Portugal/Porto`); else the only one at the top that is
 * called so; else the only one that has its last level as another name. Null when there is none, or when several would do.
 */
export function tagMeantBy<T extends NamedTag>(tags: readonly T[]): (path: string) => T | null {
  const all = tags.map((tag) => ({ tag, levels: levelsOf(folded(tag.name)), others: tag.synonyms.map(folded) }));
  const isSame = (a: readonly string[], b: readonly string[]): boolean =>
    a.length === b.length && a.every((level, at) => level === b[at]);
  const find = (path: string): T | null => {
    const wanted = levelsOf(folded(path));
    const ending = wanted.slice(-2);
    const last = wanted.at(-1) ?? '';
    const itself = all.find(({ levels }) => isSame(levels, wanted));
    if (itself !== undefined) return itself.tag;
    for (const found of [
      all.filter(({ levels }) => isSame(levels.slice(-ending.length), ending)),
      all.filter(({ levels }) => isSame(levels, [last])),
      all.filter(({ others }) => others.includes(last)),
    ]) {
      const [only, ...others] = found;
      if (only !== undefined) return others.length === 0 ? only.tag : null;
    }
    return null;
  };
  const meant = new Map<string, T | null>();
  return (path) => {
    const known = meant.get(path);
    if (known !== undefined) return known;
    const tag = find(path);
    meant.set(path, tag);
    return tag;
  };
}
