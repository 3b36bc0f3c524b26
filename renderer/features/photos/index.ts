export { gridDetails } from './details.js';
export { draggedPhotos, isPhotoDrag, PHOTOS_TYPE, usePhotoDrop } from './drag.js';
export type { PhotoDrop } from './drag.js';
export { Grid } from './Grid.js';
export type { OwnOrder } from './own-order.js';
export { revealPhotos } from './reveal.js';
export {
  closeViewer,
  focusGrid,
  idAt,
  openViewer,
  refreshPhotos,
  retryPhotos,
  selectAll,
  selectedIds,
  selectNone,
  selectOnly,
  showFileInViewer,
  showMarks,
  startPhotos,
  usePhotos,
} from './store.js';
export { turnedBy, turnedStyle, turnSelection, useTurn } from './turn.js';
export { useDetail } from './use-detail.js';
export { usePhotoDetails } from './use-photo-details.js';
