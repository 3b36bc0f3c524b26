import { constants } from 'node:fs';
import { access, opendir, stat } from 'node:fs/promises';
import type { Availability } from '../../preload/contract/model.js';

const probeTimeoutMillis = 5_000;

export const notProbed: Availability = {
  state: 'offline',
  reason: 'not_probed',
  message: 'Not looked at yet.',
  foundAt: null,
};
const online: Availability = { state: 'online', reason: 'readable', message: '', foundAt: null };

async function look(rootPath: string, holdsFiles: boolean): Promise<Availability> {
  try {
    const stats = await stat(rootPath);
    if (!stats.isDirectory()) {
      return {
        state: 'offline',
        reason: 'root_not_directory',
        message: `${rootPath} is not a folder any more.`,
        foundAt: null,
      };
    }
    await access(rootPath, constants.R_OK | constants.X_OK);
    if (holdsFiles) {
      const folder = await opendir(rootPath);
      const first = await folder.read();
      await folder.close();
      if (first === null) {
        return {
          state: 'suspect',
          reason: 'root_empty',
          message: `${rootPath} is empty, though photos are known there. Is its drive mounted? Nothing is taken as deleted.`,
          foundAt: null,
        };
      }
    }
    return online;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return {
        state: 'offline',
        reason: 'root_missing',
        message: `${rootPath} is not there. Connect its drive, or relocate the library if it has moved.`,
        foundAt: null,
      };
    }
    return {
      state: 'offline',
      reason: 'root_unreadable',
      message: `${rootPath} cannot be read (${code ?? String(error)}). Check its permissions and its drive.`,
      foundAt: null,
    };
  }
}

/**
 * Whether a library's root can be believed now. A probe that hangs (a dead network mount) counts as unreadable after
 * five seconds. An empty root of a library that holds files is suspect: a mount point without its drive looks so.
 */
export async function probeAvailability(rootPath: string, holdsFiles: boolean): Promise<Availability> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<Availability>((resolve) => {
    timer = setTimeout(() => {
      resolve({
        state: 'offline',
        reason: 'root_unreadable',
        message: `${rootPath} does not answer. Check the drive or the network.`,
        foundAt: null,
      });
    }, probeTimeoutMillis);
  });
  try {
    return await Promise.race([look(rootPath, holdsFiles), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
