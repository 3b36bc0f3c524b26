/** The scale at the right edge: where years, letters or sizes lie in the list, and the scroll bar of the grid. */
import { useCallback, useEffect, useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { GridOrder } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { scaleAt, type GridLayout } from './layout.js';
import { maxPosition, type ScrollSpace } from './scroll-space.js';
import { scaleMarks } from './scrubber-marks.js';
import type { GridScroller } from './scroller.js';
import { scaleText, shortSectionText } from './section-text.js';
import { useLibraryNames } from './use-library-names.js';

interface ScrubberProps {
  /** What the list is sorted by. */
  readonly by: GridOrder['by'];
  readonly layout: GridLayout;
  readonly scroller: GridScroller;
  readonly space: ScrollSpace;
  readonly height: number;
}

export function Scrubber({ by, layout, scroller, space, height }: ScrubberProps) {
  const track = useRef<HTMLDivElement>(null);
  const thumb = useRef<HTMLDivElement>(null);
  const hint = useRef<HTMLDivElement>(null);
  const inset = 12;
  const length = Math.max(1, height - inset * 2);
  const range = maxPosition(space);
  const libraries = useLibraryNames();
  const marks = useMemo(
    () => scaleMarks(layout, length, (key) => scaleText(key, libraries)),
    [layout, length, libraries],
  );
  const textAt = useCallback(
    (at: number): string => {
      const key = layout.scaleKeys[scaleAt(layout, at + layout.options.headerHeight)];
      const share = range === 0 ? 0 : Math.round((at / range) * 100);
      return key === undefined ? messages.viewer.percent(share) : shortSectionText(key, libraries);
    },
    [layout, libraries, range],
  );

  useEffect(() => {
    const update = (at: number): void => {
      const node = thumb.current;
      if (node === null || track.current === null) return;
      const share = range === 0 ? 0 : at / range;
      node.style.transform = `translateY(${String(inset + share * length)}px)`;
      track.current.setAttribute('aria-valuenow', String(Math.round(share * 1000)));
      track.current.setAttribute('aria-valuetext', textAt(at));
    };
    update(scroller.position());
    return scroller.subscribe(update);
  }, [length, range, scroller, textAt]);

  const positionAt = (event: PointerEvent): number => {
    const top = track.current?.getBoundingClientRect().top ?? 0;
    return Math.min(1, Math.max(0, (event.clientY - top - inset) / length)) * range;
  };
  const point = (event: PointerEvent): void => {
    const at = positionAt(event);
    const node = hint.current;
    if (node === null) return;
    node.textContent = textAt(at);
    node.style.transform = `translateY(${String(inset + (range === 0 ? 0 : at / range) * length)}px)`;
    if (event.buttons === 1) scroller.scrollTo(at);
  };
  const handleKey = (event: KeyboardEvent): void => {
    const step = scaleAt(layout, scroller.position() + 1);
    const last = layout.scaleTop.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: step + 1,
      ArrowUp: step - 1,
      PageDown: step + 12,
      PageUp: step - 12,
      Home: 0,
      End: last,
    };
    const wanted = steps[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    scroller.scrollTo(layout.scaleTop[Math.min(last, Math.max(0, wanted))] ?? 0);
  };

  return (
    <div
      ref={track}
      className="scrubber"
      role="slider"
      tabIndex={0}
      aria-label={layout.scaleKeys.length === 0 ? messages.grid.position : messages.order.scale[by]}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={1000}
      aria-valuenow={0}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        point(event);
      }}
      onPointerMove={point}
      onKeyDown={handleKey}
    >
      {marks.map((mark) =>
        mark.label === null ? (
          <span key={mark.key} className="scrubber-dot" style={{ top: inset + mark.top }} />
        ) : (
          <span key={mark.key} className="scrubber-label" style={{ top: inset + mark.top }}>
            {mark.label}
          </span>
        ),
      )}
      <div ref={thumb} className="scrubber-thumb" />
      <div ref={hint} className="scrubber-hint" />
    </div>
  );
}
