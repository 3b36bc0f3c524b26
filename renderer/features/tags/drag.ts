/** Tags dragged out of the sidebar, for whatever takes tags: photos. */
import type { DragEvent } from 'react';
import type { ListedTag, TagId } from '../../api/index.js';
import { showDragCard } from '../../ui/index.js';

/** What a dragged tag is, for every place that takes one: its number. */
export const TAG_DRAG_TYPE = 'application/x-keepsight-tag';

export function startTagDrag({ dataTransfer }: DragEvent, { id, name }: Pick<ListedTag, 'id' | 'name'>): void {
  dataTransfer.effectAllowed = 'copy';
  dataTransfer.setData(TAG_DRAG_TYPE, String(id));
  dataTransfer.setData('text/plain', name);
  showDragCard(dataTransfer, name);
}

export function isTagDrag({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(TAG_DRAG_TYPE);
}

/** Of a tag that is dropped now: before that, a page is not told what is dragged. */
export function droppedTag({ dataTransfer }: DragEvent): TagId {
  return Number(dataTransfer.getData(TAG_DRAG_TYPE)) as TagId;
}
