import type { TagSummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import type { ActionMenuItem } from '../../ui/index.js';
import { openHistory } from '../history/index.js';
import { showTag } from '../view/index.js';
import { ask } from './store.js';

/** What can be done with a tag as such, in the sidebar and in the list of tags. */
export function tagMenuItems(tag: TagSummary): readonly ActionMenuItem[] {
  return [
    {
      id: 'show',
      text: messages.tags.showTagged,
      onAction: () => {
        showTag(tag.id);
      },
    },
    {
      id: 'history',
      text: messages.tags.history,
      onAction: () => {
        openHistory(tag.id);
      },
    },
    {
      id: 'rename',
      text: messages.tagManager.rename,
      startsGroup: true,
      onAction: () => {
        ask({ kind: 'rename', tag });
      },
    },
    {
      id: 'move',
      text: messages.tagManager.move,
      onAction: () => {
        ask({ kind: 'move', tags: [tag] });
      },
    },
    {
      id: 'merge',
      text: messages.tagManager.merge,
      onAction: () => {
        ask({ kind: 'merge', tags: [tag], into: null });
      },
    },
    {
      id: 'delete',
      text: messages.tagManager.remove,
      isDanger: true,
      onAction: () => {
        ask({ kind: 'delete', tags: [tag] });
      },
    },
  ];
}
