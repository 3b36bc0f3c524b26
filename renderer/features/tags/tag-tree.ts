/** Tags as the tree that they make. Pure. */
import { lastLevelOf, type ListedTag, type TagId } from '../../api/index.js';

export interface TagNode {
  readonly id: TagId;
  readonly tag: ListedTag;
  /** What it is called among those beside it. */
  readonly level: string;
  readonly depth: number;
  readonly children: readonly TagNode[];
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

export function byLevel(a: TagNode, b: TagNode): number {
  return collator.compare(a.level, b.level);
}

/** Those beside each other by name, or as `compare` says. A tag whose parent is not among them stands at the top. */
export function treeOf(
  tags: readonly ListedTag[],
  compare: (a: TagNode, b: TagNode) => number = byLevel,
): readonly TagNode[] {
  const known = new Set(tags.map(({ id }) => id));
  const below = new Map<TagId | null, ListedTag[]>();
  for (const tag of tags) {
    const parent = tag.parentId !== null && known.has(tag.parentId) ? tag.parentId : null;
    const beside = below.get(parent);
    if (beside === undefined) below.set(parent, [tag]);
    else beside.push(tag);
  }
  const nodesBelow = (parent: TagId | null, depth: number): readonly TagNode[] =>
    (below.get(parent) ?? [])
      .map((tag) => ({
        id: tag.id,
        tag,
        level: depth === 0 ? tag.name : lastLevelOf(tag.name),
        depth,
        children: nodesBelow(tag.id, depth + 1),
      }))
      .sort(compare);
  return nodesBelow(null, 0);
}

/** Those that `isWanted` says, with all above them, so that each has its place. */
export function withAncestors(tags: readonly ListedTag[], isWanted: (tag: ListedTag) => boolean): readonly ListedTag[] {
  const byId = new Map(tags.map((tag) => [tag.id, tag]));
  const kept = new Set<TagId>();
  for (const tag of tags.filter(isWanted)) {
    for (let each: ListedTag | undefined = tag; each !== undefined && !kept.has(each.id);) {
      kept.add(each.id);
      each = each.parentId === null ? undefined : byId.get(each.parentId);
    }
  }
  return tags.filter(({ id }) => kept.has(id));
}

/** Above a tag, from the nearest to the top. */
export function ancestorsOf(tags: readonly ListedTag[], id: TagId): readonly TagId[] {
  const byId = new Map(tags.map((tag) => [tag.id, tag]));
  const found: TagId[] = [];
  for (let at = byId.get(id)?.parentId ?? null; at !== null; at = byId.get(at)?.parentId ?? null) {
    if (found.includes(at)) break;
    found.push(at);
  }
  return found;
}

/** These and all below them. */
export function withDescendants(tags: readonly ListedTag[], ids: readonly TagId[]): ReadonlySet<TagId> {
  const found = new Set(ids);
  // The list is in the order of the names, so that what stands above comes first.
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { id, parentId } of tags) if (parentId !== null && found.has(parentId)) found.add(id);
  }
  return found;
}
