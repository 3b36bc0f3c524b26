import { LayoutGrid, X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { thumbnailUrl, type LocationId } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { rowAtRank, rankOfRow, sizeOf } from '../../lib/range-set.js';
import { isolatedName } from '../../lib/visible-name.js';
import { Button, IconButton } from '../../ui/index.js';
import { gridDetails, idAt, openViewer, selectNone, useDetail, usePhotos } from '../photos/index.js';

const PHOTO_WIDTH = 60;

interface SelectionStripProps {
  readonly onShow: (row: number) => void;
  readonly onGrid: () => void;
}

/** The selected photos, as many as there is room for around the one with the keyboard. */
export function SelectionStrip({ onShow, onGrid }: SelectionStripProps) {
  const selection = usePhotos((state) => state.selection);
  const active = usePhotos((state) => state.active);
  const strip = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  const count = sizeOf(selection);
  useLayoutEffect(() => {
    const node = strip.current;
    if (node === null) return undefined;
    const measure = (): void => {
      setRoom(Math.max(1, Math.floor(node.clientWidth / PHOTO_WIDTH)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => {
      observer.disconnect();
    };
  }, []);
  const rank = Math.max(0, rankOfRow(selection, active));
  const shown = Math.min(room, count);
  const first = Math.max(0, Math.min(count - shown, rank - Math.floor(shown / 2)));
  const rows = Array.from({ length: shown }, (_, at) => rowAtRank(selection, first + at)).filter((row) => row >= 0);
  const wanted = rows.join();
  useEffect(() => {
    gridDetails.want(
      wanted
        .split(',')
        .map((row) => idAt(Number(row)))
        .filter((id) => id !== null),
    );
  }, [wanted]);
  const hasFocus = useRef(false);
  useLayoutEffect(() => {
    if (hasFocus.current) strip.current?.querySelector<HTMLElement>('[aria-current]')?.focus();
  }, [active, wanted]);

  const handleKey = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = { ArrowLeft: rank - 1, ArrowRight: rank + 1, Home: 0, End: count - 1 };
    const step = steps[event.key];
    if (event.key === 'Enter' && active >= 0) openViewer(active);
    else if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    else {
      const row = rowAtRank(selection, Math.min(count - 1, Math.max(0, step)));
      if (row >= 0) onShow(row);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section className="map-strip" aria-label={messages.map.strip(count)} data-testid="map-strip">
      <div className="map-strip-head">
        <strong>{messages.inspector.selection(count)}</strong>
        <span className="top-bar-space" />
        <Button variant="quiet" onPress={onGrid}>
          <LayoutGrid size={14} />
          {messages.map.showInGrid}
        </Button>
        <IconButton label={messages.view.clearSelection} shortcut="Esc" onPress={selectNone}>
          <X size={14} />
        </IconButton>
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys come from the photos in it */}
      <div
        ref={strip}
        className="map-strip-photos"
        onKeyDown={handleKey}
        onFocus={() => {
          hasFocus.current = true;
        }}
        onBlur={() => {
          hasFocus.current = false;
        }}
      >
        {rows.map((row) => {
          const id = idAt(row);
          return id === null ? null : (
            <StripPhoto
              key={id}
              id={id}
              row={row}
              isActive={row === active}
              isFirst={row === rows[0]}
              onShow={onShow}
            />
          );
        })}
      </div>
    </section>
  );
}

interface StripPhotoProps {
  readonly id: LocationId;
  readonly row: number;
  readonly isActive: boolean;
  readonly isFirst: boolean;
  readonly onShow: (row: number) => void;
}

function StripPhoto({ id, row, isActive, isFirst, onShow }: StripPhotoProps) {
  const detail = useDetail(id);
  const hasActive = usePhotos((state) => state.active >= 0);
  return (
    <button
      type="button"
      className="map-strip-photo"
      tabIndex={isActive || (isFirst && !hasActive) ? 0 : -1}
      aria-label={detail === null ? messages.map.photoOf(row + 1) : isolatedName(detail.title ?? detail.fileName)}
      {...(isActive ? { 'aria-current': true } : {})}
      onClick={() => {
        onShow(row);
      }}
      onDoubleClick={() => {
        openViewer(row);
      }}
    >
      {detail?.hasThumbnail === true && detail.contentHash !== null ? (
        <img src={thumbnailUrl(detail.contentHash)} alt="" decoding="async" draggable={false} />
      ) : null}
    </button>
  );
}
