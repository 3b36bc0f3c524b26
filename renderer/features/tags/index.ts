export { scopeNote, tagMenu } from './scope.js';
export { focusTagEditor, startTags, untagPhotos, useTags } from './store.js';
export { foldName } from './suggest.js';
export { TagEditor } from './TagEditor.js';
