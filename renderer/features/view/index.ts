export {
  allPhotos,
  openPanel,
  ROW_HEIGHT,
  sameView,
  setRowHeight,
  showFilter,
  showLibrary,
  showTag,
  showView,
  toggleInspector,
  toggleSidebar,
  useView,
} from './store.js';
export type { Panel } from './store.js';
