/** So long is waited for an overlay that covers `below`: two seconds at the most. */
const framesOfPatience = 120;

/**
 * An overlay that closes keeps the keyboard focus to itself until it is gone, and gives it back once more a frame later:
 * calls `step` in both of these frames. `below`: what it covers; nothing happens where it stays. Returns what calls it off.
 */
export function asOverlayCloses(step: (isLast: boolean) => void, below: Element | null): () => void {
  let [waited, free] = [0, 0];
  let frame = requestAnimationFrame(function again() {
    const isCovered = (below?.closest('[inert], [aria-hidden="true"]') ?? null) !== null;
    if (isCovered) waited += 1;
    else step(++free === 2);
    if (free < 2 && waited < framesOfPatience) frame = requestAnimationFrame(again);
  });
  return () => {
    cancelAnimationFrame(frame);
  };
}

/** Calls `act` when an overlay that closes has given the focus back. Returns what calls it off. */
export function afterOverlay(act: () => void): () => void {
  return asOverlayCloses((isLast) => {
    if (isLast) act();
  }, null);
}
