export { ask as askAboutTag, isAskingAboutTags } from './store.js';
export { TagDialogs } from './TagDialogs.js';
export { tagMenuItems } from './tag-menu.js';
export { TagsPage } from './TagsPage.js';
