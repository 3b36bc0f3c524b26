/** Tags, marks and insights whose photo has no file any more, in words. Pure. */
import type { OrphanCounts } from '../../api/index.js';
import { formatList } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';

export type DerivedCounts = Omit<OrphanCounts, 'photos'>;

/** What goes when all of these go. */
export function sumOf(groups: readonly DerivedCounts[]): DerivedCounts {
  const sum = (what: keyof DerivedCounts): number => groups.reduce((total, group) => total + group[what], 0);
  return {
    tags: sum('tags'),
    marks: sum('marks'),
    albums: sum('albums'),
    stacks: sum('stacks'),
    insights: sum('insights'),
  };
}

/** "3 tags, 2 photos’ marks and 1 insight": those of them that there are. */
export function orphanParts(orphans: DerivedCounts): string {
  const words = messages.health;
  const parts = [
    orphans.tags > 0 ? words.orphanTags(orphans.tags) : null,
    orphans.marks > 0 ? words.orphanMarks(orphans.marks) : null,
    orphans.albums > 0 ? words.orphanAlbums(orphans.albums) : null,
    orphans.stacks > 0 ? words.orphanStacks(orphans.stacks) : null,
    orphans.insights > 0 ? words.orphanInsights(orphans.insights) : null,
  ];
  return formatList(parts.filter((part) => part !== null));
}
