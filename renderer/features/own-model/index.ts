export { costText } from './cost-text.js';
export { OwnModelSection } from './OwnModelSection.js';
export { startOwnModel, useOwnModel } from './store.js';
