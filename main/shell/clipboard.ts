import { clipboard, ClipboardItem } from 'electron';
import type { ClipboardFormat } from './file-transfer.js';

/** What Electron had before its clipboard became that of the web: it takes one format at a time. */
interface OlderClipboard {
  readonly writeBuffer: (format: string, bytes: Buffer) => void;
}

function isOlder(candidate: object): candidate is OlderClipboard {
  return 'writeBuffer' in candidate;
}

/** Formats of the system's own; where only one can be written, the first. */
export async function writeFormats(formats: readonly ClipboardFormat[]): Promise<void> {
  const current: object = clipboard;
  const [first] = formats;
  if (first === undefined) return;
  if (isOlder(current)) {
    current.writeBuffer(first.format, first.bytes);
    return;
  }
  const entries = formats.map(({ format, bytes }) => [
    `electron application/osclipboard;format="${format}"`,
    new Blob([new Uint8Array(bytes)]),
  ]);
  await clipboard.write([new ClipboardItem(Object.fromEntries(entries) as Record<string, Blob>)]);
}
