export { ActivityArea, ActivityList, PauseButton } from './ActivityArea.js';
export { cancelOf } from './cancel.js';
export { TroubleBanner } from './TroubleBanner.js';
export { progressText } from './progress-text.js';
export {
  cancelJob,
  cancelVerification,
  isScanning,
  pauseJob,
  progressOfLibrary,
  setLooking,
  resumeJob,
  setPaused,
  setWorkLimits,
  startActivity,
  useActivity,
} from './store.js';
