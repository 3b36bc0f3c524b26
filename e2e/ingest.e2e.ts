/** Reading files in the background: what the user sees of it and how it is held back. */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { microVideo } from '../main/testing/motion-photos.js';
import { rawMakers } from '../main/testing/raw-files.js';
import { expect, test } from './app.js';
import { colourOf, recordClip } from './clip.js';
import { KeepsightPage } from './keepsight-page.js';

const lychee = 'LycheeOrg+Lychee/tests/Samples';

test('background work is shown in one place, paused and limited there, and what failed is tried again', async ({
  workspace,
}) => {
  const root = workspace.library('Pictures');
  workspace.put(`${lychee}/mongolia.jpeg`, 'Pictures', 'mongolia.jpeg');
  writeFileSync(join(root, 'empty.jpg'), '');
  const first = await workspace.start();
  const keepsight = new KeepsightPage(first.page);
  await keepsight.addLibrary(root, 'Pictures');
  await keepsight.expectPhotos(2);
  await keepsight.openSettings();
  await first.page.getByRole('tab', { name: 'Background work' }).click();
  const work = first.page.getByTestId('work');
  await expect(work).toContainText('Nothing is running.');
  await expect(work).toContainText('1 file could not be read.');
  await work.getByText('Use one core only').click();
  await work.getByRole('button', { name: 'Pause reading' }).click();
  await expect(work).toContainText('Reading is paused.');
  workspace.put(`${lychee}/train.jpg`, 'Pictures', 'train.jpg');
  await expect(work).toContainText('Reading is paused. 1 file waits.');
  for (const colorScheme of ['light', 'dark'] as const) {
    await first.page.emulateMedia({ colorScheme });
    await keepsight.screenshot(`background-work-${colorScheme}`);
    await keepsight.expectAccessible();
  }
  await work.getByRole('button', { name: 'Resume reading' }).click();
  await expect(work).toContainText('Nothing is running.');

  await work.getByRole('button', { name: 'Show them' }).click();
  await keepsight.expectPhotos(1);
  await workspace.quit(first);

  const { page } = await workspace.start();
  const again = new KeepsightPage(page);
  await again.expectPhotos(3);
  await again.openSettings();
  await page.getByRole('tab', { name: 'Background work' }).click();
  await expect(page.getByRole('checkbox', { name: /Use one core only/ })).toBeChecked();
  workspace.put(`${lychee}/aarhus.jpg`, 'Pictures', 'empty.jpg');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByTestId('work')).toContainText('Every file could be read');
});

test('pictures that Chromium cannot show are decoded by the packaged app, as thumbnails and whole in the viewer', async ({
  workspace,
}) => {
  const root = workspace.library('Phone');
  const images = join(import.meta.dirname, '../main/testing/images');
  for (const name of ['p3-8bit.heic', 'p3-lossless16.jxl']) copyFileSync(join(images, name), join(root, name));
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(root, 'Phone');
  await keepsight.expectPhotos(2);
  for (const name of ['p3-8bit.heic', 'p3-lossless16.jxl']) {
    await keepsight.select(name);
    await page.keyboard.press('Enter');
    const picture = page.getByRole('dialog', { name: new RegExp(name) }).getByRole('img', { name });
    await expect.poll(() => picture.getAttribute('src')).toMatch(/^media:\/\/rendition\/\d+$/);
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});

/** What the window that plays videos for their pictures is and may do; null while there is none. */
async function playerOf(app: ElectronApplication): Promise<Record<string, unknown> | null> {
  return app.evaluate(async ({ BrowserWindow, session }) => {
    const player = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL() === 'media://poster/');
    if (player === undefined) return null;
    const contents = player.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences();
    const reached = (await player.webContents.executeJavaScript(`Promise.all(
      ['media://original/1', 'media://poster/1', 'media://thumb/1', 'app://keepsight/index.html', 'http://127.0.0.1:1/', 'file:///etc/passwd']
        .map((url) => fetch(url).then(({ ok }) => ok, () => false)))`)) as boolean[];
    await player.webContents.executeJavaScript(
      `window.open('https://example.org/'); location.href = 'app://keepsight/index.html';`,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const globals = (await player.webContents.executeJavaScript(
      '[typeof keepsight, typeof require, typeof process]',
    )) as string[];
    return {
      preferences: { sandbox, contextIsolation, nodeIntegration, webSecurity },
      isVisible: player.isVisible(),
      isKeptOnDisk: player.webContents.session.isPersistent(),
      isTheAppsSession: player.webContents.session === session.defaultSession,
      reached: reached.filter(Boolean).length,
      isWhereItWas: player.webContents.getURL() === 'media://poster/',
      windows: BrowserWindow.getAllWindows().length,
      globals,
    };
  });
}

function playing(page: Page): Promise<{ readonly isPaused: boolean; readonly isMuted: boolean; readonly at: number }> {
  return page.locator('video').evaluate((video: HTMLVideoElement) => ({
    isPaused: video.paused,
    isMuted: video.muted,
    at: video.currentTime,
  }));
}

test('videos show a frame and their length, play in the viewer, and say why when they cannot', async ({
  workspace,
}) => {
  const root = workspace.library('Films');
  const { app, page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  const clip = await recordClip(page);
  writeFileSync(join(root, 'clip.webm'), clip);
  writeFileSync(join(root, 'notes.mp4'), 'These are my notes. '.repeat(100));
  await keepsight.addLibrary(root, 'Films');
  await keepsight.expectPhotos(2);
  const tile = keepsight.tile('clip.webm');
  await expect(tile.locator('img')).toBeVisible({ timeout: 40_000 });
  await expect(tile).toHaveAccessibleName(/Video, 0:0[12]/);
  // The first frame is black, and no picture of it.
  await expect(async () => {
    const [red = 0, , blue = 255] = await colourOf(page, tile);
    expect(red).toBeGreaterThan(150);
    expect(blue).toBeLessThan(100);
  }).toPass({ timeout: 60_000 });
  await keepsight.select('notes.mp4');
  await expect(keepsight.inspector).toContainText('The file is no video', { timeout: 40_000 });

  expect(await playerOf(app)).toEqual({
    preferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
    isVisible: false,
    isKeptOnDisk: false,
    isTheAppsSession: false,
    reached: 0,
    isWhereItWas: true,
    windows: 2,
    globals: ['undefined', 'undefined', 'undefined'],
  });
  // Its end costs nothing: the next video has another one.
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.getURL() === 'media://poster/')
      ?.webContents.forcefullyCrashRenderer();
  });
  writeFileSync(join(root, 'another.webm'), Buffer.concat([clip, Buffer.from('other bytes')]));
  await expect(keepsight.tile('another.webm').locator('img')).toBeVisible({
    timeout: 40_000,
  });

  await keepsight.select('clip.webm');
  await expect(keepsight.inspector.getByTestId('inspector-facts')).toContainText(/0:0[12]/);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await keepsight.screenshot(`videos-${colorScheme}`);
    await keepsight.expectAccessible();
  }
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await playing(page)).at).toBeGreaterThan(0.3);
  await page.keyboard.press('Space');
  await expect.poll(async () => (await playing(page)).isPaused).toBe(true);
  await page.keyboard.press('m');
  await expect.poll(async () => (await playing(page)).isMuted).toBe(true);
  await page.keyboard.press('j');
  await expect.poll(async () => (await playing(page)).at).toBe(0);
  // With its own controls in the focus, too, the arrows go to the next photo.
  await page.locator('video').focus();
  await page.keyboard.press('Space');
  await expect.poll(async () => (await playing(page)).isPaused).toBe(false);
  const viewer = page.getByTestId('viewer');
  const shown = await viewer.getAttribute('aria-label');
  await page.keyboard.press((await viewer.textContent())?.includes('1 of 3') === true ? 'ArrowRight' : 'ArrowLeft');
  await expect(viewer).not.toHaveAttribute('aria-label', shown ?? '');
  await page.keyboard.press('Escape');
  await expect(page.locator('video')).toHaveCount(0);
});

test('a picture and its RAW file are one photo: tagged once, shown by what is left of it', async ({ workspace }) => {
  const root = workspace.library('Camera');
  workspace.put(`${lychee}/mongolia.jpeg`, 'Camera', 'IMG_0001.JPG');
  workspace.put(`${lychee}/train.jpg`, 'Camera', 'IMG_0002.JPG');
  const picture = join(root, 'IMG_0001.JPG');
  writeFileSync(join(root, 'IMG_0001.nef'), rawMakers['nef']?.({ jpeg: readFileSync(picture) }) ?? '');
  writeFileSync(join(root, 'IMG_0001.xmp'), '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>');
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(root, 'Camera');
  await keepsight.expectPhotos(2);
  await expect(keepsight.tile('IMG_0001.JPG')).toHaveAccessibleName(/With a RAW file/);

  await keepsight.select('IMG_0001.JPG');
  const files = keepsight.inspector.getByTestId('inspector-files');
  await expect(files.getByTestId('stacked-file')).toHaveText([/IMG_0001\.JPGPicture/, /IMG_0001\.nefRAW/]);
  await expect(files.getByTestId('sidecar')).toHaveText([/IMG_0001\.xmp/]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await keepsight.screenshot(`stack-${colorScheme}`);
    await keepsight.expectAccessible();
  }
  await files.getByRole('button', { name: /Open .*IMG_0001\.nef/ }).click();
  const viewer = page.getByTestId('viewer');
  const shown = viewer.getByRole('img', { name: 'IMG_0001.nef' });
  await expect.poll(() => shown.getAttribute('src')).toMatch(/^media:\/\/rendition\/\d+$/);
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await keepsight.expectAccessible();
  await page.keyboard.press('f');
  await expect(viewer.getByRole('img', { name: 'IMG_0001.JPG' }).last()).toHaveAttribute(
    'src',
    /^media:\/\/original\//,
  );
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await keepsight.tag('Mongolia');
  const behind = page.getByRole('button', { name: 'Mongolia, 1 photo' });
  await page.keyboard.press('Control+z');
  await expect(keepsight.chip('Mongolia')).toBeHidden();
  await expect(behind).toBeHidden();
  await page.keyboard.press('Control+Shift+z');
  await expect(keepsight.chip('Mongolia')).toBeVisible();
  await expect(behind).toBeVisible();
  rmSync(picture);
  await expect(keepsight.tile('IMG_0001.nef')).toBeVisible({ timeout: 20_000 });
  await keepsight.expectPhotos(2);
  await keepsight.select('IMG_0001.nef');
  await expect(keepsight.chip('Mongolia')).toBeVisible();
  await expect(keepsight.inspector.getByTestId('stacked-file')).toHaveCount(0);
});

test('photos that move are played in the viewer: by the video in their file, or by the one beside it', async ({
  workspace,
}) => {
  const root = workspace.library('Phone');
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  const clip = await recordClip(page, 'video/mp4;codecs=vp9');
  workspace.put(`${lychee}/train.jpg`, 'Phone', 'plain.jpg');
  const jpeg = readFileSync(join(root, 'plain.jpg'));
  writeFileSync(join(root, 'inside.jpg'), microVideo(jpeg, clip));
  workspace.put(`${lychee}/mongolia.jpeg`, 'Phone', 'beside.jpg');
  writeFileSync(join(root, 'beside.mp4'), clip);
  await keepsight.addLibrary(root, 'Phone');
  await keepsight.expectPhotos(3);
  await expect(keepsight.tile('inside.jpg')).toHaveAccessibleName(/Motion photo/);
  await expect(keepsight.tile('beside.jpg')).toHaveAccessibleName(/With a video/);
  await expect(keepsight.tile('plain.jpg')).not.toHaveAccessibleName(/Motion photo/);

  const viewer = page.getByTestId('viewer');
  const motion = viewer.getByTestId('motion');
  for (const name of ['inside.jpg', 'beside.jpg']) {
    await keepsight.select(name);
    await page.keyboard.press('Enter');
    await expect(viewer.getByRole('button', { name: 'Play the video of this photo' })).toBeVisible();
    // It is held in its second half; on a busy machine it may be over before it is looked at, and is played once more.
    await expect(async () => {
      if ((await motion.count()) === 0) await page.keyboard.press(' ');
      await motion.evaluate(
        async (video: HTMLVideoElement) => {
          while (video.currentTime <= 0.8) {
            if (!video.isConnected) throw new Error('It is over.');
            await new Promise((next) => requestAnimationFrame(next));
          }
          video.pause();
        },
        undefined,
        { timeout: 5_000 },
      );
      await expect(motion).toBeVisible({ timeout: 1_000 });
    }).toPass();
    expect(await motion.evaluate((video: HTMLVideoElement) => video.muted)).toBe(true);
    // Its second half is orange.
    const [red = 0, , blue = 255] = await colourOf(page, motion);
    expect([red > 180, blue < 90]).toEqual([true, true]);
    await keepsight.screenshot(`motion-${name.replace('.jpg', '')}`);
    // It comes to its end, and the picture is back.
    await motion.evaluate((video: HTMLVideoElement) => video.play());
    await expect(motion).toHaveCount(0);
    await expect(viewer.getByRole('img', { name }).last()).toBeVisible();
    await viewer.getByRole('button', { name: 'Play the video of this photo' }).click();
    await expect(motion).toBeVisible();
    await page.keyboard.press('m');
    expect(await motion.evaluate((video: HTMLVideoElement) => video.muted)).toBe(false);
    await page.keyboard.press('m');
    await page.keyboard.press(' ');
    await expect(motion).toHaveCount(0);
    await keepsight.expectAccessible();
    await page.keyboard.press('Escape');
    await expect(viewer).toBeHidden();
  }
  await keepsight.select('plain.jpg');
  await page.keyboard.press('Enter');
  await expect(viewer.getByRole('img', { name: 'plain.jpg' }).last()).toBeVisible();
  await expect(viewer.getByRole('button', { name: 'Play the video of this photo' })).toHaveCount(0);
});
