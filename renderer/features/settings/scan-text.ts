import type { LibrarySummary, ScanReport, Watching } from '../../api/index.js';
import { formatAgo, formatPause } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';

/** "Last scan 5 min ago: 1,204 files seen, 3 new, 1 moved". */
export function scanText(report: ScanReport | null, nowMs: number): string {
  const words = messages.settings;
  if (report === null) return words.neverScanned;
  const when = formatAgo(report.finishedAtMs, nowMs);
  const lead =
    report.outcome === 'completed'
      ? words.lastScan(when)
      : report.outcome === 'cancelled'
        ? words.scanStopped(when)
        : words.scanInterrupted(when);
  const changes = [
    report.added > 0 ? words.scanAdded(report.added) : null,
    report.changed > 0 ? words.scanChanged(report.changed) : null,
    report.moved > 0 ? words.scanMoved(report.moved) : null,
    report.missing > 0 ? words.scanMissing(report.missing) : null,
  ].filter((part) => part !== null);
  const parts = [words.scanSeen(report.filesSeen), ...(changes.length === 0 ? [words.scanNothing] : changes)];
  return `${lead}: ${parts.join(', ')}`;
}

/** "Watched: changes show at once", "Looked at every 5 minutes: network drive"; null while it is not online. */
export function watchingText(watching: Watching | null): string | null {
  const words = messages.settings;
  if (watching === null) return null;
  if (watching.by === 'events' || watching.reason === null) return words.watched;
  return words.polled(
    watching.pauseMs === null ? null : formatPause(watching.pauseMs),
    words.pollReason[watching.reason],
  );
}

/** "120 photos in 130 files · 2 missing · 4 to read". */
export function countsText(library: LibrarySummary): string {
  const words = messages.settings;
  return [
    words.counts(library.photoCount, library.locationCount),
    library.missingCount > 0 ? words.missing(library.missingCount) : null,
    library.problemCount > 0 ? words.problems(library.problemCount) : null,
    library.backlogCount > 0 ? words.backlog(library.backlogCount) : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
