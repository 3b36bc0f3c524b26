import { z } from 'zod';
import { readJson, writeJson } from './json-file.js';

const schema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(640).max(20_000),
  height: z.int().min(480).max(20_000),
  isMaximized: z.boolean(),
});

export type WindowState = z.output<typeof schema>;

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** True when enough of the window's top would be on some screen to grab it. */
export function isReachable(state: Area, screens: readonly Area[]): boolean {
  return screens.some((screen) => {
    const overlap = Math.min(state.x + state.width, screen.x + screen.width) - Math.max(state.x, screen.x);
    return overlap >= 100 && state.y >= screen.y - 10 && state.y < screen.y + screen.height - 40;
  });
}

/** Null when there is none or it is damaged: the window then opens in its default place. */
export function loadWindowState(path: string): WindowState | null {
  return readJson(path, schema);
}

/** False when it could not be written, as on a full disk: where the window stood is worth no trouble to the user. */
export function saveWindowState(path: string, state: WindowState): boolean {
  return writeJson(path, state);
}
