/** Tags, marks and insights whose photo has no file any more, in words. Pure. */
import { formatList } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';

export interface DerivedCounts {
  readonly tags: number;
  readonly marks: number;
  readonly albums: number;
  readonly insights: number;
}

/** What goes when all of these go. */
export function sumOf(groups: readonly DerivedCounts[]): DerivedCounts {
  return {
    tags: groups.reduce((sum, group) => sum + group.tags, 0),
    marks: groups.reduce((sum, group) => sum + group.marks, 0),
    albums: groups.reduce((sum, group) => sum + group.albums, 0),
    insights: groups.reduce((sum, group) => sum + group.insights, 0),
  };
}

/** "3 tags, 2 photos’ marks and 1 insight": those of them that there are. */
export function orphanParts(orphans: DerivedCounts): string {
  const words = messages.health;
  const parts = [
    orphans.tags > 0 ? words.orphanTags(orphans.tags) : null,
    orphans.marks > 0 ? words.orphanMarks(orphans.marks) : null,
    orphans.albums > 0 ? words.orphanAlbums(orphans.albums) : null,
    orphans.insights > 0 ? words.orphanInsights(orphans.insights) : null,
  ];
  return formatList(parts.filter((part) => part !== null));
}
