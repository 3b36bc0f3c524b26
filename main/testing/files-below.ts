/** For tests and benchmarks. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** All files below a folder, sorted, `/`-separated and relative to it. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
