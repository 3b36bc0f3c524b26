/** Finding names by a few letters of them. */

/** Names are compared without regard to case and accents typed or not. */
export function foldName(name: string): string {
  return name
    .trim()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLocaleLowerCase();
}

const wordBreak = /[\s\-_/:,.…]+/;

/**
 * How well a name fits what was typed, both folded; the lower the better, -1 for not at all. The name itself, names that
 * begin with it, words that do, every typed word the beginning of one, names that hold it.
 */
export function rankOf(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  const words = name.split(wordBreak);
  if (words.some((word) => word.startsWith(wanted))) return 2;
  const typed = wanted.split(wordBreak).filter((part) => part !== '');
  if (typed.length > 1 && typed.every((part) => words.some((word) => word.startsWith(part)))) return 3;
  return name.includes(wanted) ? 4 : -1;
}
