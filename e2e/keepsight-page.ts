/** What a user does and sees, in the user's words. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { screenshots } from './app.js';

/** A drag on its way: of one that arrives with its first move a busy window may not have seen the place it is dropped on. */
export const byHand = { steps: 6 } as const;

export class KeepsightPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly tiles: Locator;
  readonly inspector: Locator;
  readonly settings: Locator;

  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByTestId('grid');
    this.tiles = page.getByTestId('tile');
    this.inspector = page.getByRole('complementary', { name: 'Inspector' });
    this.settings = page.getByRole('dialog', { name: 'Settings' });
  }

  /** Tiles of the selection that are in sight, when it is known what they show. */
  get selected(): Locator {
    return this.grid.locator('[data-testid="tile"][aria-selected="true"]:not([data-file-name=""])');
  }

  tile(fileName: string): Locator {
    return this.page.locator(`[data-testid="tile"][data-file-name="${fileName}"]`);
  }

  async openSettings(): Promise<void> {
    await this.page.keyboard.press('Control+Comma');
    await expect(this.settings).toBeVisible();
  }

  async closeSettings(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.settings).toBeHidden();
  }

  /** In the settings panel: types the folder's path and adds it. */
  async submitFolder(path: string, name = ''): Promise<void> {
    const form = this.settings.getByTestId('add-library');
    await form.getByRole('textbox', { name: 'Folder path' }).fill(path);
    await form.getByRole('textbox', { name: 'Name' }).fill(name);
    await form.getByRole('button', { name: 'Add library' }).click();
  }

  async addLibrary(path: string, name: string): Promise<void> {
    await this.openSettings();
    await this.submitFolder(path, name);
    await expect(this.libraryRow(name)).toBeVisible();
    await this.closeSettings();
  }

  /** As `addLibrary`, and waits until all of it was read: nothing moves in the grid or on the map after it. */
  async addWholeLibrary(path: string, name: string): Promise<void> {
    await this.openSettings();
    await this.submitFolder(path, name);
    await this.expectAllRead(name);
    await this.closeSettings();
  }

  libraryRow(name: string): Locator {
    return this.settings.locator(`[data-testid="library"][data-library-name="${name}"]`);
  }

  /** Waits until every file of a library was read, with the settings open. */
  async expectAllRead(library: string): Promise<void> {
    await expect(this.libraryRow(library)).toContainText('seen');
    await expect(this.libraryRow(library)).not.toContainText('to read');
  }

  async libraryAction(name: string, action: string): Promise<void> {
    await this.libraryRow(name)
      .getByRole('button', { name: `More for ${name}` })
      .click();
    await this.page.getByRole('menuitem', { name: action, exact: true }).click();
  }

  /** Waits until the grid holds this many photos, all of them read. */
  async expectPhotos(count: number): Promise<void> {
    await expect(this.page.getByText(`${count} photo${count === 1 ? '' : 's'}`, { exact: true }).first()).toBeVisible();
    await expect(this.tiles).toHaveCount(count);
  }

  async select(fileName: string): Promise<void> {
    await this.tile(fileName).click();
    await expect(this.inspector.getByTestId('inspector-places')).toContainText(fileName);
  }

  /** With the keyboard alone, on whatever is selected. */
  async tag(name: string): Promise<void> {
    await this.page.keyboard.press('t');
    const field = this.inspector.getByRole('combobox', { name: 'Add a tag' });
    await expect(field).toBeFocused();
    await field.fill(name);
    await field.press('Enter');
    await expect(this.chip(name)).toBeVisible();
    await field.press('Escape');
  }

  chip(name: string): Locator {
    return this.inspector.locator(`[data-tag="${name}"]`);
  }

  async chooseForTag(name: string, item: string): Promise<void> {
    await this.chip(name)
      .getByRole('button', { name: `Tag ${name}` })
      .first()
      .click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** Lines of the History page. */
  get edits(): Locator {
    return this.page.getByTestId('edit');
  }

  place(relPath: string): Locator {
    return this.inspector.getByTestId('place').filter({ hasText: relPath });
  }

  get history(): Locator {
    return this.inspector.getByTestId('history-card');
  }

  /** A picture to look at, for whoever runs some of the tests; nothing compares it. */
  async screenshot(name: string): Promise<void> {
    if (process.env['KEEPSIGHT_PICTURES'] !== '1') return;
    mkdirSync(screenshots, { recursive: true });
    await this.page.screenshot({ path: join(screenshots, `${name}.png`), animations: 'disabled' });
  }

  /** No serious or critical fault of accessibility on the screen as it is. */
  async expectAccessible(): Promise<void> {
    const { violations } = await new AxeBuilder({ page: this.page })
      .setLegacyMode(true)
      .options({ resultTypes: ['violations'] })
      .analyze();
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)).toEqual(
      [],
    );
  }
}
