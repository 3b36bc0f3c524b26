import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log, LogLevel } from '../core/log.js';

const maxBytes = 2_000_000;
const order: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** One line of JSON an entry, in `keepsight.log`, with one former file kept; warnings also go to standard error. */
export function openLog(folder: string, options: { readonly minLevel: LogLevel }): Log {
  const path = join(folder, 'keepsight.log');
  try {
    mkdirSync(folder, { recursive: true });
    if (statSync(path).size > maxBytes) renameSync(path, join(folder, 'keepsight.1.log'));
  } catch {
    // No log yet, or none can be kept here.
  }
  return (level, message, fields = {}) => {
    if (order[level] < order[options.minLevel]) return;
    const line = JSON.stringify({ at: new Date().toISOString(), level, message, ...fields });
    if (order[level] >= order.warn) console.error(line);
    try {
      appendFileSync(path, `${line}\n`);
    } catch {
      // A full disk must not stop the app over its log.
    }
  };
}
