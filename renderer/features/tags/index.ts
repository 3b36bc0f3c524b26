export { scopeNote, tagMenu } from './scope.js';
export { copyTags, focusTagEditor, pasteTags, startTags, tagPhotos, untagPhotos, useTags } from './store.js';
export { TagEditor } from './TagEditor.js';
export { TagPicker } from './TagPicker.js';
