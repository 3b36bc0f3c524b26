/** Where lists of tags come from and go to: the user chooses in the system's dialogs, and no path reaches the page. */
import { dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import type { VocabularyFormat } from '../../preload/contract/model.js';
import type { ShellWords } from './words.js';

const extensions: Readonly<Record<VocabularyFormat, string>> = {
  json: 'json',
  keywords: 'txt',
  paths: 'txt',
  csv: 'csv',
};

/** Null when the user cancels. */
export async function chooseVocabulary(window: BrowserWindow | null, words: ShellWords): Promise<string | null> {
  const options = {
    title: words.importTagsTitle,
    properties: ['openFile' as const],
    filters: [
      { name: words.tagLists, extensions: ['json', 'txt', 'csv'] },
      { name: words.allFiles, extensions: ['*'] },
    ],
  };
  const chosen = window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
  return chosen.filePaths[0] ?? null;
}

/** Null when the user cancels. */
export async function chooseWhereToSave(
  window: BrowserWindow | null,
  words: ShellWords,
  format: VocabularyFormat,
): Promise<string | null> {
  const extension = extensions[format];
  const options = {
    title: words.exportTagsTitle,
    defaultPath: `${format === 'keywords' ? words.keywordFileName : words.tagFileName}.${extension}`,
    filters: [{ name: words.tagLists, extensions: [extension] }],
  };
  const chosen = window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options);
  return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
}
