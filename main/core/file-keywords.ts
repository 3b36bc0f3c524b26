/** Which tag a keyword inside a file would be. Pure. */
import type { EmbeddedField } from '../../preload/contract/model.js';
import { LEVEL_SEPARATOR, typedLevels } from '../../preload/contract/tag-path.js';

const longest = 500;
const longestLevel = 100;

/**
 * The path of a keyword; null for what can be no tag. A `keyword_path` has `|`, or where that does not occur `/`, between
 * its levels; a plain keyword is taken as it is written, so that `B/W` is a path as it would be if it were typed.
 */
export function tagNameOf(field: EmbeddedField, text: string): string | null {
  if (field !== 'keyword' && field !== 'keyword_path') return null;
  const clean = text.normalize('NFC').replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  const isPiped = field === 'keyword_path' && clean.includes('|');
  const levels = isPiped
    ? clean
        .split('|')
        .map((level) => level.replaceAll(LEVEL_SEPARATOR, ' ').trim())
        .filter((level) => level !== '')
    : typedLevels(clean);
  const name = levels.join(LEVEL_SEPARATOR);
  const isLong = Array.from(name).length > longest || levels.some((level) => Array.from(level).length > longestLevel);
  return levels.length === 0 || isLong ? null : name;
}
