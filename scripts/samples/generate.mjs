import { copyFile, mkdir, rm, stat, utimes } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Failure, formatSeconds, runScript, say } from '../setup/log.mjs';
import { catalogue } from './catalogue.mjs';
import { metadataWriter } from './metadata.mjs';

/** Every how many photos one lives in the archive alone, and how many of the others have a copy there. */
const ARCHIVE_ONLY_EVERY = 6;
const COPIES = 15;

/**
 * Writes two libraries of sample photos: `Pictures`, in YYYY/MM folders, and `Archive`, a flat folder like an old USB
 * disk, with byte-identical copies of some pictures under other names. The same files come out each time.
 * Returns `{pictures, archive, copies}`; copies is a list of `{original, copy}` paths.
 */
export async function generateSamples(outDir) {
  const photos = catalogue();
  const pictures = join(outDir, 'Pictures');
  const archive = join(outDir, 'Archive');
  await rm(pictures, { recursive: true, force: true });
  await rm(archive, { recursive: true, force: true });
  await mkdir(archive, { recursive: true });

  const jobs = photos.map((photo, index) => {
    const format = index % 13 === 5 ? 'webp' : index % 17 === 9 ? 'png' : 'jpg';
    const inArchive = index % ARCHIVE_ONLY_EVERY === ARCHIVE_ONLY_EVERY - 1;
    const folder = inArchive ? archive : join(pictures, photo.taken.slice(0, 4), photo.taken.slice(5, 7));
    return { photo, format, path: join(folder, `${cameraFileName(photo)}.${format}`), inArchive };
  });
  for (const { path } of jobs) await mkdir(dirname(path), { recursive: true });
  const metadata = metadataWriter();
  try {
    await renderAll(jobs, (job) => metadata.write(job.path, job.photo));
  } finally {
    await metadata.end();
  }

  const candidates = jobs.filter((job) => !job.inArchive);
  const copies = [];
  for (let index = 0; index < COPIES; index += 1) {
    const job = candidates[Math.floor((index * candidates.length) / COPIES)];
    const copy = join(archive, `${archiveName(job.photo)}.${job.format}`);
    await copyFile(job.path, copy);
    const { atime, mtime } = await stat(job.path);
    await utimes(copy, atime, mtime);
    copies.push({ original: job.path, copy });
  }
  return { pictures, archive, copies, count: jobs.length };
}

function cameraFileName({ camera, fileNumber, taken }) {
  if (camera.prefix === 'PXL_') return `PXL_${taken.replaceAll('-', '').replace('T', '_').replaceAll(':', '')}`;
  return `${camera.prefix}${String(fileNumber).padStart(4, '0')}`;
}

function archiveName({ taken, city, title }) {
  return `${taken.slice(0, 10)} ${city} - ${title}`.replaceAll('/', '-');
}

async function renderAll(jobs, onRendered) {
  const waiting = [...jobs];
  const finishing = [];
  const workers = Math.max(1, Math.min(4, availableParallelism(), jobs.length));
  await Promise.all(Array.from({ length: workers }, () => runWorker(waiting, finishing, onRendered)));
  await Promise.all(finishing);
}

function runWorker(waiting, finishing, onRendered) {
  return new Promise((done, reject) => {
    const worker = new Worker(new URL('./render-worker.mjs', import.meta.url));
    let job = null;
    const next = () => {
      job = waiting.shift() ?? null;
      if (job === null) void worker.terminate().then(() => done());
      else worker.postMessage({ photo: job.photo, path: job.path, format: job.format });
    };
    worker.on('error', reject);
    worker.on('message', () => {
      finishing.push(onRendered(job));
      next();
    });
    next();
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(async () => {
    const outDir = process.argv[2];
    if (outDir === undefined)
      throw new Failure('name the folder to write to: node scripts/samples/generate.mjs <folder>');
    const started = Date.now();
    const { count, copies } = await generateSamples(resolve(outDir));
    say(`wrote ${count} photos and ${copies.length} copies to ${outDir} (${formatSeconds(Date.now() - started)})`);
  });
}
