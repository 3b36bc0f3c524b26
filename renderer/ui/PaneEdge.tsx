import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { classes } from './classes.js';
import './pane-edge.css';

export interface PaneEdgeProps {
  readonly label: string;
  /** On which side of the edge the pane lies. */
  readonly pane: 'left' | 'right';
  /** Pixels. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
  readonly onReset: () => void;
}

/** The edge of a pane, which makes it wider and narrower by a drag and by the arrow keys; a double click resets it. */
export function PaneEdge({ label, pane, value, min, max, step, onChange, onReset }: PaneEdgeProps) {
  const drag = useRef<{ readonly fromX: number; readonly width: number } | null>(null);
  const [isHeld, setIsHeld] = useState(false);
  const frame = useRef(0);
  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current);
    },
    [],
  );
  const direction = pane === 'left' ? 1 : -1;
  const set = (wanted: number): void => {
    onChange(Math.min(max, Math.max(min, Math.round(wanted))));
  };
  const handleKey = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = {
      ArrowLeft: value - step * direction,
      ArrowRight: value + step * direction,
      Home: min,
      End: max,
    };
    const wanted = steps[event.key];
    if (event.key === 'Enter') onReset();
    else if (wanted === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    else set(wanted);
    event.preventDefault();
    event.stopPropagation();
  };
  const handleMove = (event: PointerEvent): void => {
    const from = drag.current;
    if (from === null) return;
    const wanted = from.width + (event.clientX - from.fromX) * direction;
    // The photos are laid out anew for each width: once a frame is enough.
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      set(wanted);
    });
  };
  const release = (): void => {
    drag.current = null;
    setIsHeld(false);
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a separator that can be moved is a control
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
      tabIndex={0}
      className={classes('pane-edge', `pane-edge-${pane}`, isHeld && 'pane-edge-held')}
      onKeyDown={handleKey}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { fromX: event.clientX, width: value };
        setIsHeld(true);
      }}
      onPointerMove={handleMove}
      onPointerUp={release}
      onPointerCancel={release}
    />
  );
}
