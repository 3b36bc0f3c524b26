/**
 * Pixels dressed as an uncompressed or PackBits TIFF: the one form in which libvips takes a colour profile, CMYK, planes
 * and 16 bits along with them, and converts all of it to sRGB itself.
 */

export const photometric = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, palette: 3, cmyk: 5 } as const;
export const compression = { none: 1, packBits: 32_773 } as const;

export interface TiffLayout {
  readonly width: number;
  readonly height: number;
  readonly samples: number;
  readonly bitsPerSample: number;
  readonly photometric: (typeof photometric)[keyof typeof photometric];
  readonly compression: (typeof compression)[keyof typeof compression];
  /** Interleaved samples, or one plane after the other. */
  readonly isPlanar: boolean;
  /** True when the last sample is unassociated alpha. */
  readonly hasAlpha: boolean;
  readonly rowsPerStrip: number;
  /** Sizes in bytes of the strips, which follow the head without gaps, plane by plane. */
  readonly stripBytes: readonly number[];
  readonly icc: Uint8Array | null;
  /** For a palette: 3 × 2^bits values of 16 bits, all reds first. */
  readonly colourMap: readonly number[] | null;
}

type Field = readonly [tag: number, type: 'short' | 'long' | 'bytes', values: readonly number[] | Uint8Array];

const typeCodes = { short: 3, long: 4, bytes: 7 } as const;
const typeSizes = { short: 2, long: 4, bytes: 1 } as const;
const headerBytes = 8;

function sizeOf([, type, values]: Field): number {
  return typeSizes[type] * values.length;
}

/** Everything before the first strip, big-endian; 16-bit samples must be big-endian too. */
export function tiffHead(layout: TiffLayout): Buffer {
  const fields = (offsets: readonly number[]): readonly Field[] => [
    [256, 'long', [layout.width]],
    [257, 'long', [layout.height]],
    [258, 'short', Array.from({ length: layout.samples }, () => layout.bitsPerSample)],
    [259, 'short', [layout.compression]],
    [262, 'short', [layout.photometric]],
    [273, 'long', offsets],
    [277, 'short', [layout.samples]],
    [278, 'long', [layout.rowsPerStrip]],
    [279, 'long', layout.stripBytes],
    [284, 'short', [layout.isPlanar ? 2 : 1]],
    ...(layout.colourMap === null ? [] : [[320, 'short', layout.colourMap] satisfies Field]),
    ...(layout.hasAlpha ? [[338, 'short', [2]] satisfies Field] : []),
    ...(layout.icc === null ? [] : [[34_675, 'bytes', layout.icc] satisfies Field]),
  ];
  const measured = fields(layout.stripBytes);
  const directoryBytes = 2 + measured.length * 12 + 4;
  const outside = measured.map(sizeOf).filter((size) => size > 4);
  const length = headerBytes + directoryBytes + outside.reduce((sum, size) => sum + size + (size % 2), 0);

  let position = length;
  const offsets = layout.stripBytes.map((size) => {
    const offset = position;
    position += size;
    return offset;
  });
  const head = Buffer.alloc(length);
  head.write('MM\0*', 'latin1');
  head.writeUInt32BE(headerBytes, 4);
  head.writeUInt16BE(measured.length, headerBytes);
  let outsideAt = headerBytes + directoryBytes;
  fields(offsets).forEach((field, index) => {
    const [tag, type, values] = field;
    const entry = headerBytes + 2 + index * 12;
    const size = sizeOf(field);
    head.writeUInt16BE(tag, entry);
    head.writeUInt16BE(typeCodes[type], entry + 2);
    head.writeUInt32BE(values.length, entry + 4);
    if (size > 4) head.writeUInt32BE(outsideAt, entry + 8);
    const at = size > 4 ? outsideAt : entry + 8;
    values.forEach((value: number, i: number) => {
      if (type === 'short') head.writeUInt16BE(value, at + i * 2);
      else if (type === 'long') head.writeUInt32BE(value, at + i * 4);
      else head.writeUInt8(value, at + i);
    });
    if (size > 4) outsideAt += size + (size % 2);
  });
  return head;
}

const stripTargetBytes = 1024 * 1024;

export interface InterleavedPixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly icc: Uint8Array | null;
  /** Bytes of row `y`, at least `width` × `channels`. */
  readonly row: (y: number) => Uint8Array;
}

/** A TIFF of 8-bit RGB or RGBA rows; the rows are copied once. */
export function tiffOfPixels({ width, height, channels, icc, row }: InterleavedPixels): Buffer {
  const rowBytes = width * channels;
  const rowsPerStrip = Math.max(1, Math.min(height, Math.floor(stripTargetBytes / rowBytes)));
  const stripBytes = Array.from(
    { length: Math.ceil(height / rowsPerStrip) },
    (_, strip) => Math.min(rowsPerStrip, height - strip * rowsPerStrip) * rowBytes,
  );
  const head = tiffHead({
    width,
    height,
    samples: channels,
    bitsPerSample: 8,
    photometric: photometric.rgb,
    compression: compression.none,
    isPlanar: false,
    hasAlpha: channels === 4,
    rowsPerStrip,
    stripBytes,
    icc,
    colourMap: null,
  });
  const tiff = Buffer.allocUnsafe(head.length + rowBytes * height);
  tiff.set(head);
  for (let y = 0; y < height; y++) tiff.set(row(y).subarray(0, rowBytes), head.length + y * rowBytes);
  return tiff;
}
