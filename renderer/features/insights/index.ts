export { CurrentInsight } from './CurrentInsight.js';
export { CompareDialog } from './CompareDialog.js';
export { DescribeDialog } from './DescribeDialog.js';
export { askToDescribe, describePhotos } from './describing.js';
export { GivenSuggestions } from './GivenSuggestions.js';
export { InsightHistory } from './History.js';
export { Parts } from './Parts.js';
export {
  acceptSuggestedTags,
  generateInsights,
  isUnderWay,
  jobOf,
  libraryKey,
  SELECTION_KEY,
  startInsights,
  useInsights,
  VIEW_KEY,
} from './store.js';
export { withUsual } from './version-difference.js';
export { wordDiff } from './word-diff.js';
