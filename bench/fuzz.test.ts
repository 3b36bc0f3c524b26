/** Some hundreds of cases here; `npm run bench -- fuzz` runs as many as are asked for. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MetadataReader } from '../main/metadata/metadata-reader.js';
import { builtMain, helperRuntime, jpegOf, testImage } from '../main/testing/decoding.js';
import { photosFolder, temporaryFolder } from '../main/testing/files.js';
import { rawMakers } from '../main/testing/raw-files.js';
import { fuzz, fuzzCase, fuzzSources, leakedProcesses, markChildren } from './lib/fuzz.js';
import type { FuzzReport, FuzzSource } from './lib/fuzz.js';
import { DecodePool } from '../main/ingest/decode-pool.js';

const cases = Number(process.env['KEEPSIGHT_FUZZ_CASES'] ?? '300');
const seed = Number(process.env['KEEPSIGHT_FUZZ_SEED'] ?? String(Date.now() % 100_000));
const sources = fuzzSources(photosFolder(), 300_000);

function rawSources(): readonly FuzzSource[] {
  const jpeg = jpegOf(testImage('srgb-16-bit.png'), { width: 480, height: 320 });
  return Object.entries(rawMakers).map(([maker, make]) => ({ name: `camera.${maker}`, bytes: make({ jpeg }) }));
}

async function run(of: readonly FuzzSource[], count: number): Promise<FuzzReport> {
  const value = markChildren();
  const pool = new DecodePool({
    entryPath: join(builtMain(), 'decoder.cjs'),
    runtimePath: helperRuntime(),
    size: 2,
    jobTimeoutMillis: 30_000,
    jobsPerProcess: 150,
  });
  const metadata = new MetadataReader({ entryPath: join(builtMain(), 'metadata.cjs'), runtimePath: helperRuntime() });
  const folder = temporaryFolder();
  const report = await fuzz({ sources: of, seed, cases: count, pool, metadata, describeEvery: 8, folder });
  pool.close();
  await metadata.close();
  expect(report).toMatchObject({ crashes: [], hangs: [], spoilt: [] });
  expect([...report.outcomes.values()].reduce((sum, number) => sum + number, 0)).toBe(count);
  expect(report.outcomes.get('damaged')).toBeGreaterThan(count / 10);
  expect(report.soundFiles).toBe(Math.ceil(count / 16));
  expect(report.peakDecoderBytes).toBeLessThan(1_000_000_000);
  expect(await leakedProcesses(value, 5_000)).toEqual([]);
  return report;
}

it(`reads ${String(cases)} damaged files without a crash, a hang or a leak, and the sound ones among them (seed ${String(seed)})`, async () => {
  await run(sources, cases);
}, 300_000);

it(`reads damaged RAW files without a crash, a hang or a leak (seed ${String(seed)})`, async () => {
  const { outcomes } = await run(rawSources(), Math.ceil(cases * 0.4));
  expect(outcomes.get('decoded')).toBeGreaterThan(cases / 20);
}, 300_000);

it('makes the same case of the same seed', () => {
  const one = fuzzCase(sources, 7, 11);
  expect(fuzzCase(sources, 7, 11)).toEqual(one);
  expect(fuzzCase(sources, 8, 11)).not.toEqual(one);
  expect(fuzzCase(sources, 7, 16).done).toEqual([]);
});
