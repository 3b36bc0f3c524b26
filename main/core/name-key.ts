/** Names of files in the order in which people look for them. Pure. */

const marks = /\p{M}/gu;
const digits = /\d+/g;

// eslint-disable-next-line no-control-regex -- what is ASCII needs no folding of accents, which costs most of the time
const ascii = /^[\u0000-\u007f]*$/;

/**
 * Keys of names, compared as strings, are in the order of the names without regard to case and accents, with numbers by
 * their value: `img_2` before `IMG_10`.
 */
export function nameKey(name: string): string {
  const plain = ascii.test(name) ? name.toLowerCase() : name.normalize('NFD').replace(marks, '').toLowerCase();
  return plain.replace(digits, numberKey);
}

/** A number's length before the number; the length of long ones takes more than a digit. */
function numberKey(number: string): string {
  let from = 0;
  while (from < number.length - 1 && number.charCodeAt(from) === 48) from += 1;
  const length = number.length - from;
  const size = length < 9 ? String(length) : `9${String(length).padStart(3, '0')}`;
  return from === 0 ? size + number : size + number.slice(from);
}

const letter = /^\p{L}/u;

/** The letter that a key begins with, in capitals; `0` for any number, the empty text for any other sign. */
export function initialOf(key: string): string {
  const [first = ''] = key;
  if (first >= '0' && first <= '9') return '0';
  return letter.test(first) ? first.toUpperCase() : '';
}
