export { HistoryPage } from './HistoryPage.js';
export { PhotoTagHistory } from './PhotoTagHistory.js';
export { openHistory } from './store.js';
