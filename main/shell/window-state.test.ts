import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/files.js';
import { smallDisk, whyNoMounts } from '../testing/mounts.js';
import { isReachable, loadWindowState, saveWindowState } from './window-state.js';

const state = { x: 10, y: 20, width: 1200, height: 800, isMaximized: false };

describe('the window state', () => {
  it('comes back as it was saved', () => {
    const path = join(temporaryFolder(), 'deep', 'window.json');
    saveWindowState(path, state);
    expect(loadWindowState(path)).toEqual(state);
  });

  it.skipIf(whyNoMounts !== null)('stays as it was, without trouble, where nothing more can be written', () => {
    const disk = smallDisk(64 * 1024);
    const path = join(disk, 'window.json');
    expect(saveWindowState(path, state)).toBe(true);
    try {
      writeFileSync(join(disk, 'filler'), Buffer.alloc(128 * 1024));
    } catch {
      // That is what it is for.
    }
    expect(saveWindowState(path, { ...state, width: 800 })).toBe(false);
    expect(loadWindowState(path)).toEqual(state);
  });

  it('is forgotten when it is damaged or missing', () => {
    const path = join(temporaryFolder(), 'window.json');
    expect(loadWindowState(path)).toBeNull();
    for (const text of ['', '{', '{"x":1}', JSON.stringify({ ...state, width: 3 })]) {
      writeFileSync(path, text);
      expect(loadWindowState(path)).toBeNull();
    }
  });

  it('is used only where a screen shows enough of it', () => {
    const screen = { x: 0, y: 0, width: 1920, height: 1080 };
    expect(isReachable(state, [screen])).toBe(true);
    expect(isReachable({ ...state, x: 3000 }, [screen])).toBe(false);
    expect(isReachable({ ...state, y: -400 }, [screen])).toBe(false);
    expect(isReachable({ ...state, x: 3000 }, [screen, { ...screen, x: 1920 }])).toBe(true);
  });
});
