/** Starts the packaged app on a data folder of its own, and makes folders of real photos for it. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { photosFolder } from '../scripts/photos.mjs';
import { sandboxArguments } from '../scripts/runtime.mjs';
import { ownDisplay } from './displays.js';

export const screenshots = join(import.meta.dirname, '../artifacts/screenshots');

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** A place for one test: the app's data and the libraries' folders. Everything is removed afterwards. */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'keepsight-e2e-'));
  readonly #running = new Set<ElectronApplication>();

  /**
   * Starts the app, on a system that speaks English; a second start finds what the first one left. `shows`: the button by
   * which it is known to be there. `chromium`: more arguments.
   */
  async start(
    shows: string | RegExp = 'Settings',
    system: Record<string, string> = {},
    chromium: readonly string[] = [],
  ): Promise<RunningApp> {
    const executablePath = process.env['KEEPSIGHT_PACKAGED_APP'];
    if (executablePath === undefined) throw new Error('Run these tests with: npm test -- e2e');
    const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
    const app = await _electron.launch({
      executablePath,
      args: [
        ...sandboxArguments(),
        `--user-data-dir=${join(this.folder, 'data')}`,
        '--force-color-profile=srgb',
        ...chromium,
      ],
      env: { ...(env as Record<string, string>), ...ownDisplay(), LANGUAGE: 'en_GB', ...system },
    });
    this.#running.add(app);
    const page = await app.firstWindow();
    page.on('pageerror', (error) => {
      throw new Error(`The page threw: ${error.message}`);
    });
    // Both the first start and the library have it: the page listens to keys from here on.
    await page.getByRole('button', { name: shows }).first().waitFor();
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800);
    });
    return { app, page };
  }

  /** Quits as a user does. */
  async quit({ app }: RunningApp): Promise<void> {
    this.#running.delete(app);
    await app.close();
  }

  /** Dies without a chance to clean up: the app and all its processes. */
  async kill({ app }: RunningApp): Promise<void> {
    this.#running.delete(app);
    const ended = new Promise((done) => app.process().once('exit', done));
    app.process().kill('SIGKILL');
    await ended;
  }

  /** The path of a folder in the workspace, made when it is not there. */
  library(name: string): string {
    const path = join(this.folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** Copies a real photo, or a folder of them, into a library. */
  put(photo: string, library: string, as: string): void {
    const source = join(photosFolder, photo);
    if (!existsSync(source)) throw new Error(`No real photo ${source}; say where they are with KEEPSIGHT_PHOTOS.`);
    cpSync(source, join(this.folder, library, as), { recursive: true });
  }

  async dispose(): Promise<void> {
    for (const app of this.#running) await app.close().catch(() => undefined);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export const test = base.extend<{ workspace: Workspace }>({
  // Playwright reads the fixture's dependencies from this pattern.
  // eslint-disable-next-line no-empty-pattern
  workspace: async ({}, use) => {
    const workspace = new Workspace();
    await use(workspace);
    await workspace.dispose();
  },
});

export { expect } from '@playwright/test';
