export { HealthPage } from './HealthPage.js';
export { startHealth, useHealth } from './store.js';
export { thingsToLookAt } from './verdict.js';
