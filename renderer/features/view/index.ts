export {
  allPhotos,
  openPage,
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
export type { Page, Panel } from './store.js';
