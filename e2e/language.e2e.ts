import type { Page } from '@playwright/test';
import { menuLabels } from './app-menu.js';
import { expect, test } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

const samples = 'recurser+exif-orientation-examples';

async function languageOf(page: Page): Promise<string | null> {
  return page.locator('html').getAttribute('lang');
}

test('the window and its menu change to German and back, and stay as they are over a restart', async ({
  workspace,
}) => {
  const pictures = workspace.library('Bilder');
  workspace.put(`${samples}/Landscape_1.jpg`, 'Bilder', 'eins.jpg');
  workspace.put(`${samples}/Landscape_2.jpg`, 'Bilder', 'zwei.jpg');
  const first = await workspace.start();
  const { app, page } = first;
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Bilder');
  await keepsight.expectPhotos(2);
  expect(await languageOf(page)).toBe('en');
  expect(await menuLabels(app)).toContain('Scan all libraries');

  await keepsight.openSettings();
  await page.getByRole('tab', { name: 'General' }).click();
  await expect(page.getByRole('radio', { name: 'As the system' })).toBeChecked();
  await keepsight.screenshot('language-en');
  await keepsight.expectAccessible();
  await page.getByRole('radio', { name: 'Deutsch' }).click();

  // The window is another page now, and where it was.
  const settings = page.getByRole('dialog', { name: 'Einstellungen' });
  await expect(settings).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Deutsch' })).toBeChecked();
  await expect(page.getByRole('tab', { name: 'Allgemein' })).toHaveAttribute('aria-selected', 'true');
  expect(await languageOf(page)).toBe('de');
  await keepsight.screenshot('de-settings-general');
  await keepsight.expectAccessible();
  await page.keyboard.press('Escape');
  await expect(settings).toBeHidden();
  await expect(page.getByText('2 Fotos', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Inspektor' })).toBeVisible();
  const labels = await menuLabels(app);
  expect(labels).toContain('Alle Bibliotheken durchsuchen');
  expect(labels).toContain('Ausschneiden');
  expect(labels).toContain('Vollbild');
  expect(labels).toContain('4 Sterne');
  expect(labels).toContain('Neues Album…');
  expect(labels.join()).not.toMatch(/Settings|Quit|Copy|Select|Tag…|Thumbnails|Toggle|View|star|Pick|Green|album/);

  // The search field is written in, and answers, in German; what is kept is the same in every language.
  const field = page.getByRole('combobox', { name: 'Fotos suchen' });
  await page.keyboard.press('Control+f');
  await expect(field).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: /^schlagwort:/ })).toBeVisible();
  await keepsight.screenshot('de-search-fields');
  await page.keyboard.type('zustand:unv');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Begriff Ohne Schlagwort' })).toBeVisible();
  await page.keyboard.type('art:video ODER -wahl:gewählt');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Begriff Videos oder −Wahl gewählt' })).toBeVisible();
  await keepsight.screenshot('de-search-chips');
  await page.keyboard.press('Backspace');
  await expect(field).toHaveValue('art:video ODER -wahl:gewählt');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Begriff Ohne Schlagwort' })).toBeHidden();

  // What main says is said in German too.
  await page.keyboard.press('Control+Comma');
  const form = settings.getByTestId('add-library');
  await form.getByRole('textbox', { name: 'Ordnerpfad' }).fill(`${pictures}/keiner`);
  await form.getByRole('button', { name: 'Hinzufügen', exact: true }).click();
  await expect(settings.getByText(`Den Ordner ${pictures}/keiner gibt es nicht.`)).toBeVisible();
  await workspace.quit(first);

  const second = await workspace.start('Einstellungen');
  expect(await languageOf(second.page)).toBe('de');
  expect(await menuLabels(second.app)).toContain('Alle Bibliotheken durchsuchen');
  // By the list of commands, found in the language of who cannot read this one.
  await second.page.keyboard.press('Control+k');
  await expect(second.page.getByRole('dialog').locator('input:focus')).toBeVisible();
  await second.page.keyboard.type('language engl');
  await second.page.keyboard.press('Enter');
  await expect(second.page.getByRole('button', { name: 'Settings' }).first()).toBeVisible();
  await expect(second.page.getByRole('dialog')).toBeHidden();
  expect(await languageOf(second.page)).toBe('en');
  expect(await menuLabels(second.app)).toContain('Scan all libraries');
});

test('a system that speaks German gets German', async ({ workspace }) => {
  const { app, page } = await workspace.start('Ordner wählen…', { LANGUAGE: 'de_AT', LANG: 'de_AT.UTF-8' });
  expect(await languageOf(page)).toBe('de');
  expect(await menuLabels(app)).toContain('Beenden');
});

/** Words that do not fit where they stand. Names of files and folders may be cut: they are shown whole on their own. */
function cutTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isNamed = (element: Element): boolean => element.closest('.file-name, .selectable, bdi, [title]') !== null;
    return [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) =>
        [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== ''),
      )
      .filter((element) => {
        const style = getComputedStyle(element);
        const { display, paddingLeft, paddingRight } = style;
        // As React Aria hides what only screen readers read.
        const isHidden = style.getPropertyValue('clip') === 'rect(0px, 0px, 0px, 0px)';
        const box = element.getBoundingClientRect();
        if (display === 'inline' || isHidden || box.width <= 1 || isNamed(element)) return false;
        const words = document.createRange();
        words.selectNodeContents(element);
        const room = element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
        return words.getBoundingClientRect().width > room + 1 || box.right > window.innerWidth;
      })
      .map((element) => element.textContent);
  });
}

test('every main screen has room for its German words', async ({ workspace }) => {
  const german = { LANGUAGE: 'de_DE', LANG: 'de_DE.UTF-8' };
  const pictures = workspace.library('Bilder');
  for (const [i, name] of ['eins.jpg', 'zwei.jpg', 'drei.jpg', 'vier.jpg'].entries()) {
    workspace.put(`${samples}/Landscape_${String(i + 1)}.jpg`, 'Bilder', name);
  }
  workspace.put(`${samples}/Landscape_1.jpg`, 'Bilder', 'eins Kopie.jpg');
  const { page } = await workspace.start('Ordner wählen…', german);
  const keepsight = new KeepsightPage(page);
  const look = async (name: string): Promise<void> => {
    await keepsight.screenshot(`de-${name}`);
    expect.soft(await cutTexts(page), name).toEqual([]);
  };
  const closeDialog = async (): Promise<void> => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  };
  await look('first-start');

  const settings = page.getByRole('dialog', { name: 'Einstellungen' });
  await page.keyboard.press('Control+Comma');
  const form = settings.getByTestId('add-library');
  await form.getByRole('textbox', { name: 'Ordnerpfad' }).fill(pictures);
  await form.getByRole('button', { name: 'Hinzufügen', exact: true }).click();
  await expect(settings.getByTestId('library')).toContainText('4 Fotos in 5 Dateien', { timeout: 60_000 });
  await expect(settings.getByTestId('library')).toContainText('Zuletzt durchsucht', { timeout: 60_000 });
  await look('settings-libraries');
  await settings.getByRole('button', { name: 'Mehr zu Bilder' }).click();
  await look('library-menu');
  await page.getByRole('menuitem', { name: 'Ordner neu zuordnen…' }).click();
  await look('library-relocate');
  await settings.getByRole('button', { name: 'Abbrechen' }).click();
  await settings.getByRole('button', { name: 'Mehr zu Bilder' }).click();
  await page.getByRole('menuitem', { name: 'Dateien ignorieren…' }).click();
  await expect(settings.getByTestId('ignore-preview')).not.toContainText('Wird gezählt');
  await look('library-ignore');
  await settings.getByRole('button', { name: 'Abbrechen' }).click();
  await settings.getByRole('button', { name: 'Mehr zu Bilder' }).click();
  await page.getByRole('menuitem', { name: 'Entfernen…' }).click();
  await expect(page.getByTestId('removal-preview')).toBeVisible();
  await look('library-remove');
  await page.getByRole('button', { name: 'Abbrechen' }).click();
  for (const [tab, name] of [
    ['Im Hintergrund', 'settings-work'],
    ['Sicherungen', 'settings-backups'],
    ['Über Keepsight', 'settings-about'],
  ] as const) {
    await settings.getByRole('tab', { name: tab }).click();
    if (name === 'settings-backups') {
      await settings.getByRole('button', { name: 'Jetzt sichern' }).click();
      await expect(page.getByText(/^Sicherung angelegt/)).toBeVisible();
    }
    await look(name);
  }
  await closeDialog();

  await keepsight.tile('drei.jpg').click();
  const inspector = page.getByRole('complementary', { name: 'Inspektor' });
  for (const tag of ['Lissabon', 'Nebel', 'Straßenbahn']) {
    await page.keyboard.press('t');
    const field = inspector.getByRole('combobox', { name: 'Schlagwort hinzufügen' });
    await field.fill(tag);
    await field.press('Enter');
    await expect(inspector.locator(`[data-tag="${tag}"]`)).toBeVisible();
    await field.press('Escape');
  }
  await inspector.getByRole('button', { name: 'Beschreibung erstellen' }).click();
  await expect(inspector.getByRole('button', { name: 'Neu erstellen' })).toBeVisible();
  await look('grid');
  await keepsight.tile('zwei.jpg').click();
  await inspector.getByRole('button', { name: 'Beschreibung erstellen' }).click();
  await inspector.getByRole('button', { name: 'Neu erstellen' }).click();
  await expect(inspector.getByTestId('history-card')).toHaveCount(2);
  await page.emulateMedia({ colorScheme: 'dark' });
  await look('inspector-history');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('Control+a');
  await look('selection');
  await keepsight.tile('drei.jpg').click();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('viewer')).toBeVisible();
  await look('viewer');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+h');
  await expect(keepsight.edits.first()).toBeVisible();
  await look('history');
  await page.keyboard.press('Control+Shift+h');
  await expect(page.getByTestId('health-verdict')).toBeVisible();
  await look('health');
  await page.emulateMedia({ colorScheme: 'dark' });
  await look('health-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  for (const part of [
    'Mehrdeutige Schlagwörter',
    'Ersetzte Dateien',
    'Unbemerkt geänderte Dateien',
    'Duplikate',
    'Aus Bibliotheken ausgelassen',
  ]) {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog').locator('input:focus')).toBeVisible();
    await page.keyboard.type(part);
    if (part === 'Duplikate') await look('commands');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: part }).first()).toBeVisible();
    await look(`health-${part.toLowerCase().replace(/[^a-z]+/g, '-')}`);
  }

  await page.keyboard.press('Control+Shift+t');
  const row = page.getByRole('row', { name: /^Nebel, / });
  await row.click();
  await look('tags');
  await page.keyboard.press('F2');
  await look('tag-rename');
  await closeDialog();
  await page.getByRole('button', { name: 'Zusammenführen…' }).click();
  await look('tag-merge');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await row.click();
  await page.getByRole('button', { name: 'Löschen…' }).click();
  await expect(page.getByTestId('tag-preview')).toBeVisible();
  await look('tag-delete');
  await page.getByRole('button', { name: 'Abbrechen' }).click();
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: 'Tastenkürzel' })).toBeVisible();
  await look('shortcuts');
  await closeDialog();
});
