import { ArrowDown, ArrowUp, Ellipsis, GitMerge, Pencil, Tag, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { GridList, GridListItem, ListLayout, Virtualizer, type Selection } from 'react-aria-components';
import type { ListedTag, TagId } from '../../api/index.js';
import { formatCount } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { ActionMenu, Button, Checkbox, classes, TextInput } from '../../ui/index.js';
import { useTags } from '../tags/index.js';
import { showTag } from '../view/index.js';
import { ask } from './store.js';
import { listedTags, type SortBy } from './tag-order.js';
import { tagMenuItems } from './tag-menu.js';
import './tags-page.css';

const rowHeight = 36;

/** Every tag, to be renamed, merged, deleted or looked at; with the mouse or the keyboard alone. */
export function TagsPage() {
  const tags = useTags((state) => state.tags);
  const [text, setText] = useState('');
  const [onlyUnused, setOnlyUnused] = useState(false);
  const [sortBy, setSortBy] = useState<SortBy>('name');
  const [selection, setSelection] = useState<Selection>(new Set());
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    page.current?.focus({ preventScroll: true });
  }, []);
  const shown = useMemo(() => listedTags(tags, { text, onlyUnused, sortBy }), [tags, text, onlyUnused, sortBy]);
  // A tag that went, or is filtered away, is not acted on.
  const selected = useMemo(
    () => (selection === 'all' ? shown : shown.filter(({ id }) => selection.has(id))),
    [selection, shown],
  );
  const unused = tags.filter(({ isInUse }) => !isInUse).length;

  const handleKey = (event: KeyboardEvent): void => {
    const [first] = selected;
    if (first === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'F2' && selected.length === 1) ask({ kind: 'rename', tag: first });
    else if (event.key === 'Delete' || event.key === 'Backspace') ask({ kind: 'delete', tags: selected });
    else if (event.key.toLowerCase() === 'm') ask({ kind: 'merge', tags: selected, into: null });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section
      ref={page}
      className="tags-page"
      tabIndex={-1}
      aria-label={messages.tagManager.title}
      data-testid="tags-page"
    >
      <div className="tags-column">
        <p className="tags-intro">{messages.tagManager.intro}</p>
        <div className="tags-tools">
          <TextInput
            className="tags-filter"
            label={messages.tagManager.filter}
            placeholder={messages.tagManager.filter}
            value={text}
            onChange={setText}
          />
          <Checkbox isChecked={onlyUnused} onChange={setOnlyUnused}>
            {messages.tagManager.onlyUnused}
          </Checkbox>
          <span className="tags-count" role="status">
            {selected.length > 1
              ? messages.tagManager.selected(selected.length)
              : shown.length === tags.length
                ? messages.tagManager.count(tags.length, unused)
                : messages.tagManager.shown(shown.length, tags.length)}
          </span>
          <SelectionActions selected={selected} />
        </div>
        {shown.length === 0 ? (
          <Nothing hasTags={tags.length > 0} onlyUnused={onlyUnused && text === ''} />
        ) : (
          <>
            <div className="tags-head" role="group">
              <SortButton by="name" current={sortBy} onSort={setSortBy} />
              <SortButton by="photos" current={sortBy} onSort={setSortBy} />
            </div>
            {/* Before the list, which would look for a name that begins with the letter. */}
            <div className="tags-list-box" onKeyDownCapture={handleKey}>
              <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: rowHeight }}>
                <GridList
                  className="tags-list scroll"
                  aria-label={messages.tagManager.list}
                  items={shown}
                  selectionMode="multiple"
                  selectionBehavior="replace"
                  selectedKeys={selection}
                  onSelectionChange={setSelection}
                  onAction={(key) => {
                    showTag(key as TagId);
                  }}
                >
                  {(tag) => <TagRow tag={tag} />}
                </GridList>
              </Virtualizer>
            </div>
          </>
        )}
      </div>
    </section>
  );
}

function TagRow({ tag }: { readonly tag: ListedTag }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <GridListItem
      id={tag.id}
      textValue={tag.name}
      aria-label={messages.tagManager.rowLabel(tag.name, tag.photoCount)}
      className="tags-row"
    >
      <div
        className="tags-row-body"
        onContextMenu={(event) => {
          event.preventDefault();
          setIsOpen(true);
        }}
      >
        <Tag size={14} />
        <bdi className="tags-name" title={tag.name}>
          {tag.name}
        </bdi>
        <span className={classes('tags-photos', tag.photoCount === 0 && 'tags-photos-none')}>
          {tag.photoCount > 0
            ? formatCount(tag.photoCount)
            : tag.isInUse
              ? messages.tagManager.noFiles
              : messages.tagManager.unused}
        </span>
        <ActionMenu
          className="tags-more"
          label={messages.tags.more(tag.name)}
          isOpen={isOpen}
          onOpenChange={setIsOpen}
          items={tagMenuItems(tag)}
        >
          <Ellipsis size={14} />
        </ActionMenu>
      </div>
    </GridListItem>
  );
}

function SelectionActions({ selected }: { readonly selected: readonly ListedTag[] }) {
  const [first] = selected;
  return (
    <div className="tags-actions">
      <Button
        variant="quiet"
        isDisabled={selected.length !== 1}
        onPress={() => {
          if (first !== undefined) ask({ kind: 'rename', tag: first });
        }}
      >
        <Pencil size={14} />
        {messages.tagManager.rename}
      </Button>
      <Button
        variant="quiet"
        isDisabled={first === undefined}
        onPress={() => {
          ask({ kind: 'merge', tags: selected, into: null });
        }}
      >
        <GitMerge size={14} />
        {messages.tagManager.merge}
      </Button>
      <Button
        variant="quiet"
        isDisabled={first === undefined}
        onPress={() => {
          ask({ kind: 'delete', tags: selected });
        }}
      >
        <Trash2 size={14} />
        {messages.tagManager.remove}
      </Button>
    </div>
  );
}

interface SortButtonProps {
  readonly by: SortBy;
  readonly current: SortBy;
  readonly onSort: (by: SortBy) => void;
}

function SortButton({ by, current, onSort }: SortButtonProps) {
  const isCurrent = by === current;
  const name = messages.tagManager.sortBy[by];
  return (
    <button
      type="button"
      className={classes('tags-sort', `tags-sort-${by}`)}
      aria-pressed={isCurrent}
      aria-label={messages.tagManager.sortLabel(name, by === 'photos')}
      onClick={() => {
        onSort(by);
      }}
    >
      {name}
      {isCurrent ? by === 'name' ? <ArrowDown size={12} /> : <ArrowUp size={12} /> : null}
    </button>
  );
}

function Nothing({ hasTags, onlyUnused }: { readonly hasTags: boolean; readonly onlyUnused: boolean }) {
  const { none, noneText, noMatch, noMatchText, noUnused, noUnusedText } = messages.tagManager;
  const [title, text] = !hasTags ? [none, noneText] : onlyUnused ? [noUnused, noUnusedText] : [noMatch, noMatchText];
  return (
    <div className="state">
      <h2>{title}</h2>
      <p>{text}</p>
    </div>
  );
}
