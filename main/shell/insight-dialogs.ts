/** Where insights come from and go to: the user chooses in the system's dialogs, and no path reaches the page. */
import { dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import type { ShellWords } from './words.js';

/** Null when the user cancels. */
export async function chooseInsightFile(window: BrowserWindow | null, words: ShellWords): Promise<string | null> {
  const options = {
    title: words.importInsightsTitle,
    properties: ['openFile' as const],
    filters: [
      { name: words.insightFiles, extensions: ['json', 'csv'] },
      { name: words.allFiles, extensions: ['*'] },
    ],
  };
  const chosen = window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
  return chosen.filePaths[0] ?? null;
}

/** Null when the user cancels. */
export async function chooseWhereToSaveInsights(
  window: BrowserWindow | null,
  words: ShellWords,
  format: 'json' | 'csv',
): Promise<string | null> {
  const options = {
    title: words.exportInsightsTitle,
    defaultPath: `${words.insightFileName}.${format}`,
    filters: [{ name: words.insightFiles, extensions: [format] }],
  };
  const chosen = window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options);
  return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
}
