import { Film } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { GridFlag, thumbnailUrl, type LocationId } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { isolatedName } from '../../lib/visible-name.js';
import { idAt, turnedBy, useDetail, usePhotos } from '../photos/index.js';
import { stripRows } from './strip-rows.js';

const PHOTO_WIDTH = 60;

interface FilmstripProps {
  readonly active: number;
  readonly total: number;
  readonly onGo: (row: number) => void;
}

/** The photos around the one that is looked at, as many as the window is wide; the arrow keys go through them. */
export function Filmstrip({ active, total, onGo }: FilmstripProps) {
  const strip = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(0);
  useLayoutEffect(() => {
    const node = strip.current;
    if (node === null) return undefined;
    const measure = (): void => {
      setCount(Math.floor(node.clientWidth / PHOTO_WIDTH));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => {
      observer.disconnect();
    };
  }, []);
  const { from, to } = stripRows(active, total, count);
  const rows = Array.from({ length: to - from }, (_, at) => from + at);
  return (
    <div ref={strip} className="filmstrip" role="group" aria-label={messages.viewer.filmstrip} data-testid="filmstrip">
      {rows.map((row) => {
        const id = idAt(row);
        return id === null ? null : <StripPhoto key={id} id={id} row={row} isActive={row === active} onGo={onGo} />;
      })}
    </div>
  );
}

interface StripPhotoProps {
  readonly id: LocationId;
  readonly row: number;
  readonly isActive: boolean;
  readonly onGo: (row: number) => void;
}

function StripPhoto({ id, row, isActive, onGo }: StripPhotoProps) {
  const detail = useDetail(id);
  const flags = usePhotos((state) => state.model?.flags[row] ?? 0);
  const turn = usePhotos((state) => state.model?.turns[row] ?? 0);
  return (
    <button
      type="button"
      // The arrows go through them, from anywhere in the viewer.
      tabIndex={-1}
      className="filmstrip-photo"
      aria-label={detail === null ? '' : isolatedName(detail.fileName)}
      {...(isActive ? { 'aria-current': true } : {})}
      onClick={() => {
        onGo(row);
      }}
    >
      {detail?.hasThumbnail === true && detail.contentHash !== null ? (
        <img
          src={thumbnailUrl(detail.contentHash)}
          style={turn === 0 ? undefined : { transform: turnedBy(turn) }}
          alt=""
          decoding="async"
          draggable={false}
        />
      ) : null}
      {(flags & GridFlag.video) === 0 ? null : <Film size={12} color="#ffffff" />}
    </button>
  );
}
