import { hotKeys, tagColours, type HotKey, type TagColour, type TagSummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import type { ActionMenuAction, ActionMenuItem } from '../../ui/index.js';
import { openHistory } from '../history/index.js';
import { startPainting } from '../painting/index.js';
import { ColourDot, hotKeyCaps, useTags } from '../tags/index.js';
import { showTag } from '../view/index.js';
import { ask, describeTag } from './store.js';

function colourItems({ id }: TagSummary): readonly ActionMenuAction[] {
  const current = useTags.getState().tags.find((tag) => tag.id === id)?.colour ?? null;
  const item = (colour: TagColour | null): ActionMenuAction => ({
    id: colour ?? 'none',
    text: colour === null ? messages.tags.noColour : messages.tags.colours[colour],
    icon: <ColourDot colour={colour} />,
    isChecked: colour === current,
    onAction: () => {
      void describeTag(id, { colour });
    },
  });
  return [item(null), ...tagColours.map(item)];
}

function hotKeyItems({ id }: TagSummary): readonly ActionMenuAction[] {
  const { tags } = useTags.getState();
  const current = tags.find((tag) => tag.id === id)?.hotKey ?? null;
  const item = (hotKey: HotKey | null): ActionMenuAction => {
    const holder = hotKey === null ? undefined : tags.find((tag) => tag.hotKey === hotKey && tag.id !== id);
    return {
      id: hotKey ?? 'none',
      text:
        hotKey === null
          ? messages.tags.noHotKey
          : messages.tags.hotKeyOf(hotKeyCaps(hotKey).join(' '), holder?.name ?? null),
      isChecked: hotKey === current,
      onAction: () => {
        void describeTag(id, { hotKey });
      },
    };
  };
  return [item(null), ...hotKeys().map(item)];
}

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
      id: 'paint',
      text: messages.tags.paint,
      onAction: () => {
        startPainting([tag.id]);
      },
    },
    {
      id: 'history',
      text: messages.tags.history,
      onAction: () => {
        openHistory(tag.id);
      },
    },
    { id: 'colour', text: messages.tags.colour, startsGroup: true, items: colourItems(tag) },
    { id: 'hotKey', text: messages.tags.hotKey, items: hotKeyItems(tag) },
    {
      id: 'otherNames',
      text: messages.tagManager.otherNames,
      onAction: () => {
        ask({ kind: 'otherNames', tag });
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
