/** Words as the index of searches sees them, and words that may have been meant instead. Pure. */

/** As SQLite's `unicode61 remove_diacritics 2` does, near enough: what differs is only looked for in vain. */
export function foldWord(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .toLowerCase();
}

/** Runs of letters and digits, folded. */
export function wordsOf(text: string): readonly string[] {
  return foldWord(text).match(/[\p{L}\p{N}\p{Co}]+/gu) ?? [];
}

const lengths = { min: 4, max: 24 } as const;

/** A word that can be mistyped: of letters alone, and long enough for one of them to say little. */
export function isSpellable(word: string): boolean {
  return word.length >= lengths.min && word.length <= lengths.max && /^\p{L}+$/u.test(word);
}

const alphabets = ['abcdefghijklmnopqrstuvwxyz', 'αβγδεζηθικλμνξοπρστυφχψω', 'абвгдежзийклмнопрстуфхцчшщъыьэюя'];

/** Everything one slip away: a letter too many, too few, another one, or two that changed places. Without the word itself. */
export function oneSlipAway(word: string): ReadonlySet<string> {
  const letters = new Set(word);
  for (const alphabet of alphabets) {
    if (Array.from(alphabet).some((letter) => letters.has(letter))) for (const letter of alphabet) letters.add(letter);
  }
  const around = new Set<string>();
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    const [first = '', second = ''] = after;
    if (after !== '') around.add(before + after.slice(1));
    if (second !== '') around.add(before + second + first + after.slice(2));
    for (const letter of letters) {
      around.add(before + letter + after);
      if (after !== '') around.add(before + letter + after.slice(1));
    }
  }
  around.delete(word);
  return around;
}

/**
 * Which of some names are meant: the one of that very name; else those with words that begin so, in any order; else those
 * with a word one slip away, which is a guess.
 */
export function namesMeant<T>(
  wanted: string,
  all: readonly T[],
  namesOf: (item: T) => readonly string[],
): { readonly found: readonly T[]; readonly isGuess: boolean } {
  const folded = foldWord(wanted).trim();
  const same = all.filter((item) => namesOf(item).some((name) => foldWord(name).trim() === folded));
  if (same.length > 0) return { found: same, isGuess: false };
  const typed = wordsOf(wanted);
  if (typed.length === 0) return { found: [], isGuess: false };
  const words = new Map(all.map((item) => [item, namesOf(item).flatMap(wordsOf)]));
  const beginning = all.filter((item) => typed.every((word) => words.get(item)?.some((one) => one.startsWith(word))));
  if (beginning.length > 0) return { found: beginning, isGuess: false };
  const near = typed.map((word) => (isSpellable(word) ? new Set([word, ...oneSlipAway(word)]) : new Set([word])));
  const guessed = all.filter((item) => near.every((close) => words.get(item)?.some((one) => close.has(one))));
  return { found: guessed, isGuess: guessed.length > 0 };
}
