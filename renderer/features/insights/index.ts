export { CurrentInsight } from './CurrentInsight.js';
export { InsightHistory } from './History.js';
export { generateInsights, isUnderWay, libraryKey, SELECTION_KEY, startInsights, useInsights } from './store.js';
