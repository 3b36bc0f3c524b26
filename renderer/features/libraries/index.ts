export { readAgain, setMarker } from './actions.js';
export { addLibrary, pickFolder } from './add.js';
export type { AddOutcome } from './add.js';
export { AddLibraryForm } from './AddLibraryForm.js';
export { AvailabilityDot, availabilityWord } from './AvailabilityDot.js';
export { AvailabilityNote } from './AvailabilityNote.js';
export { errorText } from './error-text.js';
export { LossNote } from './LossNote.js';
export { isAskedAbout, libraryById, loadLibraries, startLibraries, useLibraries } from './store.js';
