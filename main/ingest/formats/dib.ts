/** Windows bitmaps: BMP files, and the bitmaps inside of icons. */
import type { OpenedImage } from './opened.js';
import { tiffOfPixels } from './tiff.js';
import { DamagedImage, UnsupportedImage, checkPixels } from './undecodable.js';

/** Three or four bytes a pixel are held. */
const maxPixels = 200_000_000;
/** A packed bitmap of some bytes can claim any size. */
const maxPackedPixels = 50_000_000;

const fileHeaderBytes = 14;
const coreHeaderBytes = 12;
const infoHeaderBytes = 40;
const packing = { none: 0, rle8: 1, rle4: 2, bitFields: 3, jpeg: 4, png: 5, alphaBitFields: 6 } as const;

interface Mask {
  readonly shift: number;
  readonly max: number;
}

interface Masks {
  readonly red: Mask;
  readonly green: Mask;
  readonly blue: Mask;
  readonly alpha: Mask | null;
}

interface Header {
  readonly width: number;
  readonly height: number;
  readonly isTopDown: boolean;
  readonly bits: number;
  readonly packing: number;
  /** Where the colour table begins, and how many colours of how many bytes it has. */
  readonly paletteAt: number;
  readonly colours: number;
  readonly colourBytes: number;
  readonly masks: Masks | null;
}

function cutShort(): DamagedImage {
  return new DamagedImage('The file is cut short: part of the picture is missing.');
}

function maskOf(bits: number): Mask {
  if (bits === 0) return { shift: 0, max: 0 };
  const shift = 31 - Math.clz32(bits & -bits);
  return { shift, max: bits >>> shift };
}

function masksOf(bits: number, red: number, green: number, blue: number, alpha: number): Masks | null {
  if (bits !== 16 && bits !== 32) return null;
  return { red: maskOf(red), green: maskOf(green), blue: maskOf(blue), alpha: alpha === 0 ? null : maskOf(alpha) };
}

function readMasks(
  bytes: Buffer,
  at: number,
  headerBytes: number,
  bits: number,
  kind: number,
  isIcon: boolean,
): Masks | null {
  if (kind === packing.bitFields || kind === packing.alphaBitFields) {
    const hasAlpha = headerBytes >= infoHeaderBytes + 16 || kind === packing.alphaBitFields;
    const mask = (index: number): number => bytes.readUInt32LE(at + infoHeaderBytes + index * 4);
    return masksOf(bits, mask(0), mask(1), mask(2), hasAlpha ? mask(3) : 0);
  }
  if (bits === 16) return masksOf(bits, 0x7c00, 0x03e0, 0x001f, 0);
  return masksOf(bits, 0xff0000, 0x00ff00, 0x0000ff, isIcon ? 0xff000000 : 0);
}

function readHeader(bytes: Buffer, at: number, isIcon: boolean): Header {
  if (at + coreHeaderBytes > bytes.length) throw cutShort();
  const headerBytes = bytes.readUInt32LE(at);
  if (headerBytes === coreHeaderBytes) {
    const bits = bytes.readUInt16LE(at + 10);
    return {
      width: bytes.readUInt16LE(at + 4),
      height: bytes.readUInt16LE(at + 6),
      isTopDown: false,
      bits,
      packing: packing.none,
      paletteAt: at + headerBytes,
      colours: bits <= 8 ? 2 ** bits : 0,
      colourBytes: 3,
      masks: null,
    };
  }
  if (headerBytes < infoHeaderBytes) throw new DamagedImage('The file is damaged: its header makes no sense.');
  // Three masks or four may follow the oldest header.
  if (at + infoHeaderBytes + 16 > bytes.length) throw cutShort();
  const height = bytes.readInt32LE(at + 8);
  const bits = bytes.readUInt16LE(at + 14);
  const kind = bytes.readUInt32LE(at + 16);
  const used = bytes.readUInt32LE(at + 32);
  const masksAfter =
    headerBytes > infoHeaderBytes ? 0 : kind === packing.bitFields ? 12 : kind === packing.alphaBitFields ? 16 : 0;
  return {
    width: bytes.readInt32LE(at + 4),
    height: isIcon ? Math.floor(Math.abs(height) / 2) : Math.abs(height),
    isTopDown: height < 0,
    bits,
    packing: kind,
    paletteAt: at + headerBytes + masksAfter,
    colours: bits > 8 ? 0 : used === 0 ? 2 ** bits : Math.min(used, 256),
    colourBytes: 4,
    masks: readMasks(bytes, at, headerBytes, bits, kind, isIcon),
  };
}

/** One byte a pixel, bottom row first; pixels that the packing skips are colour 0. */
function unpackRle(data: Buffer, { width, height, bits, packing: kind }: Header): Buffer {
  if ((kind === packing.rle8 && bits !== 8) || (kind === packing.rle4 && bits !== 4)) {
    throw new DamagedImage('The file is damaged: its header makes no sense.');
  }
  const pixels = Buffer.alloc(width * height);
  let x = 0;
  let y = 0;
  const put = (colour: number): void => {
    if (x < width && y < height) pixels[y * width + x] = colour;
    x++;
  };
  const nibble = (byte: number, index: number): number => (index % 2 === 0 ? byte >> 4 : byte & 15);
  for (let at = 0; at + 1 < data.length && y < height;) {
    const count = data[at++] ?? 0;
    const value = data[at++] ?? 0;
    if (count > 0) {
      for (let i = 0; i < count; i++) put(bits === 8 ? value : nibble(value, i));
    } else if (value === 0) {
      x = 0;
      y++;
    } else if (value === 1) {
      break;
    } else if (value === 2) {
      x += data[at++] ?? 0;
      y += data[at++] ?? 0;
    } else {
      const start = at;
      for (let i = 0; i < value; i++) put(bits === 8 ? (data[start + i] ?? 0) : nibble(data[start + (i >> 1)] ?? 0, i));
      const used = bits === 8 ? value : Math.ceil(value / 2);
      at = start + used + (used % 2);
    }
  }
  return pixels;
}

function bytesPerRow(width: number, bits: number): number {
  return Math.ceil((width * bits) / 32) * 4;
}

function scaled(value: number, { shift, max }: Mask): number {
  return max === 0 ? 0 : Math.round((((value >>> shift) & max) / max) * 255);
}

/** Reads pixels of the stored rows: 0 is the one stored first. */
type ReadRow = (storedRow: number, out: Uint8Array, channels: 3 | 4) => void;

function indexedRows(bytes: Buffer, header: Header, indexAt: (row: number, x: number) => number): ReadRow {
  const { paletteAt, colours, colourBytes, width } = header;
  if (paletteAt + colours * colourBytes > bytes.length) throw cutShort();
  return (row, out, channels) => {
    for (let x = 0; x < width; x++) {
      const index = indexAt(row, x);
      const at = paletteAt + index * colourBytes;
      const isKnown = index < colours;
      out[x * channels] = isKnown ? (bytes[at + 2] ?? 0) : 0;
      out[x * channels + 1] = isKnown ? (bytes[at + 1] ?? 0) : 0;
      out[x * channels + 2] = isKnown ? (bytes[at] ?? 0) : 0;
      if (channels === 4) out[x * channels + 3] = 255;
    }
  };
}

function directRows(bytes: Buffer, header: Header, pixelsAt: number): ReadRow {
  const { width, bits, masks } = header;
  const rowBytes = bytesPerRow(width, bits);
  const step = bits / 8;
  return (row, out, channels) => {
    for (let x = 0; x < width; x++) {
      const at = pixelsAt + row * rowBytes + x * step;
      const to = x * channels;
      if (masks === null) {
        out[to] = bytes[at + 2] ?? 0;
        out[to + 1] = bytes[at + 1] ?? 0;
        out[to + 2] = bytes[at] ?? 0;
        if (channels === 4) out[to + 3] = 255;
        continue;
      }
      const value = bits === 16 ? bytes.readUInt16LE(at) : bytes.readUInt32LE(at);
      out[to] = scaled(value, masks.red);
      out[to + 1] = scaled(value, masks.green);
      out[to + 2] = scaled(value, masks.blue);
      if (channels === 4) out[to + 3] = masks.alpha === null ? 255 : scaled(value, masks.alpha);
    }
  };
}

function rowsOf(bytes: Buffer, header: Header, pixelsAt: number): ReadRow {
  const { width, height, bits } = header;
  if (header.packing === packing.rle8 || header.packing === packing.rle4) {
    checkPixels(width, height, maxPackedPixels);
    const pixels = unpackRle(bytes.subarray(pixelsAt), header);
    return indexedRows(bytes, header, (row, x) => pixels[row * width + x] ?? 0);
  }
  if (![1, 2, 4, 8, 16, 24, 32].includes(bits))
    throw new DamagedImage('The file is damaged: its header makes no sense.');
  const rowBytes = bytesPerRow(width, bits);
  if (pixelsAt + rowBytes * height > bytes.length) throw cutShort();
  if (bits > 8) return directRows(bytes, header, pixelsAt);
  const perByte = 8 / bits;
  return indexedRows(bytes, header, (row, x) => {
    const byte = bytes[pixelsAt + row * rowBytes + Math.floor(x / perByte)] ?? 0;
    return (byte >> (8 - bits * ((x % perByte) + 1))) & (2 ** bits - 1);
  });
}

/** Many programs leave the alpha of a 32-bit bitmap at zero and mean an opaque picture. */
function usesAlpha(header: Header, readRow: ReadRow): boolean {
  if ((header.masks?.alpha ?? null) === null) return false;
  const row = new Uint8Array(header.width * 4);
  for (let y = 0; y < header.height; y++) {
    readRow(y, row, 4);
    for (let at = 3; at < row.length; at += 4) if (row[at] !== 0) return true;
  }
  return false;
}

interface Place {
  /** Where the bitmap's header begins. */
  readonly at: number;
  /** Where its pixels begin; null: after the colour table. */
  readonly pixelsAt: number | null;
  /** In an icon a mask of one bit a pixel follows, and the header's height counts both. */
  readonly isIcon: boolean;
}

/** Throws `DamagedImage` or `UnsupportedImage`. */
export function openDib(bytes: Buffer, { at, pixelsAt, isIcon }: Place): OpenedImage {
  const header = readHeader(bytes, at, isIcon);
  const { width, height, bits, isTopDown } = header;
  const start = pixelsAt ?? header.paletteAt + header.colours * header.colourBytes;
  // Printers' forms: a whole file of another kind in the place of the pixels.
  if (header.packing === packing.jpeg || header.packing === packing.png) return { bytes: bytes.subarray(start) };
  if (header.packing > packing.alphaBitFields) {
    throw new UnsupportedImage('The picture in this bitmap is packed in a way that cannot be decoded.');
  }
  checkPixels(width, height, maxPixels);
  const readRow = rowsOf(bytes, header, start);
  const hasOwnAlpha = usesAlpha(header, readRow);
  const maskAt = start + bytesPerRow(width, bits) * height;
  const maskRowBytes = bytesPerRow(width, 1);
  const hasMask = isIcon && !hasOwnAlpha && maskAt + maskRowBytes * height <= bytes.length;

  const channels = hasOwnAlpha || hasMask ? 4 : 3;
  const out = new Uint8Array(width * channels);
  const row = (y: number): Uint8Array => {
    const stored = isTopDown ? y : height - 1 - y;
    readRow(stored, out, channels);
    if (hasMask) {
      for (let x = 0; x < width; x++) {
        const isClear = ((bytes[maskAt + stored * maskRowBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
        out[x * 4 + 3] = isClear === 1 ? 0 : 255;
      }
    }
    return out;
  };
  return { bytes: tiffOfPixels({ width, height, channels, icc: null, row }) };
}

/** A BMP file. Throws `DamagedImage` or `UnsupportedImage`. */
export function openBmp(bytes: Buffer): OpenedImage {
  if (bytes.length < fileHeaderBytes + coreHeaderBytes) throw cutShort();
  return openDib(bytes, { at: fileHeaderBytes, pixelsAt: bytes.readUInt32LE(10), isIcon: false });
}
