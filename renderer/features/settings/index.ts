export { chooseLanguage } from './GeneralSection.js';
export { SettingsDialog } from './SettingsDialog.js';
export { ShortcutsDialog } from './ShortcutsDialog.js';
export { useFolderDrop } from './use-folder-drop.js';
