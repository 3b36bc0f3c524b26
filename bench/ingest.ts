/**
 * First index of a folder of photos, in files a second: the engine as the app runs it, beside the floors under it in the
 * same run. `npm run bench -- ingest FOLDER`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mediaTypeOf } from '../main/core/media-types.js';
import { findHelperRuntime } from '../main/shell/helper-runtime.js';
import { built, startEngine } from './lib/engine.js';
import { machineLine, millis, printTable, ratio } from './lib/table.js';

const processes = 2;

function photosBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && mediaTypeOf(entry.name)?.hasPreview === true)
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
  const runtime = findHelperRuntime(join(built, 'index.cjs')) ?? process.execPath;
  return inProcesses(files, async (share) => {
    const child = spawn(runtime, ['-e', thumbnailScript], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.send(share);
    await new Promise((done) => child.once('exit', done));
  });
}

function hasVipsthumbnail(): boolean {
  try {
    execFileSync('vipsthumbnail', ['--vips-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function vipsthumbnailAlone(files: readonly string[], folder: string): Promise<number> {
  return inProcesses(files, async (share) => {
    const child = spawn('vipsthumbnail', ['-s', '400', '-o', `${folder}/%s.webp[Q=78,effort=2]`, ...share], {
      env: { ...process.env, VIPS_CONCURRENCY: '1' },
      stdio: 'ignore',
    });
    await new Promise((done) => child.once('exit', done));
  });
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
  const vipsMillis = hasVipsthumbnail() ? await vipsthumbnailAlone(files, output) : null;
  rmSync(output, { recursive: true, force: true });
  const index = await keepsight(root);

  const perSecond = (time: number): string => `${((files.length * 1_000) / time).toFixed(1)}/s`;
  const row = (what: string, time: number): string[] => [what, millis(time), perSecond(time), ratio(time, sharpMillis)];
  console.log(machineLine());
  printTable(
    `First index of ${files.length} photos that can be decoded (${index.files} files in all), warm, ${processes} processes`,
    ['', 'time', 'photos', 'against sharp'],
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
}

await run();
