/** The order of the grid: what it is without a choice, and how a choice is remembered. Pure. */
import type { GridOrder, GridView } from '../../api/index.js';

export const usualOrder: GridOrder = { by: 'captured', descending: true, group: 'month' };

export const sortKeys = ['captured', 'added', 'rating', 'name', 'size'] as const satisfies readonly GridOrder['by'][];
export const groupings = ['day', 'month', 'place', 'library', 'none'] as const satisfies readonly GridOrder['group'][];

/** What people expect first: the newest and the largest, and names from the beginning of the alphabet. */
const startsDescending: Readonly<Record<GridOrder['by'], boolean>> = {
  captured: true,
  added: true,
  name: false,
  size: true,
  rating: true,
};

/** Another thing to sort by, in its own direction. */
export function sortedBy(order: GridOrder, by: GridOrder['by']): GridOrder {
  return by === order.by ? order : { ...order, by, descending: startsDescending[by] };
}

export function sameOrder(a: GridOrder = usualOrder, b: GridOrder = usualOrder): boolean {
  return a.by === b.by && a.descending === b.descending && a.group === b.group;
}

/** Views of one kind share their order. */
export function kindOfView({ libraryId, tagId, filter, query }: GridView): string {
  if (query !== undefined) return 'search';
  if (filter !== 'all') return filter;
  return tagId !== null ? 'tag' : libraryId !== null ? 'library' : 'all';
}

export function orderTexts({ by, descending, group }: GridOrder): readonly string[] {
  return [by, descending ? 'descending' : 'ascending', group];
}

/** Null for what is none, as of an app that knew other orders. */
export function orderFrom(texts: readonly string[]): GridOrder | null {
  const by = sortKeys.find((key) => key === texts[0]);
  const group = groupings.find((grouping) => grouping === texts[2]);
  if (by === undefined || group === undefined) return null;
  return { by, descending: texts[1] === 'descending', group };
}
