import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readJson, writeJson } from './processes.mjs';

/**
 * A manifest lists every file of a folder with its size, modification time and SHA-512. Checking it costs one stat a
 * file; only files whose size or time changed are read again.
 */
export async function writeManifest(dir, manifestPath, about) {
  const files = {};
  for (const path of listFiles(dir)) files[relative(dir, path)] = await describe(path);
  writeJson(manifestPath, { about, files });
}

/** Returns `{about}` when the folder is what the manifest says, else null. */
export async function verifyManifest(dir, manifestPath) {
  const manifest = readJson(manifestPath);
  if (!manifest?.files) return null;
  let touched = false;
  for (const [name, expected] of Object.entries(manifest.files)) {
    const path = join(dir, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat?.isFile() || stat.size !== expected.sizeBytes) return null;
    if (Math.trunc(stat.mtimeMs) === expected.mtimeMs) continue;
    if ((await sha512(path)) !== expected.sha512) return null;
    expected.mtimeMs = Math.trunc(stat.mtimeMs);
    touched = true;
  }
  if (touched) writeJson(manifestPath, manifest);
  return { about: manifest.about };
}

/** SHA-512 of a file in the notation of package managers: `sha512-<base64>`. */
export async function sha512(path) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return `sha512-${hash.digest('base64')}`;
}

async function describe(path) {
  const stat = statSync(path);
  return { sizeBytes: stat.size, mtimeMs: Math.trunc(stat.mtimeMs), sha512: await sha512(path) };
}

function listFiles(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
