import { diffWords } from 'diff';

export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** What a reader of `from` finds changed in `to`, word by word. */
export function wordDiff(from: string, to: string): readonly DiffPart[] {
  return diffWords(from, to).map((change) => ({
    kind: change.added ? 'added' : change.removed ? 'removed' : 'same',
    text: change.value,
  }));
}

export function isSameText(parts: readonly DiffPart[]): boolean {
  return parts.every((part) => part.kind === 'same');
}
