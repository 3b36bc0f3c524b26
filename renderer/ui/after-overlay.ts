/** So long is waited for an overlay that covers `below`: two seconds at the most. */
const framesOfPatience = 120;

/**
 * Calls `act` when an overlay that closes has given the keyboard focus back, which it does a frame after it went. `below`:
 * what it covers, and keeps from having the focus until it is gone; nothing happens where it stays. Returns what calls it off.
 */
export function afterOverlay(act: () => void, below: Element | null = null): () => void {
  let [waited, free] = [0, 0];
  let frame = requestAnimationFrame(function again() {
    const isCovered = (below?.closest('[inert], [aria-hidden="true"]') ?? null) !== null;
    if (isCovered) waited += 1;
    else free += 1;
    if (free === 2) act();
    else if (waited < framesOfPatience) frame = requestAnimationFrame(again);
  });
  return () => {
    cancelAnimationFrame(frame);
  };
}
