/** Insights of real photos, from the file to the words, as the app makes them. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Insight } from '../../preload/contract/model.js';
import { EngineBench, samples } from '../testing/engine-bench.js';
import { photosFolder } from '../testing/files.js';

let bench: EngineBench;
beforeEach(async () => {
  bench = new EngineBench();
  await bench.start();
});
afterEach(() => bench.stop());

const photos = {
  'aarhus.jpg': join(samples, 'aarhus.jpg'),
  'mongolia.jpeg': join(samples, 'mongolia.jpeg'),
  'train.jpg': join(samples, 'train.jpg'),
  'springs.jpg': join(photosFolder(), 'immich-app+test-assets/metadata/gps-position/thompson-springs.jpg'),
  'nowhere.jpg': join(photosFolder(), 'recurser+exif-orientation-examples/Landscape_1.jpg'),
} as const;

const current = (name: string): Insight => {
  const found = bench.photo(name).insights[0];
  if (found === undefined) throw new Error(`${name} has no insight`);
  return found;
};

async function generate(): Promise<void> {
  const before = new Set(bench.photos().flatMap(({ insights }) => insights.map(({ id }) => id)));
  await bench.engine.answers.generateInsights({ target: { locationIds: bench.ids() }, scope: 'all' });
  await bench.until('all are described', () =>
    bench.photos().every(({ insights }) => insights[0] !== undefined && !before.has(insights[0].id)),
  );
}

describe('insights of real photos', () => {
  test('name their places from their positions, in the language of the window', async () => {
    const root = bench.library('Photos');
    for (const [name, from] of Object.entries(photos)) cpSync(from, join(root, name));
    await bench.add(root);
    await bench.settled();
    await generate();

    expect(current('aarhus.jpg').title).toMatch(/ in Århus$/);
    expect(current('aarhus.jpg').suggestedTags.map(({ name }) => name)).toContain('Places/Denmark/Århus');
    expect(current('mongolia.jpeg').summary).toMatch(/Mongolia/);
    expect(current('springs.jpg').summary).toContain('near Palisade, Colorado, United States');
    const place = current('train.jpg').facts.find(({ label }) => label === 'Place');
    expect(place).toMatchObject({ source: 'GPS and GeoNames' });
    expect(current('nowhere.jpg').facts.map(({ label }) => label)).not.toContain('Place');
    expect(current('nowhere.jpg').suggestedTags.filter(({ source }) => source === 'place')).toEqual([]);

    bench.engine.internal.setLanguage({ language: 'de' });
    await generate();
    expect(current('aarhus.jpg').suggestedTags.map(({ name }) => name)).toContain('Orte/Dänemark/Aarhus');
    expect(current('springs.jpg').summary).toMatch(/^Aufgenommen .* bei Palisade, Colorado, Vereinigte Staaten/);
    expect(current('mongolia.jpeg').facts.map(({ label }) => label)).toContain('Ort');
    expect(bench.photo('aarhus.jpg').insights).toHaveLength(2);
  });
});
