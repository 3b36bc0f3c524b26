export { addLibrary, pickFolder } from './add.js';
export type { AddOutcome } from './add.js';
export { AddLibraryForm } from './AddLibraryForm.js';
export { AvailabilityDot, availabilityWord } from './AvailabilityDot.js';
export { errorText } from './error-text.js';
export { libraryById, loadLibraries, startLibraries, useLibraries } from './store.js';
