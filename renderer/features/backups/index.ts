export { BackupsSection } from './BackupsSection.js';
export { createBackup, startBackups, useBackups } from './store.js';
