/** The date scale at the right edge: where the years lie in the list, and the scroll bar of the grid. */
import { useEffect, useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { formatShortMonth } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { monthStartMs, sectionAt, type GridLayout } from './layout.js';
import { maxPosition, type ScrollSpace } from './scroll-space.js';
import { yearMarks } from './scrubber-marks.js';
import type { GridScroller } from './scroller.js';

interface ScrubberProps {
  readonly layout: GridLayout;
  readonly scroller: GridScroller;
  readonly space: ScrollSpace;
  readonly height: number;
}

export function Scrubber({ layout, scroller, space, height }: ScrubberProps) {
  const track = useRef<HTMLDivElement>(null);
  const thumb = useRef<HTMLDivElement>(null);
  const hint = useRef<HTMLDivElement>(null);
  const inset = 12;
  const length = Math.max(1, height - inset * 2);
  const range = maxPosition(space);
  const isByTime = layout.options.sections !== 'none';
  const marks = useMemo(() => (isByTime ? yearMarks(layout, length) : []), [layout, length, isByTime]);

  useEffect(() => {
    const update = (at: number): void => {
      const node = thumb.current;
      if (node === null || track.current === null) return;
      const share = range === 0 ? 0 : at / range;
      node.style.transform = `translateY(${String(inset + share * length)}px)`;
      const month = layout.sectionMonth[sectionAt(layout, at + layout.options.headerHeight)] ?? 0;
      track.current.setAttribute('aria-valuenow', String(Math.round(share * 1000)));
      const text = isByTime ? formatShortMonth(monthStartMs(month)) : messages.viewer.percent(Math.round(share * 100));
      track.current.setAttribute('aria-valuetext', text);
    };
    update(scroller.position());
    return scroller.subscribe(update);
  }, [layout, length, range, scroller, isByTime]);

  const positionAt = (event: PointerEvent): number => {
    const top = track.current?.getBoundingClientRect().top ?? 0;
    return Math.min(1, Math.max(0, (event.clientY - top - inset) / length)) * range;
  };
  const point = (event: PointerEvent): void => {
    const at = positionAt(event);
    const node = hint.current;
    if (node === null) return;
    const month = layout.sectionMonth[sectionAt(layout, at + layout.options.headerHeight)] ?? 0;
    node.textContent = isByTime
      ? formatShortMonth(monthStartMs(month))
      : messages.viewer.percent(range === 0 ? 0 : Math.round((at / range) * 100));
    node.style.transform = `translateY(${String(inset + (range === 0 ? 0 : at / range) * length)}px)`;
    if (event.buttons === 1) scroller.scrollTo(at);
  };
  const handleKey = (event: KeyboardEvent): void => {
    const section = sectionAt(layout, scroller.position() + 1);
    const steps: Record<string, number> = {
      ArrowDown: section + 1,
      ArrowUp: section - 1,
      PageDown: section + 12,
      PageUp: section - 12,
      Home: 0,
      End: layout.sectionCount - 1,
    };
    const wanted = steps[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const clamped = Math.min(layout.sectionCount - 1, Math.max(0, wanted));
    scroller.scrollTo(layout.sectionTop[clamped] ?? 0);
  };

  return (
    <div
      ref={track}
      className="scrubber"
      role="slider"
      tabIndex={0}
      aria-label={isByTime ? messages.grid.scrubber : messages.grid.position}
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
          <span key={mark.key} className="scrubber-year" style={{ top: inset + mark.top }}>
            {mark.label}
          </span>
        ),
      )}
      <div ref={thumb} className="scrubber-thumb" />
      <div ref={hint} className="scrubber-hint" />
    </div>
  );
}
