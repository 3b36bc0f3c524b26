/**
 * Browsers cap the height of an element, and a million photos are higher than that. Below the cap the scroll position is
 * the position in the layout. Above it, small moves count one to one and long jumps go by proportion; when
 * scrolling rests, `rest` moves the scroll bar to where the position belongs without moving what is seen.
 */
export const MAX_ELEMENT_HEIGHT = 15_000_000;

export interface ScrollSpace {
  readonly layoutHeight: number;
  readonly elementHeight: number;
  readonly viewportHeight: number;
}

export interface ScrollState {
  /** `scrollTop` of the element. */
  readonly scrollTop: number;
  /** Where that is in the layout. */
  readonly position: number;
}

export function scrollSpace(layoutHeight: number, viewportHeight: number): ScrollSpace {
  return { layoutHeight, elementHeight: Math.min(layoutHeight, MAX_ELEMENT_HEIGHT), viewportHeight };
}

export function isScaled(space: ScrollSpace): boolean {
  return space.layoutHeight > space.elementHeight;
}

export function maxPosition(space: ScrollSpace): number {
  return Math.max(0, space.layoutHeight - space.viewportHeight);
}

export function maxScrollTop(space: ScrollSpace): number {
  return Math.max(0, space.elementHeight - space.viewportHeight);
}

export function clampPosition(space: ScrollSpace, position: number): number {
  return Math.min(Math.max(0, position), maxPosition(space));
}

export function positionToScrollTop(space: ScrollSpace, position: number): number {
  const clamped = clampPosition(space, position);
  if (!isScaled(space)) return clamped;
  const scrollTop = (clamped / maxPosition(space)) * maxScrollTop(space);
  return Math.round(scrollTop);
}

export function onScroll(space: ScrollSpace, before: ScrollState, scrollTop: number): ScrollState {
  if (!isScaled(space)) return { scrollTop, position: scrollTop };
  const most = maxScrollTop(space);
  if (scrollTop <= 0) return { scrollTop, position: 0 };
  if (scrollTop >= most) return { scrollTop, position: maxPosition(space) };
  const moved = scrollTop - before.scrollTop;
  const isJump = Math.abs(moved) > space.viewportHeight * 3;
  const position = isJump ? (scrollTop / most) * maxPosition(space) : before.position + moved;
  return { scrollTop, position: clampPosition(space, position) };
}

/** The scroll position that belongs to the position; the same state when nothing has to move. */
export function rest(space: ScrollSpace, state: ScrollState): ScrollState {
  if (!isScaled(space)) return state;
  const scrollTop = positionToScrollTop(space, state.position);
  return Math.abs(scrollTop - state.scrollTop) < 1 ? state : { scrollTop, position: state.position };
}
