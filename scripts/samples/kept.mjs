import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from '../setup/build.mjs';
import { say } from '../setup/log.mjs';
import { readJson, writeJson } from '../setup/processes.mjs';
import { generateSamples } from './generate.mjs';

/**
 * The sample libraries in a folder, as `generateSamples` returns them. The app never changes its photos, so those of an
 * earlier run serve again unless the generator changed.
 */
export async function keptSamples(folder) {
  const stampFile = join(folder, 'samples.json');
  const stamp = fingerprint(['scripts/samples', 'package-lock.json']);
  const earlier = readJson(stampFile);
  const isWhole = earlier?.stamp === stamp && earlier.samples.copies.every(({ copy }) => existsSync(copy));
  if (isWhole && existsSync(earlier.samples.pictures)) return earlier.samples;
  say('making sample photos (about half a minute)');
  const samples = await generateSamples(join(folder, 'samples'));
  writeJson(stampFile, { stamp, samples });
  return samples;
}
