/** Files handed to other programs: by the clipboard, and by a drag out of the window. */
import { pathToFileURL } from 'node:url';

/** Bytes under the name that the system's clipboard knows them by. */
export interface ClipboardFormat {
  readonly format: string;
  readonly bytes: Buffer;
}

/**
 * Files as the file managers of the system take them, the format of most of them first; empty where none can be written.
 * On Linux GNOME's, Cinnamon's, MATE's and Xfce's have one of their own, KDE's takes a list of addresses.
 */
export function filesOnClipboard(
  paths: readonly string[],
  platform: NodeJS.Platform,
  desktop: string,
): readonly ClipboardFormat[] {
  if (platform === 'darwin') {
    const entries = paths.map((path) => `<string>${escapeXml(path)}</string>`).join('');
    const plist = `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><array>${entries}</array></plist>`;
    return [{ format: 'NSFilenamesPboardType', bytes: Buffer.from(plist) }];
  }
  if (platform !== 'linux') return [];
  const urls = paths.map((path) => pathToFileURL(path).href);
  const gnome = { format: 'x-special/gnome-copied-files', bytes: Buffer.from(`copy\n${urls.join('\n')}`) };
  const list = { format: 'text/uri-list', bytes: Buffer.from(`${urls.join('\r\n')}\r\n`) };
  return /\bKDE\b/i.test(desktop) ? [list, gnome] : [gnome, list];
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const iconSize = 48;

/** What is seen at the pointer while files are dragged: a grey sheet, as BGRA. Without any, Electron drags nothing. */
export function dragIconPixels(): { readonly pixels: Buffer; readonly size: number } {
  const pixels = Buffer.alloc(iconSize * iconSize * 4);
  for (let y = 0; y < iconSize; y++) {
    for (let x = 0; x < iconSize; x++) {
      const isEdge = x < 2 || y < 2 || x >= iconSize - 2 || y >= iconSize - 2;
      pixels.writeUInt32LE(isEdge ? 0xff_ff_ff_ff : 0xe0_8a_8a_8a, (y * iconSize + x) * 4);
    }
  }
  return { pixels, size: iconSize };
}
