export { gridDetails } from './details.js';
export { Grid } from './Grid.js';
export { revealPhotos } from './reveal.js';
export {
  closeViewer,
  focusGrid,
  idAt,
  openViewer,
  retryPhotos,
  selectAll,
  selectedIds,
  selectNone,
  selectOnly,
  showFileInViewer,
  startPhotos,
  usePhotos,
} from './store.js';
export { useDetail } from './use-detail.js';
export { usePhotoDetails } from './use-photo-details.js';
