export { HistoryPage } from './HistoryPage.js';
export { openHistory } from './store.js';
