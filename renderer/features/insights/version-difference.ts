/** What differs between two versions of an insight: words, facts and suggested tags. Pure. */
import type { Insight, InsightFact, InsightId } from '../../api/index.js';
import { isSameText, wordDiff, type DiffPart } from './word-diff.js';

/** A fact of one version, of the other, or of both; `text` says what its words became. */
export interface FactDifference {
  readonly label: string;
  /** Words and where they are from: "Porto · GPS". */
  readonly text: readonly DiffPart[];
  readonly kind: 'same' | 'added' | 'removed' | 'changed';
}

export interface TagDifference {
  readonly name: string;
  readonly kind: DiffPart['kind'];
}

export interface VersionDifference {
  readonly title: readonly DiffPart[];
  readonly text: readonly DiffPart[];
  /** In the order of the later version; what only the earlier one has, last. */
  readonly facts: readonly FactDifference[];
  readonly tags: readonly TagDifference[];
  readonly wordsAdded: number;
  readonly wordsRemoved: number;
  readonly factsChanged: number;
  readonly tagsChanged: number;
  readonly isSame: boolean;
}

type Version = Pick<Insight, 'title' | 'summary' | 'facts' | 'suggestedTags'>;

export function versionDifference(from: Version, to: Version): VersionDifference {
  const title = wordDiff(from.title, to.title);
  const text = wordDiff(from.summary, to.summary);
  const facts = factDifferences(from.facts, to.facts);
  const tags = tagDifferences(from, to);
  const factsChanged = facts.filter(({ kind }) => kind !== 'same').length;
  const tagsChanged = tags.filter(({ kind }) => kind !== 'same').length;
  return {
    title,
    text,
    facts,
    tags,
    wordsAdded: wordsOf([...title, ...text], 'added'),
    wordsRemoved: wordsOf([...title, ...text], 'removed'),
    factsChanged,
    tagsChanged,
    isSame: isSameText(title) && isSameText(text) && factsChanged === 0 && tagsChanged === 0,
  };
}

function wordsOf(parts: readonly DiffPart[], kind: DiffPart['kind']): number {
  const words = parts.filter((part) => part.kind === kind).flatMap(({ text }) => text.match(/[\p{L}\p{N}]+/gu) ?? []);
  return words.length;
}

/** Of several with one label, the first goes with the first. */
function numbered(facts: readonly InsightFact[]): ReadonlyMap<string, InsightFact> {
  const seen = new Map<string, number>();
  return new Map(
    facts.map((fact) => {
      const nth = seen.get(fact.label) ?? 0;
      seen.set(fact.label, nth + 1);
      return [`${String(nth)} ${fact.label}`, fact];
    }),
  );
}

function factDifferences(from: readonly InsightFact[], to: readonly InsightFact[]): readonly FactDifference[] {
  const before = numbered(from);
  const after = numbered(to);
  const keys = [...after.keys(), ...[...before.keys()].filter((key) => !after.has(key))];
  return keys.flatMap((key) => {
    const [one, other] = [before.get(key), after.get(key)];
    const label = (other ?? one)?.label;
    if (label === undefined) return [];
    const text = wordDiff(factText(one), factText(other));
    const kind = one === undefined ? 'added' : other === undefined ? 'removed' : isSameText(text) ? 'same' : 'changed';
    return [{ label, text, kind }];
  });
}

function factText(fact: InsightFact | undefined): string {
  return fact === undefined ? '' : `${fact.text} · ${fact.source}`;
}

function tagDifferences(from: Version, to: Version): readonly TagDifference[] {
  const fold = (name: string): string => name.toLowerCase();
  const before = from.suggestedTags.map(({ name }) => name);
  const after = to.suggestedTags.map(({ name }) => name);
  const had = new Set(before.map(fold));
  const has = new Set(after.map(fold));
  return [
    ...after.map((name): TagDifference => ({ name, kind: had.has(fold(name)) ? 'same' : 'added' })),
    ...before.filter((name) => !has.has(fold(name))).map((name): TagDifference => ({ name, kind: 'removed' })),
  ];
}

/** What one side shows of what became of a text: the earlier version's words, or the later one's. */
export function sideOf(parts: readonly DiffPart[], side: 'from' | 'to'): readonly DiffPart[] {
  const other = side === 'from' ? 'added' : 'removed';
  return parts.filter(({ kind }) => kind !== other);
}

/** A third choice takes the place of the one that was made first. */
export function chooseTwo<Id>(chosen: readonly Id[], picked: ReadonlySet<Id>): readonly Id[] {
  const kept = chosen.filter((id) => picked.has(id));
  const added = [...picked].filter((id) => !chosen.includes(id));
  return [...kept, ...added].slice(-2);
}

/** What somebody most likely wants to see a version beside: the one that is shown, and that one beside the one before it. */
export function withUsual(
  insight: Pick<Insight, 'id' | 'isCurrent'>,
  all: readonly Pick<Insight, 'id' | 'isCurrent'>[],
): readonly InsightId[] {
  const other = all.find(({ id, isCurrent }) => (insight.isCurrent ? id !== insight.id : isCurrent));
  return other === undefined ? [insight.id] : [other.id, insight.id];
}
