/**
 * The composite picture of PSD and PSB files: what Photoshop stores beside the layers for other programs. Its planes are
 * packed like those of a TIFF, so it is given to libvips as one, with its profile, and nothing is unpacked here.
 */
import type { OpenedImage } from './opened.js';
import { compression, photometric, tiffHead } from './tiff.js';
import { DamagedImage, UnsupportedImage, checkPixels } from './undecodable.js';

const resource = { iccProfile: 1039, versionInfo: 1057, exif: 1058 } as const;
const mode = { bitmap: 0, greyscale: 1, indexed: 2, rgb: 3, cmyk: 4, duotone: 8 } as const;

interface Planes {
  readonly count: number;
  readonly photometric: (typeof photometric)[keyof typeof photometric];
}

const planesOfMode: ReadonlyMap<number, Planes> = new Map([
  [mode.bitmap, { count: 1, photometric: photometric.whiteIsZero }],
  [mode.greyscale, { count: 1, photometric: photometric.blackIsZero }],
  [mode.indexed, { count: 1, photometric: photometric.palette }],
  [mode.rgb, { count: 3, photometric: photometric.rgb }],
  [mode.cmyk, { count: 4, photometric: photometric.cmyk }],
  // Adobe: readers that know no duotone inks treat it as greyscale.
  [mode.duotone, { count: 1, photometric: photometric.blackIsZero }],
]);

/** Reads one part of the file after the other; trouble is `DamagedImage`. */
class Parts {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  uint(width: 2 | 4 | 8): number {
    const part = this.take(width);
    return width === 2 ? part.readUInt16BE() : width === 4 ? part.readUInt32BE() : Number(part.readBigUInt64BE());
  }

  take(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) {
      throw new DamagedImage('The file is cut short: part of the picture is missing.');
    }
    const part = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return part;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }
}

function resourcesOf(block: Buffer): ReadonlyMap<number, Buffer> {
  const found = new Map<number, Buffer>();
  for (let at = 0; at + 12 <= block.length;) {
    const id = block.readUInt16BE(at + 4);
    const nameBytes = 1 + block.readUInt8(at + 6);
    const sizeAt = at + 6 + nameBytes + (nameBytes % 2);
    if (sizeAt + 4 > block.length) break;
    const size = block.readUInt32BE(sizeAt);
    found.set(id, block.subarray(sizeAt + 4, sizeAt + 4 + size));
    at = sizeAt + 4 + size + (size % 2);
  }
  return found;
}

/** Photoshop stores ink upside down. Rows in PackBits: only what is data is turned, the counts between stay. */
function invertPackBits(data: Buffer): void {
  for (let at = 0; at < data.length;) {
    const count = data.readInt8(at++);
    const values = count >= 0 ? count + 1 : count === -128 ? 0 : 1;
    for (const end = Math.min(at + values, data.length); at < end; at++) data[at] = ~(data[at] ?? 0) & 0xff;
  }
}

function colourMapOf(table: Buffer): readonly number[] {
  if (table.length < 768) throw new DamagedImage('The file is damaged: its colour table is missing.');
  return Array.from(table.subarray(0, 768), (value) => value * 257);
}

/** Throws `DamagedImage` or `UnsupportedImage`. */
export function openPsd(bytes: Buffer): OpenedImage {
  const parts = new Parts(bytes, 4);
  const version = parts.uint(2);
  if (version !== 1 && version !== 2) throw new DamagedImage('The file is damaged: its header makes no sense.');
  const wide = version === 2 ? 8 : 4;
  parts.take(6);
  const channels = parts.uint(2);
  const height = parts.uint(4);
  const width = parts.uint(4);
  const depth = parts.uint(2);
  const planes = planesOfMode.get(parts.uint(2));
  checkPixels(width, height);
  if (planes === undefined || ![1, 8, 16].includes(depth)) {
    throw new UnsupportedImage(
      'Photoshop files in Lab or multichannel mode, or with 32 bits a channel, have no preview.',
    );
  }
  if (channels < planes.count) throw new DamagedImage('The file is damaged: some of its colours are missing.');
  const colourTable = parts.take(parts.uint(4));
  const resources = resourcesOf(parts.take(parts.uint(4)));
  parts.take(parts.uint(wide));
  if (resources.get(resource.versionInfo)?.[4] === 0 || parts.left < 2) {
    throw new UnsupportedImage(
      'The file holds layers only. Save it in Photoshop with “Maximize compatibility” to see a preview.',
    );
  }

  const packing = parts.uint(2);
  if (packing > 1)
    throw new UnsupportedImage('The composite of this Photoshop file is packed in a way that cannot be read.');
  const rowBytes = Math.ceil((width * depth) / 8);
  const isPacked = packing === 1;
  const rowSizes: number[] = [];
  if (isPacked) {
    const countBytes = version === 2 ? 4 : 2;
    const counts = parts.take(height * channels * countBytes);
    for (let row = 0; row < height * planes.count; row++)
      rowSizes.push(counts.readUIntBE(row * countBytes, countBytes));
  } else {
    // One strip a plane.
    for (let plane = 0; plane < planes.count; plane++) rowSizes.push(rowBytes * height);
  }
  // What follows the colours are transparency and saved selections: the colours are blended with white already.
  const packed = parts.take(rowSizes.reduce((sum, size) => sum + size, 0));
  const isInk = planes.photometric === photometric.cmyk;
  const data = isInk ? Buffer.from(packed) : packed;
  if (isInk && isPacked) invertPackBits(data);
  else if (isInk) for (let at = 0; at < data.length; at++) data[at] = ~(data[at] ?? 0) & 0xff;

  const head = tiffHead({
    width,
    height,
    samples: planes.count,
    bitsPerSample: depth,
    photometric: planes.photometric,
    compression: isPacked ? compression.packBits : compression.none,
    isPlanar: planes.count > 1,
    hasAlpha: false,
    rowsPerStrip: isPacked ? 1 : height,
    stripBytes: rowSizes,
    icc: resources.get(resource.iccProfile) ?? null,
    colourMap: planes.photometric === photometric.palette ? colourMapOf(colourTable) : null,
  });
  return { bytes: Buffer.concat([head, data]), exif: resources.get(resource.exif) };
}
