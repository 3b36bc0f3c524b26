export { focusTagEditor, startTags, useTags } from './store.js';
export { foldName } from './suggest.js';
export { TagEditor } from './TagEditor.js';
