export { costText } from './cost-text.js';
export { estimateText } from './estimate-text.js';
export { OwnModelSection } from './OwnModelSection.js';
export { SentStatement } from './SentStatement.js';
export { askForModels, changeOwnModel, loadOwnModel, startOwnModel, useOwnModel } from './store.js';
