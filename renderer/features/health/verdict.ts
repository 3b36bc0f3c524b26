/** What the numbers of the Health page come to. Pure. */
import type { Health, LibrarySummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { isAskedAbout } from '../libraries/index.js';

export interface Verdict {
  /** `look`: something waits for the user. `quiet`: nothing does, but not all is as it could be. */
  readonly tone: 'well' | 'quiet' | 'look';
  readonly title: string;
  readonly text: string;
}

/** Things that wait for the user's word, one for each question, however many files it is about. */
export function thingsToLookAt(health: Health, libraries: readonly LibrarySummary[]): number {
  const waiting = [
    health.ambiguousTags > 0,
    health.replacedFiles > 0,
    health.silentlyChanged > 0,
    health.database.lastCheck?.isSound === false,
    health.lastSelfCheck?.isSound === false,
  ];
  return libraries.filter(isAskedAbout).length + health.heldBack.length + waiting.filter(Boolean).length;
}

export function verdictOf(health: Health, libraries: readonly LibrarySummary[]): Verdict {
  const words = messages.health;
  const count = thingsToLookAt(health, libraries);
  if (count > 0) return { tone: 'look', title: words.needLook(count), text: words.needLookText };
  const parts = [
    health.missingPhotos > 0 ? words.missingPart(health.missingPhotos) : null,
    health.unreadableFiles > 0 ? words.unreadablePart(health.unreadableFiles) : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return { tone: 'well', title: words.well, text: words.wellText };
  return { tone: 'quiet', title: words.quiet, text: words.quietText(parts.join(', ')) };
}
