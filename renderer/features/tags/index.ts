export { scopeNote, tagMenu } from './scope.js';
export {
  copyTags,
  giveTags,
  pasteTags,
  shownCount,
  takeTags,
  startTags,
  tagPhotos,
  untagPhotos,
  useTags,
} from './store.js';
export { droppedTag, isTagDrag, startTagDrag, TAG_DRAG_TYPE } from './drag.js';
export { ancestorsOf, byLevel, treeOf, withAncestors, withDescendants, type TagNode } from './tag-tree.js';
export { ColourDot, TagDot } from './TagDot.js';
export { hotKeyCaps, startHotKeys } from './hot-keys.js';
export { TagPath } from './TagPath.js';
export { Suggested, SuggestedTag } from './Suggested.js';
export { focusTagEditor, startTypeAhead } from './type-ahead.js';
export { TagEditor } from './TagEditor.js';
export { TagPicker } from './TagPicker.js';
