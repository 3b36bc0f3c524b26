/** A small video, recorded by the app's own Chromium, so that none has to be kept. */
import type { Locator, Page } from '@playwright/test';

/** About two seconds of 160 × 90 pixels: black at first, then orange. It does not say how long it is. */
export async function recordClip(page: Page, mimeType = 'video/webm;codecs=vp8'): Promise<Buffer> {
  const base64 = await page.evaluate(async (type) => {
    const canvas = document.createElement('canvas');
    canvas.width = 160;
    canvas.height = 90;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: type });
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    const ended = new Promise((resolve) => {
      recorder.addEventListener('stop', resolve);
    });
    const startedAt = performance.now();
    const timer = setInterval(() => {
      const elapsed = performance.now() - startedAt;
      context.fillStyle = elapsed < 400 ? '#000000' : '#e07020';
      context.fillRect(0, 0, 160, 90);
      // A picture that stands still is not recorded.
      context.fillStyle = '#000000';
      context.fillRect(Math.round(elapsed / 20) % 160, 88, 2, 2);
    }, 30);
    recorder.start();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    clearInterval(timer);
    recorder.stop();
    await ended;
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, mimeType);
  return Buffer.from(base64, 'base64');
}

/** The colour in the middle of what is seen of an element: red, green and blue. */
export async function colourOf(page: Page, element: Locator): Promise<readonly number[]> {
  const png = (await element.screenshot()).toString('base64');
  return page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(image, 0, 0);
    return [...context.getImageData(Math.floor(image.width / 2), Math.floor(image.height / 2), 1, 1).data].slice(0, 3);
  }, png);
}
