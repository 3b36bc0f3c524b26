import type { DragEvent, KeyboardEvent, ReactNode } from 'react';
import type { GridView, TagId } from '../../api/index.js';
import { formatCount } from '../../lib/format.js';
import { classes, Keys } from '../../ui/index.js';
import type { PhotoDrop } from '../photos/index.js';
import { sameView, useView, withoutMarkFilter } from '../view/index.js';

export interface ItemProps {
  readonly view: GridView;
  readonly name: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly count: number | null;
  readonly onShow: () => void;
  readonly title?: string;
  readonly isDim?: boolean;
  /** Where the view does not say it: it is what is shown. */
  readonly isShown?: boolean;
  /** A button beside the item, and what else opens its menu. */
  readonly menu?: ReactNode;
  readonly onContextMenu?: () => void;
  /** Of a tree: how deep it stands, and what opens and closes what is below it. */
  readonly depth?: number;
  readonly twist?: ReactNode;
  readonly tagId?: TagId;
  /** Keys that do something with it. */
  readonly caps?: readonly string[];
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  /** Where photos can be dropped on it. */
  readonly drop?: PhotoDrop;
  /** It can be dragged. */
  readonly onDragStart?: (event: DragEvent) => void;
  /** What is below it. */
  readonly children?: ReactNode;
}

/** Pixels that each level stands further in. */
const INDENT = 14;

/** One view that the sidebar leads to. */
export function Item({
  view,
  name,
  label,
  icon,
  count,
  onShow,
  title,
  isDim = false,
  isShown,
  menu,
  onContextMenu,
  depth = 0,
  twist,
  tagId,
  caps = [],
  onKeyDown,
  drop,
  onDragStart,
  children,
}: ItemProps) {
  const isCurrent = useView(
    (state) => state.page === 'photos' && (isShown ?? sameView(withoutMarkFilter(state.view), view)),
  );
  return (
    <li>
      <div className="sidebar-line">
        {twist}
        <button
          type="button"
          className={classes('sidebar-item', isDim && 'sidebar-item-dim', drop?.isOver && 'sidebar-item-over')}
          {...drop?.handlers}
          {...(onDragStart === undefined ? {} : { draggable: true, onDragStart })}
          {...(depth === 0 ? {} : { style: { paddingLeft: 8 + depth * INDENT } })}
          {...(tagId === undefined ? {} : { 'data-tag-id': tagId })}
          onKeyDown={onKeyDown}
          aria-label={label}
          title={title}
          {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
          onClick={onShow}
          onContextMenu={(event) => {
            if (onContextMenu === undefined) return;
            event.preventDefault();
            onContextMenu();
          }}
        >
          {icon}
          <span className="sidebar-name">{name}</span>
          {caps.length === 0 ? null : (
            <span className="sidebar-keys" aria-hidden="true">
              <Keys caps={[caps.join(' ')]} />
            </span>
          )}
          {count === null ? null : <span className="sidebar-count">{formatCount(count)}</span>}
        </button>
        {menu}
      </div>
      {children}
    </li>
  );
}
