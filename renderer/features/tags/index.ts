export { scopeNote, tagMenu } from './scope.js';
export {
  copyTags,
  focusTagEditor,
  giveTags,
  pasteTags,
  shownCount,
  startTags,
  tagPhotos,
  untagPhotos,
  useTags,
} from './store.js';
export { ancestorsOf, byLevel, treeOf, withAncestors, withDescendants, type TagNode } from './tag-tree.js';
export { TagPath } from './TagPath.js';
export { TagEditor } from './TagEditor.js';
export { TagPicker } from './TagPicker.js';
