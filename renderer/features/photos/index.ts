export { Blur, whenDrawable } from './Blur.js';
export { gridDetails } from './details.js';
export { draggedPhotos, isPhotoDrag, PHOTOS_TYPE, usePhotoDrop } from './drag.js';
export type { PhotoDrop } from './drag.js';
export { copyFiles } from './files-out.js';
export { Grid } from './Grid.js';
export type { OwnOrder } from './own-order.js';
export { closePhotoMenu, isMenuKey, openPhotoMenu, openPhotoMenuAt, usePhotoMenu } from './photo-menu.js';
export { revealPhotos } from './reveal.js';
export { photosBetween } from './stacked.js';
export {
  closeViewer,
  focusGrid,
  idAt,
  openViewer,
  refreshPhotos,
  retryPhotos,
  selectAll,
  selectDayOf,
  selectedIds,
  selectNone,
  selectOnly,
  selectRows,
  showFileInViewer,
  showMarks,
  startPhotos,
  toggleSelected,
  usePhotos,
} from './store.js';
export { aspectOf, turnedBy, turnedStyle, turnSelection, useTurn } from './turn.js';
export { useDetail } from './use-detail.js';
export { usePhotoDetails } from './use-photo-details.js';
