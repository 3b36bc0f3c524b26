import {
  ArrowDown,
  ArrowDownUp,
  ArrowUp,
  ChevronRight,
  Ellipsis,
  FolderInput,
  GitMerge,
  Keyboard,
  Pencil,
  Tag,
  Trash2,
} from 'lucide-react';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import {
  Button as AriaButton,
  Collection,
  ListLayout,
  Tree,
  TreeItem,
  TreeItemContent,
  Virtualizer,
  type Key,
  type Selection,
} from 'react-aria-components';
import type { ListedTag, TagId } from '../../api/index.js';
import { formatCount } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import {
  ActionMenu,
  Button,
  Checkbox,
  classes,
  Keys,
  TextInput,
  usePageFocus,
  type ActionMenuItem,
} from '../../ui/index.js';
import { hotKeyCaps, shownCount, TagDot, useTags, type TagNode } from '../tags/index.js';
import { showTag } from '../view/index.js';
import { exportTags, importTags } from '../vocabulary/index.js';
import { ask, useTagManager } from './store.js';
import { useTagDrag } from './tag-drag.js';
import { countWanted, listedTree, parentsIn, type SortBy } from './tag-order.js';
import { tagMenuItems } from './tag-menu.js';
import { useKeptRow } from './use-kept-row.js';
import './tags-page.css';

const rowHeight = 36;

/** Every tag, to be renamed, moved, merged, deleted or looked at; with the mouse or the keyboard alone. */
export function TagsPage() {
  const tags = useTags((state) => state.tags);
  const totals = useTags((state) => state.totals);
  const [text, setText] = useState('');
  const [onlyUnused, setOnlyUnused] = useState(false);
  const [sortBy, setSortBy] = useState<SortBy>('name');
  const [selection, setSelection] = useState<Selection>(new Set());
  /** Everything is in sight at first, and what is looked for always. */
  const [closed, setClosed] = useState<ReadonlySet<Key>>(new Set());
  const page = usePageFocus();
  const wanted = useMemo(() => ({ text, onlyUnused, sortBy }), [text, onlyUnused, sortBy]);
  const nodes = useMemo(() => listedTree(tags, totals, wanted), [tags, totals, wanted]);
  const parents = useMemo(() => parentsIn(nodes), [nodes]);
  const isFiltered = text !== '' || onlyUnused;
  const expanded = isFiltered ? parents : parents.filter((id) => !closed.has(id));
  // A tag that went, or is filtered away, is not acted on.
  const selected = useMemo(() => {
    const shown = flat(nodes);
    return selection === 'all' ? shown : shown.filter(({ id }) => selection.has(id));
  }, [selection, nodes]);
  const shownTags = countWanted(tags, wanted);
  const unused = tags.filter(({ isInUse }) => !isInUse).length;
  const dragAndDropHooks = useTagDrag(selected);
  const rows = useMemo(() => inSight(nodes, isFiltered ? null : closed), [nodes, isFiltered, closed]);
  const list = useRef<HTMLDivElement>(null);
  const isAsking = useTagManager((state) => state.question !== null);
  const keptRow = useKeptRow(rows, isAsking, (row) => {
    const element = row === null ? null : list.current?.querySelector<HTMLElement>(`[data-key="${String(row)}"]`);
    if (row !== null) setSelection(new Set([row]));
    (element ?? page.current)?.focus({ preventScroll: true });
  });

  const handleKey = (event: KeyboardEvent): void => {
    const [first] = selected;
    if (first === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (event.key === 'F2' && selected.length === 1) ask({ kind: 'rename', tag: first });
    else if (event.key === 'Delete' || event.key === 'Backspace') ask({ kind: 'delete', tags: selected });
    else if (key === 'm') ask({ kind: 'merge', tags: selected, into: null });
    else if (key === 'v') ask({ kind: 'move', tags: selected });
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
              : shownTags === tags.length
                ? messages.tagManager.count(tags.length, unused)
                : messages.tagManager.shown(shownTags, tags.length)}
          </span>
          <SelectionActions selected={selected} />
          <Button
            variant="quiet"
            isDisabled={tags.length === 0}
            onPress={() => {
              ask({ kind: 'hotKeys' });
            }}
          >
            <Keyboard size={14} />
            {messages.hotKeys.open}
          </Button>
          <ActionMenu label={messages.vocabulary.menu} items={vocabularyItems()}>
            <ArrowDownUp size={15} />
          </ActionMenu>
        </div>
        {nodes.length === 0 ? (
          <Nothing hasTags={tags.length > 0} onlyUnused={onlyUnused && text === ''} />
        ) : (
          <>
            <div className="tags-head" role="group">
              <SortButton by="name" current={sortBy} onSort={setSortBy} />
              <SortButton by="photos" current={sortBy} onSort={setSortBy} />
            </div>
            {/* Before the list, which would look for a name that begins with the letter. */}
            <div ref={list} className="tags-list-box" onKeyDownCapture={handleKey} {...keptRow}>
              <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: rowHeight }}>
                <Tree
                  className="tags-list scroll"
                  aria-label={messages.tagManager.list}
                  items={nodes}
                  selectionMode="multiple"
                  selectionBehavior="replace"
                  selectedKeys={selection}
                  onSelectionChange={setSelection}
                  expandedKeys={expanded}
                  onExpandedChange={(keys) => {
                    if (!isFiltered) setClosed(new Set(parents.filter((id) => !keys.has(id))));
                  }}
                  dragAndDropHooks={dragAndDropHooks}
                  onAction={(key) => {
                    showTag(key as TagId);
                  }}
                >
                  {renderRow}
                </Tree>
              </Virtualizer>
            </div>
          </>
        )}
      </div>
    </section>
  );
}

function vocabularyItems(): readonly ActionMenuItem[] {
  return [
    {
      id: 'import',
      text: messages.vocabulary.import,
      onAction: () => {
        void importTags();
      },
    },
    ...(['json', 'keywords', 'paths', 'csv'] as const).map((format, at) => ({
      id: format,
      text: messages.vocabulary.export[format],
      startsGroup: at === 0,
      onAction: () => {
        void exportTags(format);
      },
    })),
  ];
}

function flat(nodes: readonly TagNode[]): readonly ListedTag[] {
  return nodes.flatMap(({ tag, children }) => [tag, ...flat(children)]);
}

/** Of a tag in `closed` not what is below it; null when all are open. */
function inSight(nodes: readonly TagNode[], closed: ReadonlySet<Key> | null): readonly TagId[] {
  return nodes.flatMap(({ id, children }) => [id, ...(closed?.has(id) === true ? [] : inSight(children, closed))]);
}

function renderRow(node: TagNode) {
  return <TagRow node={node} />;
}

function TagRow({ node }: { readonly node: TagNode }) {
  const { tag, level, depth, children } = node;
  const totals = useTags((state) => state.totals);
  const [isOpen, setIsOpen] = useState(false);
  const hasBelow = children.length > 0;
  const count = shownCount(tag, hasBelow, totals);
  return (
    <TreeItem id={tag.id} textValue={level} aria-label={messages.sidebar.item(tag.name, count)} className="tags-row">
      <TreeItemContent>
        <div
          className="tags-row-body"
          style={{ paddingLeft: 12 + depth * 24 }}
          onContextMenu={(event) => {
            event.preventDefault();
            setIsOpen(true);
          }}
        >
          {/* Every row has one to be dragged by with the keyboard. */}
          <AriaButton slot="drag" className="tags-drag" aria-label={messages.tagManager.drag(tag.name)}>
            <Tag size={14} />
          </AriaButton>
          {hasBelow ? (
            <AriaButton slot="chevron" className="tags-twist" aria-label={messages.tagManager.expand(tag.name)}>
              <ChevronRight size={14} />
            </AriaButton>
          ) : null}
          <TagDot tagId={tag.id} />
          <bdi className="tags-name" title={tag.name}>
            {level}
            {tag.synonyms.length === 0 ? null : <span className="tags-synonyms">{tag.synonyms.join(', ')}</span>}
          </bdi>
          {tag.hotKey === null ? null : (
            <span className="tags-keys" aria-hidden="true">
              <Keys caps={hotKeyCaps(tag.hotKey)} />
            </span>
          )}
          <span className={classes('tags-photos', count === 0 && 'tags-photos-none')}>
            {count === null
              ? ''
              : count > 0
                ? formatCount(count)
                : tag.isInUse || hasBelow
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
      </TreeItemContent>
      <Collection items={children}>{renderRow}</Collection>
    </TreeItem>
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
          ask({ kind: 'move', tags: selected });
        }}
      >
        <FolderInput size={14} />
        {messages.tagManager.move}
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
