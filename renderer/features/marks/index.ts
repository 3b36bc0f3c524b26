export { FilterBar } from './FilterBar.js';
export { ColourButton, MarksRow } from './MarksRow.js';
export { markFields, marksOf } from './mixed.js';
export type { MixedMarks } from './mixed.js';
export { markSelection, toggleGoingOn, useMarking } from './store.js';
