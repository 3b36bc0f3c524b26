import { readlinkSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { basename } from 'node:path';

/** Between that of the window's calls and that of the decoders. */
const steps = 5;

/**
 * Makes the calling thread give way to others of this process. Linux keeps a priority for each thread, by its number;
 * elsewhere nothing is done.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    const thread = Number(basename(readlinkSync('/proc/thread-self')));
    setPriority(thread, getPriority(thread) + steps);
  } catch {
    // A system that hides /proc: the thread goes on as it is.
  }
}
