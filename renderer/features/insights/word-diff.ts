import { diffWordsWithSpace } from 'diff';

export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** What a reader of `from` finds changed in `to`, word by word; what changed together stands together. */
export function wordDiff(from: string, to: string): readonly DiffPart[] {
  const parts: DiffPart[] = [];
  const open = { removed: '', added: '' };
  const close = (): void => {
    for (const kind of ['removed', 'added'] as const) {
      if (open[kind] !== '') parts.push({ kind, text: open[kind] });
      open[kind] = '';
    }
  };
  const changes = diffWordsWithSpace(from, to);
  for (const [at, { added, removed, value }] of changes.entries()) {
    const next = changes[at + 1];
    const isBeforeChange = next !== undefined && (next.added || next.removed);
    const isBetween = open.removed + open.added !== '' && value.trim() === '' && isBeforeChange;
    if (added || removed) open[added ? 'added' : 'removed'] += value;
    else if (isBetween) {
      open.removed += value;
      open.added += value;
    } else {
      close();
      parts.push({ kind: 'same', text: value });
    }
  }
  close();
  return parts;
}

export function isSameText(parts: readonly DiffPart[]): boolean {
  return parts.every((part) => part.kind === 'same');
}
