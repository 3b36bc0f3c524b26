/** What a restore would change, in words. Pure. */
import type { BackupDifference } from '../../api/index.js';
import { messages } from '../../lib/messages.js';

export interface DifferenceText {
  /** What the backup has and now has not. */
  readonly comesBack: readonly string[];
  /** What now has and the backup has not. */
  readonly goesAway: readonly string[];
}

const MOST_LIBRARIES = 5;

function libraryLines(names: readonly string[]): readonly string[] {
  const shown = names.slice(0, MOST_LIBRARIES).map((name) => messages.backups.library(name));
  return names.length > MOST_LIBRARIES
    ? [...shown, messages.settings.unreadableMore(names.length - MOST_LIBRARIES)]
    : shown;
}

const counted = ['tags', 'marks', 'albums', 'stacks', 'insights'] as const;

function lines(
  { libraries, ...difference }: BackupDifference,
  of: 'added' | 'removed',
  side: 'onlyInBackup' | 'onlyNow',
): readonly string[] {
  const parts = counted.map((what) => ({ what, count: difference[what][side] })).filter(({ count }) => count > 0);
  return [...libraryLines(libraries[of]), ...parts.map(({ what, count }) => messages.backups[what](count))];
}

export function differenceText(difference: BackupDifference): DifferenceText {
  return {
    comesBack: lines(difference, 'added', 'onlyInBackup'),
    goesAway: lines(difference, 'removed', 'onlyNow'),
  };
}
