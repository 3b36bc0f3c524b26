export { countEdit, offerUndo, redoLast, takeBack, undoLast, useEdits } from './store.js';
export { editText, takeBackText, whoText } from './text.js';
