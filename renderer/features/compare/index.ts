export { Compare } from './Compare.js';
export { closeCompare, openCompare, useCompare } from './store.js';
