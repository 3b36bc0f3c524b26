import { ChevronRight, Ellipsis, Settings2, Tag } from 'lucide-react';
import { useMemo, useState, type KeyboardEvent } from 'react';
import type { TagId } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { foldName } from '../../lib/name-match.js';
import { remember, rememberedTexts } from '../../lib/storage.js';
import { ActionMenu, classes, IconButton, TextInput } from '../../ui/index.js';
import { usePhotoDrop } from '../photos/index.js';
import { tagMenuItems } from '../tag-manager/index.js';
import {
  ancestorsOf,
  ColourDot,
  giveTags,
  hotKeyCaps,
  shownCount,
  startTagDrag,
  treeOf,
  useTags,
  withAncestors,
  type TagNode,
} from '../tags/index.js';
import { openPage, showTag, useView } from '../view/index.js';
import { Item } from './Item.js';

/** From this many tags on, a box narrows them down. */
const FILTER_FROM = 12;
const OPEN_KEY = 'openTags';

interface Branches {
  readonly isOpen: (id: TagId) => boolean;
  readonly toggle: (id: TagId, isOpen: boolean) => void;
}

/** Which tags show what is below them: those that were opened, and those above the one that is shown. */
function useBranches(current: TagId | null, isFiltered: boolean): Branches {
  const tags = useTags((state) => state.tags);
  const [open, setOpen] = useState(() => new Set(rememberedTexts(OPEN_KEY).map(Number)));
  const [shownFor, setShownFor] = useState<TagId | null>(null);
  if (current !== shownFor && (current === null || tags.some(({ id }) => id === current))) {
    setShownFor(current);
    const above = current === null ? [] : ancestorsOf(tags, current);
    if (above.some((id) => !open.has(id))) setOpen(new Set([...open, ...above]));
  }
  return {
    isOpen: (id) => isFiltered || open.has(id),
    toggle: (id, isOpen) => {
      const next = new Set(open);
      if (isOpen) next.add(id);
      else next.delete(id);
      setOpen(next);
      remember(OPEN_KEY, [...next].map(String));
    },
  };
}

/** Up and down along the tags in sight, as in any list of them. */
function moveFocus(event: KeyboardEvent, step: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>('.sidebar-tags [data-tag-id]')];
  const next = all[all.indexOf(event.currentTarget as HTMLElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

export function TagItems() {
  const tags = useTags((state) => state.tags);
  const [filter, setFilter] = useState('');
  const current = useView((state) => (state.page === 'photos' ? state.view.tagId : null));
  // One whose photos are all missing stays in sight. A tag that no photo bears any more is still suggested when tagging, but is nothing to look at.
  const used = useMemo(() => withAncestors(tags, (tag) => tag.isInUse || tag.id === current), [tags, current]);
  const hasFilter = used.length >= FILTER_FROM;
  const wanted = hasFilter ? foldName(filter) : '';
  const nodes = useMemo(
    () => treeOf(withAncestors(used, ({ name }) => foldName(name).includes(wanted))),
    [used, wanted],
  );
  const branches = useBranches(current, wanted !== '');
  return (
    <div className="sidebar-group sidebar-tags">
      <div className="sidebar-heading">
        <h2 id="sidebar-tags">{messages.sidebar.tags}</h2>
        {tags.length === 0 ? null : (
          <IconButton
            label={messages.tagManager.item}
            className="sidebar-add"
            onPress={() => {
              openPage('tags');
            }}
          >
            <Settings2 size={14} />
          </IconButton>
        )}
      </div>
      {hasFilter ? (
        <TextInput
          className="sidebar-filter"
          label={messages.sidebar.filterTags}
          placeholder={messages.sidebar.filterTags}
          value={filter}
          onChange={setFilter}
        />
      ) : null}
      {used.length === 0 ? <p className="sidebar-hint">{messages.sidebar.noTags}</p> : null}
      {used.length > 0 && nodes.length === 0 ? <p className="sidebar-hint">{messages.sidebar.noTagMatches}</p> : null}
      <ul aria-labelledby="sidebar-tags">
        {nodes.map((node) => (
          <TagItem key={node.id} node={node} branches={branches} />
        ))}
      </ul>
    </div>
  );
}

function TagItem({ node, branches }: { readonly node: TagNode; readonly branches: Branches }) {
  const { tag, level, depth, children } = node;
  const totals = useTags((state) => state.totals);
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const hasBelow = children.length > 0;
  const isOpen = hasBelow && branches.isOpen(tag.id);
  const count = shownCount(tag, hasBelow, totals);
  const drop = usePhotoDrop((locationIds) => {
    void giveTags(locationIds, [tag.id]);
  });
  const handleKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') moveFocus(event, event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'ArrowRight' && hasBelow) {
      event.preventDefault();
      if (isOpen) moveFocus(event, 1);
      else branches.toggle(tag.id, true);
    } else if (event.key === 'ArrowLeft' && (isOpen || tag.parentId !== null)) {
      event.preventDefault();
      if (isOpen) branches.toggle(tag.id, false);
      else document.querySelector<HTMLElement>(`.sidebar-tags [data-tag-id="${String(tag.parentId)}"]`)?.focus();
    }
  };
  return (
    <Item
      view={{ libraryId: null, tagId: tag.id, filter: 'all' }}
      name={level}
      label={messages.sidebar.item(tag.name, count)}
      {...(depth === 0 ? {} : { title: tag.name })}
      icon={tag.colour === null ? <Tag size={14} /> : <ColourDot colour={tag.colour} />}
      caps={tag.hotKey === null ? [] : hotKeyCaps(tag.hotKey)}
      count={count}
      depth={depth}
      tagId={tag.id}
      drop={drop}
      onDragStart={(event) => {
        startTagDrag(event, tag);
      }}
      onKeyDown={handleKey}
      onShow={() => {
        showTag(tag.id);
      }}
      onContextMenu={() => {
        setIsMenuOpen(true);
      }}
      twist={
        hasBelow ? (
          <button
            type="button"
            className={classes('sidebar-twist', isOpen && 'sidebar-twist-open')}
            style={{ left: depth * 14 - 6 }}
            aria-label={isOpen ? messages.sidebar.close(tag.name) : messages.sidebar.open(tag.name)}
            aria-expanded={isOpen}
            // The arrow keys do the same from the tag itself.
            tabIndex={-1}
            onClick={() => {
              branches.toggle(tag.id, !isOpen);
            }}
          >
            <ChevronRight size={12} />
          </button>
        ) : null
      }
      menu={
        <ActionMenu
          className="sidebar-more"
          label={messages.tags.more(tag.name)}
          isOpen={isMenuOpen}
          onOpenChange={setIsMenuOpen}
          items={tagMenuItems(tag)}
        >
          <Ellipsis size={14} />
        </ActionMenu>
      }
    >
      {isOpen ? (
        <ul>
          {children.map((child) => (
            <TagItem key={child.id} node={child} branches={branches} />
          ))}
        </ul>
      ) : null}
    </Item>
  );
}
