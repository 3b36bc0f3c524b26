import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { isReachable, loadWindowState, saveWindowState } from './window-state.js';
import type { WindowState } from './window-state.js';

const saveAfterMillis = 500;

export interface WindowOptions {
  readonly pageUrl: string;
  readonly preloadPath: string;
  readonly statePath: string;
}

function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? '#1b1b1b' : '#fafafa';
}

function rememberState(window: BrowserWindow, statePath: string): void {
  let timer: NodeJS.Timeout | null = null;
  const save = (): void => {
    timer = null;
    if (window.isDestroyed() || window.isMinimized()) return;
    const state: WindowState = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
    saveWindowState(statePath, state);
  };
  const soon = (): void => {
    timer ??= setTimeout(save, saveAfterMillis);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('close', () => {
    if (timer !== null) clearTimeout(timer);
    save();
  });
}

/** The one window: sandboxed, isolated, shown when its first paint is ready. */
export function openWindow({ pageUrl, preloadPath, statePath }: WindowOptions): BrowserWindow {
  const stored = loadWindowState(statePath);
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const place = stored !== null && isReachable(stored, screens) ? stored : null;
  const window = new BrowserWindow({
    width: place?.width ?? 1360,
    height: place?.height ?? 860,
    ...(place === null ? {} : { x: place.x, y: place.y }),
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Keepsight',
    backgroundColor: backgroundColor(),
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // A file dropped beside a drop target must not replace the app.
      navigateOnDragDrop: false,
    },
  });
  if (stored?.isMaximized === true) window.maximize();
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(backgroundColor());
  });
  rememberState(window, statePath);
  window.once('ready-to-show', () => {
    window.show();
  });
  void window.loadURL(pageUrl);
  return window;
}

export function preloadPathOf(outFolder: string, name: 'index' | 'poster'): string {
  return join(outFolder, 'preload', `${name}.cjs`);
}
