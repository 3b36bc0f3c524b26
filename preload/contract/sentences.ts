/**
 * What main says to people is composed in English, where it happens, and so it stands in logs and in the database. A window
 * in another language finds the sentence here, by its English form.
 */
import type { ErrorCode } from './errors.js';
import type { Language } from './language.js';
import { sentencesDe, troubleDe } from './sentences-de.js';
import type { SentenceList } from './sentences-de.js';

interface Pattern {
  readonly matches: RegExp;
  readonly names: readonly string[];
  readonly translated: string;
}

interface Known {
  readonly whole: ReadonlyMap<string, string>;
  /** Those that say most first: of two that fit, it is the one that leaves less to its parts. */
  readonly patterns: readonly Pattern[];
}

const part = /\{(\w+)\}/g;

function patternOf(english: string, translated: string): Pattern {
  const names = [...english.matchAll(part)].map(([, name]) => name ?? '');
  const fixed = english.split(/\{\w+\}/).map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return { matches: new RegExp(`^${fixed.join('([\\s\\S]+?)')}$`), names, translated };
}

function lengthWithoutParts([english]: readonly [string, string]): number {
  return english.replace(part, '').length;
}

function knownOf(list: SentenceList): Known {
  const isWhole = ([english]: readonly [string, string]): boolean => !english.includes('{');
  return {
    whole: new Map(list.filter(isWhole)),
    patterns: list
      .filter((entry) => !isWhole(entry))
      .sort((one, other) => lengthWithoutParts(other) - lengthWithoutParts(one))
      .map(([english, translated]) => patternOf(english, translated)),
  };
}

const lists: Readonly<Record<Language, Known | null>> = { en: null, de: knownOf(sentencesDe) };
const troubles: Readonly<Record<Language, Readonly<Record<ErrorCode, string>> | null>> = { en: null, de: troubleDe };

function found(known: Known, english: string): string | null {
  const whole = known.whole.get(english);
  if (whole !== undefined) return whole;
  for (const { matches, names, translated } of known.patterns) {
    const values = matches.exec(english)?.slice(1);
    if (values === undefined) continue;
    const parts = new Map(names.map((name, at) => [name, values[at] ?? '']));
    return translated.replace(part, (_, name: string) => {
      const value = parts.get(name) ?? '';
      return found(known, value) ?? value;
    });
  }
  return null;
}

/** The sentence in a language; as it is where that language has none for it. */
export function sentenceIn(language: Language, english: string): string {
  const known = lists[language];
  return known === null ? english : (found(known, english) ?? english);
}

/** What an error says. One whose sentence is not known says in general what is the matter, and then itself. */
export function troubleIn(language: Language, code: ErrorCode, english: string): string {
  const known = lists[language];
  if (known === null) return english;
  const general = troubles[language]?.[code];
  return found(known, english) ?? (general === undefined ? english : `${general} (${english})`);
}
