/**
 * First index of a folder of photos, in files a second: the engine as the app runs it, beside the floors under it in the
 * same run. `npm run bench -- ingest FOLDER [peers]`; with `peers` digiKam scans the same folder afterwards.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mediaTypeOf } from '../main/core/media-types.js';
import { DecodePool } from '../main/ingest/decode-pool.js';
import { decoderRuntime, startEngine } from './lib/engine.js';
import { watchMemory } from './lib/memory.js';
import { digikamScan } from './lib/peers.js';
import { machineLine, megabytes, millis, printTable, ratio } from './lib/table.js';

const processes = 2;

function photosBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && mediaTypeOf(entry.name)?.preview === 'decoded')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const thumbnailScript = `
const fs = require('node:fs');
const sharp = require('sharp');
sharp.concurrency(1);
sharp.cache(false);
process.on('message', async (paths) => {
  for (const path of paths) {
    await sharp(fs.readFileSync(path), { autoOrient: true })
      .resize({ width: 400, height: 400, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78, effort: 2 }).toBuffer().catch(() => null);
  }
  process.exit(0);
});
`;

/** Deals the files to as many processes as the engine has decoders, and waits for the last one. */
async function inProcesses(
  files: readonly string[],
  start: (share: readonly string[]) => Promise<void>,
): Promise<number> {
  const startedAt = performance.now();
  const shares = Array.from({ length: processes }, (_, at) => files.filter((_file, index) => index % processes === at));
  await Promise.all(shares.map(start));
  return performance.now() - startedAt;
}

function sharpAlone(files: readonly string[]): Promise<number> {
  const runtime = decoderRuntime().runtimePath ?? process.execPath;
  return inProcesses(files, async (share) => {
    const child = spawn(runtime, ['-e', thumbnailScript], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.send(share);
    await new Promise((done) => child.once('exit', done));
  });
}

/** False where the program is not installed: its row is left out. */
function exists(program: string): boolean {
  return spawnSync(program, ['--help'], { stdio: 'ignore' }).error === undefined;
}

/** A peer in two processes; it gets its files as arguments. */
function peerAlone(
  files: readonly string[],
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  return inProcesses(files, async (share) => {
    const child = spawn(program, [...args, ...share], { env: { ...process.env, ...env }, stdio: 'ignore' });
    await new Promise((done) => child.once('exit', done));
  });
}

/** Read and hashed by the app's own decoder processes, which run already, and nothing else. */
async function hashedByKeepsight(files: readonly string[]): Promise<number> {
  const pool = new DecodePool({ ...decoderRuntime(), size: processes });
  await Promise.all(Array.from({ length: processes }, () => pool.headers([])));
  const jobs = files.map((path) => ({
    path,
    sizeBytes: statSync(path).size,
    wantBytes: false,
    shouldDecode: () => false,
  }));
  const startedAt = performance.now();
  await Promise.all(jobs.map((job) => pool.read(job)));
  const time = performance.now() - startedAt;
  pool.close();
  return time;
}

interface IndexTimes {
  readonly listedMillis: number;
  readonly glancedMillis: number;
  readonly readMillis: number;
  readonly describedMillis: number;
  readonly files: number;
  readonly unchangedScanMillis: number;
}

async function keepsight(root: string): Promise<IndexTimes> {
  const { engine, state, until, scanned, dispose } = await startEngine(processes);
  const startedAt = performance.now();
  const { id } = await engine.answers.addLibrary({ rootPath: root });
  await scanned();
  const listedMillis = performance.now() - startedAt;
  await until(({ toGlance }) => toGlance === 0);
  const glancedMillis = performance.now() - startedAt;
  await until(({ toRead }) => toRead === 0);
  const readMillis = performance.now() - startedAt;
  await until(({ toDescribe }) => toDescribe === 0);
  const describedMillis = performance.now() - startedAt;
  const { files } = state();
  await engine.answers.scanLibrary({ libraryId: id });
  const unchangedScanMillis = await scanned();
  await dispose();
  return { listedMillis, glancedMillis, readMillis, describedMillis, files, unchangedScanMillis };
}

export async function run(): Promise<void> {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('Name a folder of photos: npm run bench -- ingest FOLDER');
  const root = resolve(folder);
  const files = photosBelow(root);
  // Warm: every contender reads from the page cache.
  for (const file of files) execFileSync('cat', [file], { stdio: 'ignore' });

  const sharpMillis = await sharpAlone(files);
  const output = mkdtempSync(join(tmpdir(), 'keepsight-vips-'));
  const vipsMillis = exists('vipsthumbnail')
    ? await peerAlone(files, 'vipsthumbnail', ['-s', '400', '-o', `${output}/%s.webp[Q=78,effort=2]`], {
        VIPS_CONCURRENCY: '1',
      })
    : null;
  rmSync(output, { recursive: true, force: true });
  const b3sumMillis = exists('b3sum') ? await peerAlone(files, 'b3sum', ['--num-threads', '1']) : null;
  const hashMillis = await hashedByKeepsight(files);
  const memory = watchMemory(process.pid);
  const index = await keepsight(root);
  memory.stop();

  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const perSecond = (time: number): string => `${((files.length * 1_000) / time).toFixed(1)}/s`;
  const throughput = (time: number): string => `${(bytes / time / 1_000).toFixed(0)} MB/s`;
  const against = (time: number, floor: number | null): string => (floor === null ? '' : ratio(time, floor));
  const row = (what: string, time: number): string[] => [
    what,
    millis(time),
    perSecond(time),
    ratio(time, sharpMillis),
    against(time, vipsMillis),
  ];
  console.log(machineLine());
  printTable(
    `First index of ${files.length} photos that can be decoded (${index.files} files in all), warm, ${processes} processes`,
    ['', 'time', 'photos', 'against sharp', 'against vipsthumbnail'],
    [
      row('sharp alone: read, decode, 400 px WebP', sharpMillis),
      ...(vipsMillis === null ? [] : [row('vipsthumbnail alone', vipsMillis)]),
      row('Keepsight: all files listed', index.listedMillis),
      row('Keepsight: all dates and sizes known', index.glancedMillis),
      row('Keepsight: hash, header, thumbnail, rows', index.readMillis),
      row('Keepsight: and ExifTool’s metadata', index.describedMillis),
      row('Keepsight: scanned again, nothing changed', index.unchangedScanMillis),
    ],
  );
  printTable(
    `Reading and hashing alone, ${(bytes / 1e6).toFixed(0)} MB, warm, ${processes} processes`,
    ['', 'time', 'bytes', 'against b3sum'],
    [
      ...(b3sumMillis === null ? [] : [['b3sum', millis(b3sumMillis), throughput(b3sumMillis), '1.00 ×']]),
      ['Keepsight', millis(hashMillis), throughput(hashMillis), against(hashMillis, b3sumMillis)],
    ],
  );
  const { proportional, resident } = memory.peak();
  if (process.argv[3] === 'peers') printPeers(root, index);
  console.log(
    `\nMost memory of the engine and its processes: ${megabytes(proportional)} (${megabytes(resident)} when shared pages count for each)`,
  );
}

function printPeers(root: string, index: IndexTimes): void {
  const digikam = digikamScan(root);
  printTable(
    'Side by side',
    ['', 'all photos known', 'all thumbnails', 'scanned again'],
    [
      ['Keepsight', millis(index.glancedMillis), millis(index.readMillis), millis(index.unchangedScanMillis)],
      digikam === null
        ? ['digiKam', 'not run', '', '']
        : [
            `digiKam, from its start (${megabytes(digikam.residentBytes)})`,
            millis(digikam.rowsMillis),
            millis(digikam.thumbnailsMillis),
            millis(digikam.rescanMillis),
          ],
    ],
  );
}

await run();
