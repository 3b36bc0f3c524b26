/** Tags as files that programs exchange: read with what could not be understood, and written. Pure. */
import type { VocabularyEntry, VocabularyFormat, VocabularyProblem } from '../../preload/contract/model.js';
import { hotKeyPattern, tagColours } from '../../preload/contract/tag-details.js';
import type { HotKey, TagColour } from '../../preload/contract/tag-details.js';
import { LEVEL_SEPARATOR, levelsOf, typedLevels } from '../../preload/contract/tag-path.js';

export interface ParsedVocabulary {
  readonly entries: readonly VocabularyEntry[];
  readonly problems: readonly VocabularyProblem[];
}

/** A tag to be written, with what only a table has. */
export interface WrittenTag extends VocabularyEntry {
  readonly photoCount: number;
}

export const mostVocabularyEntries = 20_000;
const mostProblems = 100;
const mostLevelCharacters = 100;
const mostNameCharacters = 500;

const jsonFormat = 'keepsight-tags';
const csvColumns = ['path', 'photos', 'other names', 'colour', 'hot key'] as const;

class Reading {
  readonly #entries = new Map<string, VocabularyEntry>();
  readonly problems: VocabularyProblem[] = [];

  get entries(): readonly VocabularyEntry[] {
    return [...this.#entries.values()];
  }

  problem(line: number, text: string): void {
    if (this.problems.length < mostProblems) this.problems.push({ line, text });
  }

  /** The same tag twice is one. Null when it cannot be one. */
  add(line: number, levels: readonly string[], more: Partial<VocabularyEntry> = {}): string | null {
    const name = levels.join(LEVEL_SEPARATOR);
    const isLong = (text: string, most: number): boolean => Array.from(text).length > most;
    if (levels.length === 0) this.problem(line, 'There is no name.');
    else if (levels.some((level) => isLong(level, mostLevelCharacters)) || isLong(name, mostNameCharacters)) {
      this.problem(line, `The name is longer than ${mostLevelCharacters} characters.`);
    } else if (/[\p{Cc}\u2028\u2029]/u.test(name)) this.problem(line, 'The name has characters that no name can have.');
    else if (this.#entries.size >= mostVocabularyEntries && !this.#entries.has(name)) {
      this.problem(line, `Only the first ${mostVocabularyEntries} tags are read.`);
    } else {
      const before = this.#entries.get(name) ?? { name, synonyms: [], colour: null, hotKey: null };
      this.#entries.set(name, {
        name,
        synonyms: [...new Set([...before.synonyms, ...(more.synonyms ?? [])])],
        colour: more.colour ?? before.colour,
        hotKey: more.hotKey ?? before.hotKey,
      });
      return name;
    }
    return null;
  }
}

/** By what stands in it; the name of the file decides nothing but between a table and a list. */
export function parseVocabulary(text: string, fileName: string): ParsedVocabulary {
  const clean = text.replace(/^\uFEFF/, '').normalize('NFC');
  const reading = new Reading();
  if (clean.trimStart().startsWith('{"') || /^\s*\{\s*"/.test(clean)) readJson(clean, reading);
  else if (/\.csv$/i.test(fileName)) readCsv(clean, reading);
  else readList(clean, reading);
  return { entries: reading.entries, problems: reading.problems };
}

function colourOf(value: unknown): TagColour | null {
  return tagColours.find((colour) => colour === value) ?? null;
}

function hotKeyOf(value: unknown): HotKey | null {
  return typeof value === 'string' && hotKeyPattern.test(value) ? (value as HotKey) : null;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string').map((each) => each.trim()) : [];
}

function readJson(text: string, reading: Reading): void {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    reading.problem(1, `This is no sound JSON: ${error instanceof Error ? error.message : String(error)}.`);
    return;
  }
  const { format, tags } = parsed as { readonly format?: unknown; readonly tags?: unknown };
  if (format !== jsonFormat || !Array.isArray(tags)) {
    reading.problem(1, 'This JSON is none of Keepsight’s tags.');
    return;
  }
  for (const [at, each] of (tags as readonly unknown[]).entries()) {
    const tag = (typeof each === 'object' && each !== null ? each : {}) as Readonly<Record<string, unknown>>;
    reading.add(at + 1, typedLevels(textsOf(tag['path']).join(LEVEL_SEPARATOR)), {
      synonyms: textsOf(tag['otherNames']).filter((name) => name !== ''),
      colour: colourOf(tag['colour']),
      hotKey: hotKeyOf(tag['hotKey']),
    });
  }
}

/** Rows of a table with commas or semicolons; fields in quotes may hold line ends. The line is where the row begins. */
export function* csvRows(text: string): Generator<{ readonly line: number; readonly fields: readonly string[] }, void> {
  const separator = (/^[^\n]*/.exec(text)?.[0] ?? '').includes(';') ? ';' : ',';
  let line = 1;
  let start = 1;
  let fields: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === '\n') line += 1;
    if (isQuoted) {
      if (sign !== '"') field += sign;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else isQuoted = false;
    } else if (sign === '"' && field === '') isQuoted = true;
    else if (sign === separator) {
      fields.push(field);
      field = '';
    } else if (sign === '\n') {
      yield { line: start, fields: [...fields, field] };
      fields = [];
      field = '';
      start = line;
    } else if (sign !== '\r') field += sign;
  }
  if (field !== '' || fields.length > 0) yield { line: start, fields: [...fields, field] };
}

function readCsv(text: string, reading: Reading): void {
  let columns: readonly string[] | null = null;
  for (const { line, fields } of csvRows(text)) {
    if (columns === null) {
      columns = fields.map((field) => field.trim().toLowerCase());
      // A table without a head is one of names.
      if (columns.includes('path')) continue;
      columns = ['path'];
    }
    const at = (name: string): string => (fields[columns?.indexOf(name) ?? -1] ?? '').trim();
    if (fields.every((field) => field.trim() === '')) continue;
    reading.add(line, pathLevels(at('path')), {
      synonyms: at('other names')
        .split('|')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
      colour: colourOf(at('colour')),
      hotKey: hotKeyOf(at('hot key')),
    });
  }
}

/** Levels with `/` between them; where there is none, with `|`, as Lightroom and others write them. */
function pathLevels(path: string): readonly string[] {
  return path.includes(LEVEL_SEPARATOR) ? typedLevels(path) : typedLevels(path.replaceAll('|', LEVEL_SEPARATOR));
}

/**
 * A keyword list as Lightroom writes it: what is below stands a tab further in, other names in braces, and names in brackets
 * are those that Lightroom does not write into files. A list without tabs has a path a line.
 */
function readList(text: string, reading: Reading): void {
  /** The levels above, by the number of tabs before each. */
  const above: (readonly string[])[] = [];
  for (const [index, written] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    const content = written.trim();
    if (content === '') continue;
    const depth = /^\t*/.exec(written)?.[0].length ?? 0;
    if (depth > above.length) {
      reading.problem(line, `“${content}” stands further in than what is above it.`);
      continue;
    }
    const synonym = /^\{(.+)\}$/.exec(content)?.[1]?.trim();
    const parent = depth === 0 ? [] : (above[depth - 1] ?? []);
    if (synonym !== undefined) {
      if (parent.length === 0) reading.problem(line, `“${synonym}” is another name of nothing.`);
      else reading.add(line, parent, { synonyms: [synonym] });
      continue;
    }
    const name = /^\[(.+)\]$/.exec(content)?.[1] ?? content;
    const levels = [...parent, ...pathLevels(name)];
    above.length = depth;
    // What stands below a line that cannot be read has nothing above it.
    if (reading.add(line, levels) !== null) above.push(levels);
  }
}

// ------------------------------------------------------------------ writing

/** In the order in which they are given; levels above each that are not among them are written where the format needs them. */
export function writeVocabulary(tags: readonly WrittenTag[], format: VocabularyFormat): string {
  switch (format) {
    case 'json':
      return writeJson(tags);
    case 'keywords':
      return writeKeywordList(tags);
    case 'paths':
      return tags.map(({ name }) => `${name}\n`).join('');
    case 'csv':
      return writeCsv(tags);
  }
}

function writeJson(tags: readonly WrittenTag[]): string {
  const written = tags.map(({ name, synonyms, colour, hotKey }) => ({
    path: levelsOf(name),
    ...(synonyms.length === 0 ? {} : { otherNames: synonyms }),
    ...(colour === null ? {} : { colour }),
    ...(hotKey === null ? {} : { hotKey }),
  }));
  return `${JSON.stringify({ format: jsonFormat, version: 1, tags: written }, null, 2)}\n`;
}

interface Branch {
  readonly synonyms: string[];
  readonly below: Map<string, Branch>;
}

function writeKeywordList(tags: readonly WrittenTag[]): string {
  const root: Branch = { synonyms: [], below: new Map() };
  for (const { name, synonyms } of tags) {
    let branch = root;
    for (const level of levelsOf(name)) {
      let next = branch.below.get(level);
      if (next === undefined) branch.below.set(level, (next = { synonyms: [], below: new Map() }));
      branch = next;
    }
    branch.synonyms.push(...synonyms);
  }
  const lines = (branch: Branch, depth: number): string[] =>
    [...branch.below].flatMap(([level, own]) => [
      `${'\t'.repeat(depth)}${level}\n`,
      ...own.synonyms.map((synonym) => `${'\t'.repeat(depth + 1)}{${synonym}}\n`),
      ...lines(own, depth + 1),
    ]);
  return lines(root, 0).join('');
}

function writeCsv(tags: readonly WrittenTag[]): string {
  const field = (text: string): string => (/[",\n\r;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = tags.map(({ name, photoCount, synonyms, colour, hotKey }) =>
    [name, String(photoCount), synonyms.join(' | '), colour ?? '', hotKey ?? ''].map(field).join(','),
  );
  return [csvColumns.join(','), ...rows].map((row) => `${row}\r\n`).join('');
}
