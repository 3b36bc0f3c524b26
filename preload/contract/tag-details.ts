/** What a tag has beside its name: a colour, and a key. */
import { commandIds, keysOf } from './commands.js';

/** In the order in which they are offered. */
export const tagColours = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink'] as const;
export type TagColour = (typeof tagColours)[number];

/** A key that gives a tag to the selection and takes it away: 1 to 9 are pressed with Alt, letters by themselves. */
export type HotKey = string & { readonly __brand: 'HotKey' };

export const hotKeyPattern = /^[1-9a-z]$/;

/** Letters that pages, the viewer and marks hear by themselves, beside those of commands. */
const takenLetters = 'bcfijlmpsuvxz';

const commandLetters: ReadonlySet<string> = new Set(
  [...commandIds].flatMap((command) => [...keysOf(command, true), ...keysOf(command, false)]),
);

function isFree(letter: string): boolean {
  return !takenLetters.includes(letter) && !commandLetters.has(letter.toUpperCase());
}

/** Those that a tag can have, in the order in which they are offered. */
export function hotKeys(): readonly HotKey[] {
  return [...Array.from('123456789'), ...Array.from('abcdefghijklmnopqrstuvwxyz').filter(isFree)] as HotKey[];
}
