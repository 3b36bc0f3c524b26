import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppFailure } from './failure.js';

const requiredNodeApi = 10;

/** Where the native part of SQLite is; null means the one that comes with the package. */
export function sqliteBindingPath(): string | null {
  const named = process.env['KEEPSIGHT_SQLITE_BINDING'];
  if (named !== undefined && named !== '') return named;
  const { resourcesPath } = process as { readonly resourcesPath?: string };
  if (resourcesPath !== undefined) {
    const shipped = join(resourcesPath, 'native', 'better_sqlite3.node');
    if (existsSync(shipped)) return shipped;
  }
  assertNodeApi(process.versions['napi']);
  return null;
}

/** Loading the stock binding into a runtime with an older Node-API ends the process without a message. */
export function assertNodeApi(version: string | undefined): void {
  if (version === undefined || Number(version) < requiredNodeApi) {
    throw new AppFailure(
      'database_unavailable',
      `This runtime offers Node-API ${version ?? 'of unknown version'}; the database needs ${requiredNodeApi}. ` +
        'Run "npm start" once to set the runtime up, or name a matching binding in KEEPSIGHT_SQLITE_BINDING.',
      { napi: version ?? null, required: requiredNodeApi },
    );
  }
}
