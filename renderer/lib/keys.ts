/** Keys as `preload/contract/commands.ts` writes them. */
import { keysOf, type CommandId } from '../api/index.js';
import { messages } from './messages.js';

interface Parts {
  readonly key: string;
  readonly isMod: boolean;
  readonly isShift: boolean;
}

function partsOf(keys: string): Parts {
  const isMod = keys.startsWith('Mod+');
  const rest = isMod ? keys.slice('Mod+'.length) : keys;
  const isShift = rest.startsWith('Shift+');
  return { key: isShift ? rest.slice('Shift+'.length) : rest, isMod, isShift };
}

/** What of a key stroke decides which keys it is. */
export type KeyStroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Signs such as `?` and `+` are typed with Shift on some keyboards and without on others. */
function isSign(key: string): boolean {
  return key.length === 1 && key.toLowerCase() === key.toUpperCase();
}

export function isStroke(keys: string, stroke: KeyStroke, onMac: boolean): boolean {
  const { key, isMod, isShift } = partsOf(keys);
  const hasMod = onMac ? stroke.metaKey : stroke.ctrlKey;
  const hasOther = onMac ? stroke.ctrlKey : stroke.metaKey;
  if (hasMod !== isMod || hasOther || stroke.altKey) return false;
  if (stroke.key.toLowerCase() !== key.toLowerCase()) return false;
  return stroke.shiftKey === isShift || isSign(key);
}

const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧' };
const names: Readonly<Record<string, string>> = messages.keys;

/** One text for each key, as it is written on keyboards. */
export function keyCaps(keys: string, onMac: boolean): readonly string[] {
  const { key, isMod, isShift } = partsOf(keys);
  const parts = [...(isMod ? ['Mod'] : []), ...(isShift ? ['Shift'] : []), key];
  return parts.map((part) => (onMac ? macSigns[part] : undefined) ?? names[part] ?? part);
}

/** Of the first keys of a command; none where it has no keys. */
export function commandCaps(command: CommandId, onMac: boolean): readonly string[] {
  const [keys] = keysOf(command, onMac);
  return keys === undefined ? [] : keyCaps(keys, onMac);
}
