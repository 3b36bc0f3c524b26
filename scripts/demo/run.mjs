import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { keptSamples } from '../samples/kept.mjs';
import { fromCheckout } from '../setup/paths.mjs';
import { Failure, formatSeconds, say } from '../setup/log.mjs';
import { withDisplay } from '../setup/virtual-display.mjs';
import { AppDriver } from './driver.mjs';
import { writeReport } from './report.mjs';

const TAG = 'Portfolio';

/**
 * Shows the built app at work on sample photos, with a display or without one, and leaves screenshots and a page about
 * them in `outDir` (artifacts/demo when none is named). Returns the exit code.
 */
export async function runDemo(runtime, outDir) {
  const target = outDir === undefined || outDir.startsWith('-') ? fromCheckout('artifacts/demo') : resolve(outDir);
  await rm(join(target, 'screenshots'), { recursive: true, force: true });
  await mkdir(join(target, 'screenshots'), { recursive: true });
  const started = Date.now();
  const samples = await keptSamples(target);
  say(`${samples.count} photos in two libraries, ${samples.copies.length} of them twice; starting the app`);
  const dataFolder = await mkdtemp(join(tmpdir(), 'keepsight-demo-'));
  try {
    const steps = await withDisplay((display) => tour(runtime, { display, dataFolder, target, samples }));
    const report = await writeReport(target, { steps, samples, runtime, tookMs: Date.now() - started });
    say(`done in ${formatSeconds(Date.now() - started)}: ${report}`);
    return 0;
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** One walk through what the app is for. Every step waits for what it shows, so a picture is also a check. */
async function tour(runtime, { display, dataFolder, target, samples }) {
  const driver = await AppDriver.start(runtime, { display, dataFolder, screenshots: join(target, 'screenshots') });
  try {
    await driver.shoot('First start', 'Nothing is set up and nothing is asked but a folder.');

    await driver.openSettings();
    await driver.addLibrary(samples.pictures, 'Pictures');
    await driver.addLibrary(samples.archive, 'Archive');
    await driver.untilQuiet();
    await driver.shoot(
      'Two libraries',
      'The pictures of several years, and an old USB disk that holds some of them again under other names.',
    );

    await driver.closeDialog();
    await driver.showLibrary('All photos');
    await driver.shoot(
      'All photos',
      'One tile for each photo: a copy in another library does not show twice, it adds a place.',
    );

    const { original, copy } = samples.copies.find((twin) => twin.copy.includes('Skyline')) ?? samples.copies[0];
    await driver.showLibrary('Pictures');
    await driver.select(basename(original));
    await driver.tagSelection(TAG);
    await driver.shoot('Tag a photo', `“${basename(original)}” in Pictures gets the tag “${TAG}”.`);

    await driver.showLibrary('Archive');
    await driver.select(basename(copy));
    await driver.expectTag(TAG);
    await driver.shoot(
      'Its twin has the tag',
      `“${basename(copy)}” in Archive holds the same bytes, so it bears the tag already.`,
    );

    await driver.showLibrary('All photos');
    await driver.generateForAll();
    await driver.showLibrary('Pictures');
    await driver.select(basename(original));
    await driver.shoot('Insights', 'A title and a text for each photo, from its own facts, written on this computer.');

    await driver.generateAgain();
    await driver.compareHistory();
    await driver.shoot(
      'History',
      'A newer insight does not erase the older one. They can be compared, and either can be made current.',
    );
    await driver.closeComparison();

    await driver.openViewer();
    await driver.shoot('The photo itself', 'Enter opens it, the arrows go on.');
    await driver.closeViewer();

    await driver.darkMode();
    await driver.showLibrary('All photos');
    await driver.scrollInspectorToTop();
    await driver.shoot('Dark', 'The same window for the evening.');
    return driver.steps;
  } catch (error) {
    if (error instanceof Failure) throw error;
    const after = driver.steps.at(-1)?.title ?? 'the start';
    const reason = stripVTControlCharacters(String(error.message)).split('\n').slice(0, 3).join(' ');
    throw new Failure(`the demo stopped after “${after}”: ${reason}`);
  } finally {
    await driver.quit();
  }
}
