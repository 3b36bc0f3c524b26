export { CurrentInsight } from './CurrentInsight.js';
export { InsightHistory } from './History.js';
export {
  acceptSuggestedTags,
  generateInsights,
  isUnderWay,
  jobOf,
  libraryKey,
  SELECTION_KEY,
  startInsights,
  useInsights,
} from './store.js';
