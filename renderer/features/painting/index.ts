export { PaintingBar } from './PaintingBar.js';
export { endPainting, isPainting, startPainting, togglePainting } from './store.js';
export { usePainting } from './use-painting.js';
