/** Starts the built app in a real window, on a data folder of its own. */
import { resolve } from 'node:path';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { sandboxArguments } from '../../scripts/runtime.mjs';

/** The bridge as a benchmark calls it: any call, by name. */
export interface LooseBridge {
  readonly call: (name: string, request: unknown) => Promise<{ readonly ok: boolean; readonly value?: unknown }>;
}

export interface StartedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Of the main process. */
  readonly pid: number;
}

/** Resolves as soon as there is a window. */
export async function startApp(dataFolder: string): Promise<StartedApp> {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const app = await _electron.launch({
    executablePath: process.execPath,
    args: [...sandboxArguments(), resolve('.'), `--user-data-dir=${dataFolder}`],
    env: env as Record<string, string>,
  });
  const { pid } = app.process();
  if (pid === undefined) throw new Error('Electron did not start.');
  return { app, page: await app.firstWindow(), pid };
}

/** What the window would get for a call. */
export function ask<T>(page: Page, name: string, request: unknown): Promise<T> {
  return page.evaluate(
    async ([called, sent]) => {
      const bridge = (window as unknown as { readonly keepsight: LooseBridge }).keepsight;
      return (await bridge.call(called, sent)).value;
    },
    [name, request] as const,
  ) as Promise<T>;
}
