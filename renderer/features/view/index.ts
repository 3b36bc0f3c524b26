export {
  allPhotos,
  isHealthView,
  openPage,
  openPanel,
  ROW_HEIGHT,
  sameView,
  setRowHeight,
  showFilter,
  showHealth,
  showLibrary,
  showSettingsTab,
  showTag,
  showView,
  toggleInspector,
  toggleSidebar,
  useView,
} from './store.js';
export type { HealthPart, Page, Panel, SettingsTab } from './store.js';
