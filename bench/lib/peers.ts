/** Other photo managers on the same photos, driven by a program that is not part of this repository. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Folder of `run-peers.sh`, which drives peers and prints a line of JSON for each. */
const peersFolder = resolve(process.env['KEEPSIGHT_PEERS'] ?? '../shared/peers');

/** Of a first scan. Times in milliseconds from the start of the program; memory of all its processes. */
export interface PeerScan {
  readonly rowsMillis: number;
  readonly thumbnailsMillis: number;
  readonly residentBytes: number;
  readonly rescanMillis: number;
}

/** Warm. Null where the driver or digiKam is not there, or it did not come to an end. */
export function digikamScan(root: string): PeerScan | null {
  const driver = resolve(peersFolder, 'run-peers.sh');
  if (!existsSync(driver)) return null;
  const { stdout } = spawnSync('bash', [driver, root, 'digikam'], {
    env: { ...process.env, GUI_CACHE: 'warm', GUI_TIMEOUT: '3000' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const line = stdout.split('\n').find((text) => text.includes('"peer": "digikam"'));
  if (line === undefined) return null;
  // What it did not come to is missing.
  const seen = JSON.parse(line) as Partial<Record<string, number>>;
  const { rows_s: rows, thumbs_s: thumbnails, rescan_s: rescan, tree_max_rss_mb: megabytes } = seen;
  if (rows === undefined || thumbnails === undefined || rescan === undefined || megabytes === undefined) return null;
  return {
    rowsMillis: rows * 1_000,
    thumbnailsMillis: thumbnails * 1_000,
    residentBytes: megabytes * 1024 * 1024,
    rescanMillis: rescan * 1_000,
  };
}
