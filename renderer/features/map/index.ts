export { openMap } from './store.js';
