/**
 * Texts that say where things stand in an order made by hand: whatever is put between two others gets a text between
 * theirs, so that a move writes only what moved, and what an edit of long ago found still means the same place. Compared
 * by code points, as SQLite does. Pure.
 */

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base = digits.length;
/** Those at the ends of a list have this many digits: there is room for 62 to the 7th before and after the first. */
const wholeLength = 8;
const middle = base ** wholeLength / 2;

function written(value: number): string {
  let text = '';
  for (let rest = value; text.length < wholeLength; rest = Math.floor(rest / base)) {
    text = (digits[rest % base] ?? '0') + text;
  }
  return text;
}

function wholePart(key: string): number {
  let value = 0;
  for (let i = 0; i < wholeLength; i++) value = value * base + Math.max(0, digits.indexOf(key[i] ?? '0'));
  return value;
}

/**
 * `count` texts in rising order, above `after` and below `before`; null for no bound. Throws where there is nothing
 * between: the two are the same, or the wrong way round.
 */
export function keysBetween(after: string | null, before: string | null, count: number): readonly string[] {
  if (after !== null && before !== null && after >= before)
    throw new Error(`Nothing is between ${after} and ${before}`);
  if (before === null) {
    const first = after === null ? middle : wholePart(after) + 1;
    return Array.from({ length: count }, (_, i) => written(first + i));
  }
  if (after === null) {
    // A text goes above its own whole part, and all below that is free.
    const last = wholePart(before) - 1;
    return Array.from({ length: count }, (_, i) => written(last - count + 1 + i));
  }
  return spread(after, before, count);
}

/** Halved again and again, so that many texts between two others are no longer than they need to be. */
function spread(after: string, before: string, count: number): readonly string[] {
  if (count === 0) return [];
  const key = between(after, before);
  const left = Math.floor((count - 1) / 2);
  return [...spread(after, key, left), key, ...spread(key, before, count - 1 - left)];
}

/** The shortest text about half way; it never ends with a 0, below which there would be nothing. */
function between(after: string, before: string): string {
  let prefix = '';
  for (let i = 0; ; i++) {
    const low = digits.indexOf(after[i] ?? '0');
    const high = digits.indexOf(before[i] ?? '0');
    if (low === high) {
      prefix += digits[low] ?? '0';
      continue;
    }
    if (high - low > 1) return prefix + (digits[Math.floor((low + high) / 2)] ?? '0');
    return prefix + (digits[low] ?? '0') + above(after.slice(i + 1));
  }
}

/** A text above this one, of digits that have no bound from above. */
function above(rest: string): string {
  for (let i = 0; i < rest.length; i++) {
    const digit = digits.indexOf(rest[i] ?? '0');
    if (digit < base - 1) return rest.slice(0, i) + (digits[Math.floor((digit + 1 + base) / 2)] ?? 'z');
  }
  return `${rest}${digits[base / 2] ?? 'V'}`;
}
