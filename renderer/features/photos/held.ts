/**
 * While a photo is pressed or something is dragged, the list stays as it is: photos that moved meanwhile would be other ones
 * under the pointer, and a press on an element that is gone is neither a click nor a drag.
 */

let end: (() => void) | null = null;
let ended: Promise<void> = Promise.resolve();

function hold(): void {
  if (end !== null) return;
  ended = new Promise((resolve) => {
    end = resolve;
  });
}

function letGo(): void {
  end?.();
  end = null;
}

/** Resolves when nothing is pressed or dragged: at once, mostly. */
export function whenLetGo(): Promise<void> {
  return ended;
}

/** Watches the mouse; `isPhoto` says what is not to move while it is pressed. Returns the function that stops it. */
export function startHolding(isPhoto: (target: EventTarget | null) => boolean): () => void {
  const watching = new AbortController();
  const options = { capture: true, signal: watching.signal };
  window.addEventListener(
    'mousedown',
    ({ target, button }) => {
      if (button === 0 && isPhoto(target)) hold();
    },
    options,
  );
  window.addEventListener('dragstart', hold, options);
  for (const type of ['mouseup', 'drop', 'dragend', 'blur'] as const) {
    window.addEventListener(
      type,
      (event) => {
        // What takes the focus from one element to another is not the window's.
        if (event.type !== 'blur' || event.target === window) letGo();
      },
      options,
    );
  }
  // The end of a drag is told to what was dragged, and to nobody when that is gone.
  window.addEventListener(
    'mousemove',
    ({ buttons }) => {
      if (buttons === 0) letGo();
    },
    options,
  );
  return () => {
    watching.abort();
    letGo();
  };
}
