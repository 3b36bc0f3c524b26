export { countEdit, offerUndo, redoLast, takeBack, undoLast, useEdits } from './store.js';
export { editText, canTakeBack, takeBackText, whoText } from './text.js';
