export { scopeNote, tagMenu } from './scope.js';
export { focusTagEditor, startTags, tagPhotos, untagPhotos, useTags } from './store.js';
export { TagEditor } from './TagEditor.js';
