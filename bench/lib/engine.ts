/** The engine as the app runs it, on a database of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { closeDb, openReadDb } from '../../main/db/open.js';
import { Engine } from '../../main/engine/engine.js';
import type { HelperRuntime } from '../../main/processes/helper-process.js';
import { findHelperRuntime } from '../../main/shell/helper-runtime.js';

const built = resolve('out/main');
const helperRuntime = findHelperRuntime(join(built, 'index.cjs'));

/** What decoder processes are started with. */
export function decoderRuntime(): HelperRuntime {
  return { entryPath: join(built, 'decoder.cjs'), runtimePath: helperRuntime };
}

/** What is left to do, in files. */
export interface IndexState {
  readonly files: number;
  readonly toRead: number;
  readonly toGlance: number;
  readonly toDescribe: number;
}

export interface BenchEngine {
  readonly engine: Engine;
  readonly state: () => IndexState;
  /** Waits, looking ten times a second because each look counts all rows; gives how long it took, in milliseconds. */
  readonly until: (condition: (now: IndexState) => boolean) => Promise<number>;
  /** Waits for the end of a scan; at once when one has ended since the last call. Gives how long it took. */
  readonly scanned: () => Promise<number>;
  /** Ends the engine and removes what it wrote. */
  readonly dispose: () => Promise<void>;
}

export async function startEngine(decoders: number): Promise<BenchEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'keepsight-bench-'));
  const databasePath = join(folder, 'keepsight.db');
  const engine = await Engine.open(
    {
      databasePath,
      thumbnailsPath: join(folder, 'thumbnails.db'),
      backupFolder: join(folder, 'backups'),
      migrationsFolder: resolve('migrations'),
      scannerEntry: join(built, 'scanner.cjs'),
      decoderEntry: decoderRuntime().entryPath,
      metadataEntry: join(built, 'metadata.cjs'),
      helperRuntime,
      decoders,
    },
    { emit: () => undefined, log: () => undefined },
  );
  engine.start();
  const db = openReadDb(databasePath);
  const counts = db.prepare(
    `SELECT count(*) AS files, total(read_state = 0) AS toRead, total(header_state = 0 AND read_state = 0) AS toGlance,
       total(metadata_state = 0) AS toDescribe FROM image_exif`,
  );
  // By itself: counting a hundred thousand rows each time would cost what is measured.
  const lastScan = db.prepare(`SELECT json_extract(last_scan, '$.finishedAtMs') FROM libraries`).pluck();
  let knownScan: unknown = null;
  const state = (): IndexState => counts.get() as IndexState;
  const wait = async (pauseMillis: number, isDone: () => boolean): Promise<number> => {
    const startedAt = performance.now();
    while (!isDone()) await new Promise((done) => setTimeout(done, pauseMillis));
    return performance.now() - startedAt;
  };
  return {
    engine,
    state,
    until: (condition) => wait(100, () => condition(state())),
    scanned: async () => {
      const millis = await wait(10, () => (lastScan.get() ?? null) !== knownScan);
      knownScan = lastScan.get();
      return millis;
    },
    dispose: async () => {
      closeDb(db);
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
