export { ActivityArea } from './ActivityArea.js';
export { progressText } from './progress-text.js';
export { cancelJob, cancelScan, isScanning, progressOfLibrary, startActivity, useActivity } from './store.js';
