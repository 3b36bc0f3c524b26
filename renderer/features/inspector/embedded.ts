/** What a file says in words, as the inspector shows it. */
import type { EmbeddedField, EmbeddedText } from '../../api/index.js';

export interface ShownText {
  readonly text: string;
  /** Tags that say just this. */
  readonly sources: readonly string[];
}

export interface ShownField {
  readonly field: EmbeddedField;
  readonly texts: readonly ShownText[];
}

/** Fields that say something, in the order of the first text of each; texts that several tags say, once. */
export function shownFields(texts: readonly EmbeddedText[]): readonly ShownField[] {
  const keywords = new Set(texts.filter(({ field }) => field === 'keyword').map(({ text }) => text.trim()));
  const byField = new Map<EmbeddedField, Map<string, string[]>>();
  for (const { field, source, text } of texts) {
    const shown = shownText(field, text.trim(), keywords);
    if (shown === null) continue;
    const known = byField.get(field) ?? new Map<string, string[]>();
    byField.set(field, known);
    const sources = known.get(shown) ?? [];
    known.set(shown, sources);
    if (!sources.includes(source)) sources.push(source);
  }
  return [...byField].map(([field, known]) => {
    const all = [...known].map(([text, sources]) => ({ text, sources }));
    return { field, texts: field === 'place' ? [joined(all)] : all };
  });
}

/** The parts of an address are one line, the smallest first, as their tags are listed. */
function joined(texts: readonly ShownText[]): ShownText {
  return { text: texts.map(({ text }) => text).join(', '), sources: texts.flatMap(({ sources }) => sources) };
}

/** Null for what says nothing to people. */
function shownText(field: EmbeddedField, text: string, keywords: ReadonlySet<string>): string | null {
  // A zero is what cameras and programs write where nobody has rated or chosen.
  if (field === 'rating' || field === 'label') return text === '0' ? null : text;
  if (field !== 'keyword_path') return text;
  // One program keeps its tree as XML: it is kept, and not for reading.
  if (text.startsWith('<')) return null;
  const parts = text.split(/[|/]/).map((part) => part.trim());
  return parts.length === 1 && keywords.has(text) ? null : parts.filter((part) => part !== '').join(' › ');
}
