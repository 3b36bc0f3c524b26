/** Some hundreds of cases here; `npm run bench -- fuzz` runs as many as are asked for. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MetadataReader } from '../main/metadata/metadata-reader.js';
import { builtMain, helperRuntime } from '../main/testing/decoding.js';
import { photosFolder, temporaryFolder } from '../main/testing/files.js';
import { fuzz, fuzzCase, fuzzSources, leakedProcesses, markChildren } from './lib/fuzz.js';
import { DecodePool } from '../main/ingest/decode-pool.js';

const cases = Number(process.env['KEEPSIGHT_FUZZ_CASES'] ?? '400');
const seed = Number(process.env['KEEPSIGHT_FUZZ_SEED'] ?? String(Date.now() % 100_000));
const sources = fuzzSources(photosFolder(), 300_000);

it(`reads ${String(cases)} damaged files without a crash, a hang or a leak, and the sound ones among them (seed ${String(seed)})`, async () => {
  const value = markChildren();
  const pool = new DecodePool({
    entryPath: join(builtMain(), 'decoder.cjs'),
    runtimePath: helperRuntime(),
    size: 2,
    jobTimeoutMillis: 30_000,
    jobsPerProcess: 150,
  });
  const metadata = new MetadataReader({ entryPath: join(builtMain(), 'metadata.cjs'), runtimePath: helperRuntime() });
  const report = await fuzz({ sources, seed, cases, pool, metadata, describeEvery: 8, folder: temporaryFolder() });
  pool.close();
  await metadata.close();
  expect(report).toMatchObject({ crashes: [], hangs: [], spoilt: [] });
  expect([...report.outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(cases);
  expect(report.outcomes.get('damaged')).toBeGreaterThan(cases / 10);
  expect(report.soundFiles).toBe(Math.ceil(cases / 16));
  expect(report.peakDecoderBytes).toBeLessThan(1_000_000_000);
  expect(await leakedProcesses(value, 5_000)).toEqual([]);
}, 300_000);

it('makes the same case of the same seed', () => {
  const one = fuzzCase(sources, 7, 11);
  expect(fuzzCase(sources, 7, 11)).toEqual(one);
  expect(fuzzCase(sources, 8, 11)).not.toEqual(one);
  expect(fuzzCase(sources, 7, 16).done).toEqual([]);
});
