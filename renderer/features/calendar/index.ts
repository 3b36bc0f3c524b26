export { onThisDayView } from './dates.js';
export { openCalendar, showOnThisDay, startOnThisDay, useCalendar } from './store.js';
