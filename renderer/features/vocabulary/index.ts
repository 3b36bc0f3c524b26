export { askForKeywords, exportTags, importTags, isAskingAboutVocabulary } from './store.js';
export { VocabularyDialogs } from './VocabularyDialogs.js';
