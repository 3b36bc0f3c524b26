import type { OrphanGroup } from '../../api/index.js';

/** What goes when all of these go. */
export function sumOf(groups: readonly OrphanGroup[]): { readonly tags: number; readonly insights: number } {
  return {
    tags: groups.reduce((sum, group) => sum + group.tags, 0),
    insights: groups.reduce((sum, group) => sum + group.insights, 0),
  };
}
