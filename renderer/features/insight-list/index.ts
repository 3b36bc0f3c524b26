export { InsightListPage } from './InsightListPage.js';
