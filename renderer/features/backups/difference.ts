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

function lines(
  libraries: readonly string[],
  tags: number,
  marks: number,
  albums: number,
  insights: number,
): readonly string[] {
  const words = messages.backups;
  return [
    ...libraryLines(libraries),
    ...(tags > 0 ? [words.tags(tags)] : []),
    ...(marks > 0 ? [words.marks(marks)] : []),
    ...(albums > 0 ? [words.albums(albums)] : []),
    ...(insights > 0 ? [words.insights(insights)] : []),
  ];
}

export function differenceText({ libraries, tags, marks, albums, insights }: BackupDifference): DifferenceText {
  return {
    comesBack: lines(
      libraries.added,
      tags.onlyInBackup,
      marks.onlyInBackup,
      albums.onlyInBackup,
      insights.onlyInBackup,
    ),
    goesAway: lines(libraries.removed, tags.onlyNow, marks.onlyNow, albums.onlyNow, insights.onlyNow),
  };
}
