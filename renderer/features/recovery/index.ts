export { RecoveryScreen } from './RecoveryScreen.js';
export { startRecovery, useStart } from './store.js';
