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
