/**
 * Valid files, damaged at random, through the decoders and ExifTool as the app runs them: no crash, no hang, no process
 * left, bounded memory, and every sound file among them read. `npm run bench -- fuzz [cases] [seed]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DecodePool } from '../main/ingest/decode-pool.js';
import { MetadataReader } from '../main/metadata/metadata-reader.js';
import { findHelperRuntime } from '../main/shell/helper-runtime.js';
import { fuzz, fuzzSources, leakedProcesses, markChildren } from './lib/fuzz.js';
import type { FuzzFinding } from './lib/fuzz.js';
import { photosFolder } from '../scripts/photos.mjs';
import { machineLine, printTable, rows } from './lib/table.js';

const [casesText = '20000', seedText = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const cases = Number(casesText);
const seed = Number(seedText);
const built = resolve('out/main');
const runtimePath = findHelperRuntime(join(built, 'index.cjs'));

const folder = mkdtempSync(join(tmpdir(), 'keepsight-fuzz-'));
const value = markChildren();
const pool = new DecodePool({
  entryPath: join(built, 'decoder.cjs'),
  runtimePath,
  size: Math.min(2, availableParallelism()),
  jobTimeoutMillis: 30_000,
});
const metadata = new MetadataReader({ entryPath: join(built, 'metadata.cjs'), runtimePath });
const sources = fuzzSources(photosFolder, 1_000_000);
console.log(`${machineLine()}\n${cases} cases of ${sources.length} files, seed ${seed}`);

const startedAt = performance.now();
const report = await fuzz({
  sources,
  seed,
  cases,
  pool,
  metadata,
  describeEvery: 8,
  folder,
  onProgress: (done) => {
    if (done % 1_000 === 0) console.log(`${done} cases, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  },
});
const seconds = (performance.now() - startedAt) / 1000;
pool.close();
await metadata.close();
const leaked = await leakedProcesses(value, 5_000);
rmSync(folder, { recursive: true, force: true });

const byCount = (counts: ReadonlyMap<string, number>): string[][] =>
  [...counts].sort((a, b) => b[1] - a[1]).map(([what, count]) => [what, rows(count)]);
printTable('What became of the files', ['outcome', 'files'], byCount(report.outcomes));
printTable('What people read', ['reason', 'files'], byCount(report.reasons));
printTable(
  'Bounds',
  ['', ''],
  [
    ['cases', rows(cases)],
    ['seconds', seconds.toFixed(0)],
    ['sound files among them, all read', rows(report.soundFiles - report.spoilt.length)],
    ['described by ExifTool', rows(report.described)],
    ['longest job', `${(report.longestMillis / 1000).toFixed(2)} s`],
    ['most memory of a decoder', `${(report.peakDecoderBytes / 1024 ** 2).toFixed(0)} MB`],
    ['decoders that ended of a file', rows(report.crashes.length)],
    ['files that needed too much memory', rows(report.greedy.length)],
    ['jobs that were given up', rows(report.hangs.length)],
    ['processes left', rows(leaked.length)],
  ],
);

function tell(what: string, findings: readonly FuzzFinding[]): void {
  for (const { number, name, done, what: text } of findings) {
    console.log(`${what}: case ${number} of seed ${seed}, ${name} after ${done.join(', ') || 'nothing'}: ${text}`);
  }
}
tell('greedy', report.greedy);
tell('crash', report.crashes);
tell('hang', report.hangs);
tell('spoilt', report.spoilt);
const isWell = [report.crashes, report.hangs, report.spoilt, leaked].every((list) => list.length === 0);
process.exit(isWell ? 0 : 1);
