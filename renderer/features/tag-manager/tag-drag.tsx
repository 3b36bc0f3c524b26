/** A tag dragged onto another one in the list of tags stands below that; beside them, at the top. */
import { useDragAndDrop, type DragAndDropHooks, type Key } from 'react-aria-components';
import type { ListedTag, TagId } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { TAG_DRAG_TYPE, useTags, withDescendants, type TagNode } from '../tags/index.js';
import { dropTags } from './store.js';

/** `selected`: dragging one of them drags them all. */
export function useTagDrag(selected: readonly ListedTag[]): DragAndDropHooks<TagNode> {
  const tags = useTags((state) => state.tags);
  const tagOf = (key: Key): ListedTag | undefined => tags.find(({ id }) => id === key);
  const dragged = (keys: Iterable<Key>): readonly ListedTag[] =>
    [...keys].map(tagOf).filter((tag) => tag !== undefined);
  const { dragAndDropHooks } = useDragAndDrop<TagNode>({
    getItems: (keys) => dragged(keys).map((tag) => ({ [TAG_DRAG_TYPE]: String(tag.id), 'text/plain': tag.name })),
    acceptedDragTypes: [TAG_DRAG_TYPE],
    getDropOperation: (target, types) => {
      if (!types.has(TAG_DRAG_TYPE)) return 'cancel';
      if (target.type === 'root') return 'move';
      if (target.dropPosition !== 'on') return 'cancel';
      // Below itself it cannot stand.
      const own = withDescendants(
        tags,
        selected.map(({ id }) => id),
      );
      return own.has(target.key as TagId) ? 'cancel' : 'move';
    },
    onMove: ({ keys, target }) => {
      void dropTags(dragged(keys), target.key as TagId);
    },
    onRootDrop: ({ items }) => {
      const texts = items.flatMap((item) => (item.kind === 'text' ? [item.getText(TAG_DRAG_TYPE)] : []));
      void Promise.all(texts).then((ids) => dropTags(dragged(ids.map(Number)), null));
    },
    renderDragPreview: (items) => (
      <div className="tag-drag-preview">
        {messages.tagManager.dragged(items.map((item) => item['text/plain'] ?? ''))}
      </div>
    ),
  });
  return dragAndDropHooks;
}
