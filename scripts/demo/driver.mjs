/* global document, matchMedia, window -- functions handed to the page run there */
import { join } from 'node:path';
import { _electron, expect } from '@playwright/test';
import { runtimeEnvironment, sandboxArguments } from '../runtime.mjs';
import { Failure, say } from '../setup/log.mjs';
import { checkoutDir } from '../setup/paths.mjs';

const PATIENCE_MS = 60_000;
const SIZE = { width: 1440, height: 900 };

/** Works the app's window as a person would, and takes a picture after each step. */
export class AppDriver {
  steps = [];
  #app;
  #page;
  #screenshots;

  constructor(app, page, screenshots) {
    this.#app = app;
    this.#page = page;
    this.#screenshots = screenshots;
  }

  static async start(runtime, { display, dataFolder, screenshots }) {
    const app = await _electron.launch({
      executablePath: runtime.electronPath,
      args: [...sandboxArguments(), checkoutDir, `--user-data-dir=${dataFolder}`, '--force-color-profile=srgb'],
      env: { ...runtimeEnvironment(runtime), ...display },
      colorScheme: null,
    });
    const page = await app.firstWindow();
    page.setDefaultTimeout(PATIENCE_MS);
    await app.evaluate(({ BrowserWindow, nativeTheme }, size) => {
      nativeTheme.themeSource = 'light';
      BrowserWindow.getAllWindows()[0].setContentSize(size.width, size.height);
    }, SIZE);
    await page.getByTestId('first-start').waitFor();
    return new AppDriver(app, page, screenshots);
  }

  async shoot(title, text) {
    // Let thumbnails decode and motion end; there is no event for "nothing moves any more".
    await this.#page.waitForFunction(() => [...document.images].every((image) => image.complete));
    await this.#page.waitForTimeout(700);
    const number = String(this.steps.length + 1).padStart(2, '0');
    const file = `${number}-${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.png`;
    await this.#page.screenshot({ path: join(this.#screenshots, file) });
    this.steps.push({ title, text, file });
    say(`${number} ${title}`);
  }

  async openSettings() {
    await this.#page.keyboard.press('Control+,');
    await this.#page.getByTestId('settings').waitFor();
  }

  async addLibrary(path, name) {
    const form = this.#page.getByTestId('add-library');
    await form.getByLabel('Folder path').fill(path);
    await form.getByLabel('Name').fill(name);
    await form.getByRole('button', { name: 'Add library' }).click();
    await this.#page.locator(`[data-testid=library][data-library-name="${name}"]`).waitFor();
  }

  /** Until every file is scanned, read and described. */
  async untilQuiet() {
    await expect
      .poll(
        async () => {
          const libraries = await this.#ask('libraries', {});
          const activity = await this.#ask('activity', {});
          const isRead = libraries.every((library) => library.photoCount > 0 && library.backlogCount === 0);
          return isRead && activity.items.length === 0;
        },
        { timeout: 3 * PATIENCE_MS, intervals: [300] },
      )
      .toBe(true);
  }

  async closeDialog() {
    await this.#page.keyboard.press('Escape');
    await this.#page.getByTestId('settings').waitFor({ state: 'detached' });
  }

  /** Also shows "All photos" and tags: whatever the sidebar lists under that name. */
  async showLibrary(name) {
    const dismiss = this.#page.locator('.toast').getByRole('button', { name: 'Dismiss' });
    while ((await dismiss.count()) > 0) await dismiss.first().click();
    const item = this.#page
      .getByTestId('sidebar')
      .locator('button', { has: this.#page.getByText(name, { exact: true }) });
    await item.first().click();
    await expect(item.first()).toHaveAttribute('aria-current', 'page');
    await this.#page.getByTestId('tile').first().waitFor();
  }

  async select(fileName) {
    const tile = await this.#findTile(fileName);
    await tile.click();
    await expect(tile).toHaveAttribute('aria-selected', 'true');
    await expect(this.#page.getByTestId('inspector-facts')).toContainText(fileName);
  }

  async tagSelection(name) {
    await this.#page.keyboard.press('t');
    const input = this.#page.getByRole('combobox', { name: 'Add a tag' });
    await expect(input).toBeFocused();
    await input.fill(name);
    await input.press('Enter');
    await this.expectTag(name);
  }

  async expectTag(name) {
    await expect(this.#page.getByTestId('inspector-tags').locator(`[data-tag="${name}"]`)).toBeVisible();
  }

  async generateForAll() {
    await this.#page.getByTestId('tile').first().click();
    await this.#page.getByTestId('tile').first().focus();
    await this.#page.keyboard.press('Control+a');
    await this.#page.getByTestId('inspector').getByRole('button', { name: 'Generate insights' }).click();
    await this.#page.getByRole('menuitem', { name: 'Only photos without one' }).click();
    await this.untilQuiet();
  }

  async generateAgain() {
    const cards = this.#page.getByTestId('history-card');
    const before = await cards.count();
    await this.#page.getByRole('button', { name: 'Generate again' }).click();
    await expect(cards).toHaveCount(before + 1);
  }

  async compareHistory() {
    const older = this.#page.locator('[data-testid=history-card][data-current=false]').first();
    await older.getByRole('button', { name: /^Compare/ }).click();
    await this.#page.getByTestId('comparison').waitFor();
  }

  async closeComparison() {
    await this.#page.keyboard.press('Escape');
    await this.#page.getByTestId('comparison').waitFor({ state: 'detached' });
  }

  async openViewer() {
    await this.#page.getByTestId('tile').and(this.#page.locator('[aria-selected=true]')).first().dblclick();
    await this.#page.getByTestId('viewer').waitFor();
  }

  async closeViewer() {
    await this.#page.keyboard.press('Escape');
    await this.#page.getByTestId('viewer').waitFor({ state: 'detached' });
  }

  async darkMode() {
    await this.#app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'dark';
    });
    await this.#page.waitForFunction(() => matchMedia('(prefers-color-scheme: dark)').matches);
  }

  async scrollInspectorToTop() {
    await this.#page.getByTestId('tile').nth(4).click();
    await this.#page.getByTestId('inspector').evaluate((node) => node.scrollTo(0, 0));
  }

  async quit() {
    await this.#app.close();
  }

  /** The grid holds only the tiles in view: go down it until the one of that name appears. */
  async #findTile(fileName) {
    const grid = this.#page.getByTestId('grid');
    const tile = this.#page.locator(`[data-testid=tile][data-file-name="${fileName}"]`);
    await grid.evaluate((node) => node.scrollTo(0, 0));
    for (let screen = 0; screen < 60; screen += 1) {
      await this.#page.waitForTimeout(250);
      if ((await tile.count()) > 0) {
        await tile.scrollIntoViewIfNeeded();
        return tile;
      }
      const isAtEnd = await grid.evaluate((node) => {
        const before = node.scrollTop;
        node.scrollBy(0, node.clientHeight * 0.7);
        return node.scrollTop === before;
      });
      if (isAtEnd) break;
    }
    throw new Failure(`the demo did not find ${fileName} in the grid; the app shows other photos than the samples`);
  }

  async #ask(name, request) {
    const answer = await this.#page.evaluate(([call, body]) => window.keepsight.call(call, body), [name, request]);
    if (!answer.ok) throw new Failure(`the app refused ${name}: ${answer.error.message}`);
    return answer.value;
  }
}
