export { FaceSettings } from './FaceSettings.js';
export { PeoplePage } from './PeoplePage.js';
export { isAskingAboutPeople, openPeople, answerSuggestion } from './store.js';
export { SuggestedPeople } from './SuggestedPeople.js';
