export { CurrentInsight } from './CurrentInsight.js';
export { InsightHistory, Parts } from './History.js';
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
export { wordDiff } from './word-diff.js';
