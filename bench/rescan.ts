/**
 * A scan of a library in which nothing changed, beside `find -printf` over the same folders in the same run.
 * `npm run bench -- rescan [files]`: 100,000 files of its own making unless told otherwise.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from './lib/engine.js';
import { timed } from './lib/measure.js';
import { machineLine, millis, printTable, ratio, rows } from './lib/table.js';

const filesPerFolder = 200;
const rounds = 5;

/** As small as a JPEG gets: what is measured is everything but its bytes. */
const picture = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////' +
    '////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AKp//2Q==',
  'base64',
);

function makeFiles(root: string, count: number): void {
  for (let n = 0; n < count; n++) {
    const folder = join(root, String(2004 + (n % 22)), String(Math.floor(n / filesPerFolder)));
    if (n % filesPerFolder < 22) mkdirSync(folder, { recursive: true });
    // What follows the picture makes each file another one.
    writeFileSync(join(folder, `IMG_${n}.jpg`), Buffer.concat([picture, Buffer.from(String(n))]));
  }
}

function find(root: string): number {
  const output = '%s %T@ %i %p\\n';
  return timed(() => execFileSync('find', [root, '-type', 'f', '-printf', output], { maxBuffer: 2 ** 30 })).millis;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

async function run(): Promise<void> {
  const count = Number(process.argv[2] ?? 100_000);
  const root = mkdtempSync(join(tmpdir(), 'keepsight-rescan-'));
  makeFiles(root, count);
  const bench = await startEngine(2);
  const { id } = await bench.engine.answers.addLibrary({ rootPath: root });
  const listedMillis = await bench.scanned();
  const readMillis = await bench.until(({ toRead }) => toRead === 0);
  await bench.engine.answers.setPaused({ paused: true });
  const findTimes: number[] = [];
  const scanTimes: number[] = [];
  for (let round = 0; round < rounds; round++) {
    findTimes.push(find(root));
    const startedAt = performance.now();
    await bench.engine.answers.scanLibrary({ libraryId: id });
    await bench.scanned();
    scanTimes.push(performance.now() - startedAt);
  }
  const floor = median(findTimes);
  console.log(machineLine());
  printTable(
    `${rows(count)} files of ${rows(Math.ceil(count / filesPerFolder))} folders, nothing changed, median of ${rounds}`,
    ['', 'time', 'against find'],
    [
      ['find -printf size, time, file id, path', millis(floor), ratio(floor, floor)],
      ['Keepsight: scanned again', millis(median(scanTimes)), ratio(median(scanTimes), floor)],
      ['Keepsight: listed for the first time', millis(listedMillis), ratio(listedMillis, floor)],
      ['Keepsight: read for the first time', millis(readMillis), ratio(readMillis, floor)],
    ],
  );
  await bench.dispose();
  rmSync(root, { recursive: true });
}

await run();
