/** The app with a library of three photos, for tests of what is done with photos. */
import { test as base } from './app.js';
import type { RunningApp } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

export interface Opened extends RunningApp {
  readonly keepsight: KeepsightPage;
  /** The folder of the library `Pictures`. */
  readonly pictures: string;
}

export const test = base.extend<{ photoNames: readonly string[]; opened: Opened }>({
  photoNames: [['first.jpg', 'second.jpg', 'third.jpg'], { option: true }],
  opened: async ({ workspace, photoNames }, use) => {
    const pictures = workspace.library('Pictures');
    for (const [i, name] of photoNames.entries()) {
      workspace.put(`recurser+exif-orientation-examples/Landscape_${String(i + 1)}.jpg`, 'Pictures', name);
    }
    const running = await workspace.start();
    const keepsight = new KeepsightPage(running.page);
    await keepsight.addLibrary(pictures, 'Pictures');
    await keepsight.expectPhotos(photoNames.length);
    await use({ ...running, keepsight, pictures });
  },
});

export { expect } from './app.js';
