import { openDib } from './dib.js';
import type { OpenedImage } from './opened.js';
import { DamagedImage } from './undecodable.js';

const directoryBytes = 6;
const entryBytes = 16;
const pngStart = Buffer.from('89504e470d0a1a0a', 'hex');

interface Entry {
  readonly pixels: number;
  readonly bits: number;
  readonly start: number;
  readonly end: number;
}

function entriesOf(bytes: Buffer): readonly Entry[] {
  const count = Math.min(bytes.readUInt16LE(4), Math.floor((bytes.length - directoryBytes) / entryBytes));
  return Array.from({ length: count }, (_, index) => {
    const at = directoryBytes + index * entryBytes;
    const start = bytes.readUInt32LE(at + 12);
    // Zero stands for 256.
    const pixels = (bytes.readUInt8(at) || 256) * (bytes.readUInt8(at + 1) || 256);
    return { pixels, bits: bytes.readUInt16LE(at + 6), start, end: start + bytes.readUInt32LE(at + 8) };
  }).filter(({ start, end }) => start >= directoryBytes && end > start && end <= bytes.length);
}

/** The largest picture of an icon, of those the one with the most colours. Throws `DamagedImage`. */
export function openIco(bytes: Buffer): OpenedImage {
  const [best] = entriesOf(bytes).toSorted((a, b) => b.pixels - a.pixels || b.bits - a.bits);
  if (best === undefined) throw new DamagedImage('The file is damaged: it holds no picture.');
  const picture = bytes.subarray(best.start, best.end);
  return picture.subarray(0, pngStart.length).equals(pngStart)
    ? { bytes: picture }
    : openDib(picture, { at: 0, pixelsAt: null, isIcon: true });
}
