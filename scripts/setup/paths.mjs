import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout these scripts stand in. */
export const checkoutDir = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Downloads and builds that several checkouts share; safe to delete at any time. */
export const cacheDir = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'keepsight');

/** Per-checkout state of the set-up; ignored by git. */
export const stateDir = join(checkoutDir, '.runtime');

export const fromCheckout = (...parts) => join(checkoutDir, ...parts);
