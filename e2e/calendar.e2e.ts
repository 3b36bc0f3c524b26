import { expect, test } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

const samples = 'recurser+exif-orientation-examples';

/** Names tell a date where the file says none; these samples say none. */
function namesOn(days: readonly string[]): readonly string[] {
  return days.map((day, n) => `${day} 12.00.0${String(n)}.jpg`);
}

test('days are found in the calendar with the keyboard alone, and this day in other years', async ({ workspace }) => {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  const thisDay = `${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const lastYear = now.getFullYear() - 1;
  const folder = workspace.library('Pictures');
  const names = namesOn(['2019-07-14', '2019-07-14', '2019-03-01', '2018-07-14', `${String(lastYear)}-${thisDay}`]);
  for (const [n, name] of names.entries()) workspace.put(`${samples}/Landscape_${String(n + 1)}.jpg`, 'Pictures', name);
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(folder, 'Pictures');
  await keepsight.expectPhotos(5);
  await expect(page.getByRole('button', { name: 'On this day, 1 photo' })).toBeVisible();

  await keepsight.grid.focus();
  await page.keyboard.press('d');
  const calendar = page.getByTestId('calendar-page');
  const focused = calendar.locator('[data-day]:focus');
  await expect(focused).toHaveAccessibleName(/, 1 photo$/);
  // From last year to July 2019, by years and months.
  for (let year = lastYear; year > 2019; year -= 1) await page.keyboard.press('Shift+PageUp');
  await expect(calendar.getByRole('button', { name: 'Year 2019: choose another' })).toBeVisible();
  await expect(page.getByText('3 photos', { exact: true }).first()).toBeVisible();
  const july = calendar.getByRole('button', { name: /14 July 2019|July 14, 2019/ });
  await expect(july).toHaveAccessibleName(/, 2 photos$/);
  const toJuly = 6 - now.getMonth();
  for (let i = 0; i < Math.abs(toJuly); i += 1) await page.keyboard.press(toJuly > 0 ? 'PageDown' : 'PageUp');
  await page.keyboard.press('Home');
  for (let i = 1; i < 14; i += 1) await page.keyboard.press('ArrowRight');
  await expect(july).toBeFocused();
  await keepsight.screenshot('calendar');
  await keepsight.expectAccessible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('calendar-dark');
  await keepsight.expectAccessible();
  await page.keyboard.press('+');
  await expect(july).toBeFocused();
  await keepsight.screenshot('calendar-month-dark');
  await keepsight.expectAccessible();
  await page.emulateMedia({ colorScheme: 'light' });
  await keepsight.screenshot('calendar-month');
  await keepsight.expectAccessible();

  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /14 July 2019|July 14, 2019/ })).toBeVisible();
  await keepsight.expectPhotos(2);
  await keepsight.screenshot('calendar-day');
  await page.keyboard.press('d');
  await expect(july).toBeFocused();
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByRole('heading', { name: /in all years/ })).toBeVisible();
  await keepsight.expectPhotos(3);

  await page.getByRole('button', { name: 'On this day, 1 photo' }).click();
  await expect(page.getByRole('heading', { name: /On this day/ })).toBeVisible();
  await keepsight.expectPhotos(1);
  await keepsight.screenshot('on-this-day');
});

test('the calendar by the mouse: a month, a day, another year', async ({ workspace }) => {
  const folder = workspace.library('Pictures');
  for (const [n, name] of namesOn(['2019-07-14', '2019-07-15', '2012-02-29']).entries()) {
    workspace.put(`${samples}/Portrait_${String(n + 1)}.jpg`, 'Pictures', name);
  }
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(folder, 'Pictures');
  await keepsight.expectPhotos(3);
  await page.getByRole('button', { name: 'Calendar', exact: true }).click();
  const calendar = page.getByTestId('calendar-page');
  await calendar.getByRole('button', { name: 'Year 2019: choose another' }).click();
  await expect(page.getByRole('menuitem')).toHaveText(['2019', '2012']);
  await page.getByRole('menuitem', { name: '2012' }).click();
  await calendar.getByRole('button', { name: /^February/ }).click();
  const leapDay = calendar.getByRole('button', { name: /29 February 2012|February 29, 2012/ });
  await expect(leapDay.locator('img')).toBeVisible();
  await leapDay.click();
  await keepsight.expectPhotos(1);
  await page.getByRole('button', { name: 'Back to the calendar' }).click();
  await expect(leapDay).toBeVisible();
});
