/**
 * For tests: RAW files of several makers, as far as their pictures go: the structure by which ExifTool knows them, and no
 * sensor data. Real ones are too large for a repository, and none of a free licence is at hand.
 */

type Value = readonly number[] | string | Buffer;
type FieldType = 'byte' | 'ascii' | 'short' | 'long' | 'undefined';
/** `blob`: the field holds where these bytes lie, and not the bytes. */
type Field = readonly [
  tag: number,
  type: FieldType,
  value: Value | { readonly blob: Buffer } | { readonly ifds: readonly Ifd[] },
];
type Ifd = readonly Field[];

const typeCodes = { byte: 1, ascii: 2, short: 3, long: 4, undefined: 7 } as const;

function bytesOf(type: FieldType, value: Value): Buffer {
  if (Buffer.isBuffer(value)) return value;
  if (typeof value === 'string') return Buffer.from(`${value}\0`, 'latin1');
  const size = type === 'short' ? 2 : type === 'long' ? 4 : 1;
  const bytes = Buffer.alloc(size * value.length);
  value.forEach((number, at) => bytes.writeUIntLE(number, at * size, size));
  return bytes;
}

/** Little-endian. The header must be complete; the first directory follows it. */
function tiff(header: Buffer, first: Ifd): Buffer {
  const parts: Buffer[] = [header];
  let length = header.length;
  const append = (bytes: Buffer): number => {
    const at = length;
    // Directories have an even length: what is written into them later lands in the file.
    parts.push(bytes, Buffer.alloc(bytes.length % 2));
    length += bytes.length + (bytes.length % 2);
    return at;
  };
  const write = (ifd: Ifd): number => {
    const table = Buffer.alloc(2 + ifd.length * 12 + 4);
    const at = append(table);
    table.writeUInt16LE(ifd.length);
    [...ifd]
      .sort(([a], [b]) => a - b)
      .forEach(([tag, type, value], index) => {
        const entry = 2 + index * 12;
        const isOwn = typeof value === 'string' || Buffer.isBuffer(value) || Array.isArray(value);
        const bytes = isOwn
          ? bytesOf(type, value as Value)
          : 'blob' in value
            ? bytesOf('long', [append(value.blob)])
            : bytesOf('long', (value as { readonly ifds: readonly Ifd[] }).ifds.map(write));
        const unit = type === 'short' ? 2 : type === 'long' ? 4 : 1;
        table.writeUInt16LE(tag, entry);
        table.writeUInt16LE(typeCodes[type], entry + 2);
        table.writeUInt32LE(bytes.length / unit, entry + 4);
        if (bytes.length <= 4) bytes.copy(table, entry + 8);
        else table.writeUInt32LE(append(bytes), entry + 8);
      });
    return at;
  };
  write(first);
  return Buffer.concat(parts);
}

export interface RawOptions {
  readonly jpeg: Buffer;
  /** A smaller picture, where the maker has two. */
  readonly small?: Buffer;
  /** Default 1. */
  readonly orientation?: number;
  readonly isAdobeRgb?: boolean;
}

/** Of the RAW picture as it is stored. */
export const rawSize = { width: 6000, height: 4000 } as const;

const plainHeader = Buffer.from('II*\0\x08\0\0\0', 'latin1');
const takenAt = '2024:05:06 07:08:09';

function camera(make: string, model: string, options: RawOptions): Field[] {
  const exif: Field[] = [
    [0x9003, 'ascii', takenAt],
    [0xa001, 'short', [options.isAdobeRgb === true ? 0xffff : 1]],
    [0xa002, 'long', [rawSize.width]],
    [0xa003, 'long', [rawSize.height]],
  ];
  if (options.isAdobeRgb === true) exif.push([0xa005, 'long', { ifds: [[[1, 'ascii', 'R03']]] }]);
  return [
    [0x10f, 'ascii', make],
    [0x110, 'ascii', model],
    [0x112, 'short', [options.orientation ?? 1]],
    [0x8769, 'long', { ifds: [exif] }],
  ];
}

const sensor: Ifd = [
  [0xfe, 'long', [0]],
  [0x100, 'long', [rawSize.width]],
  [0x101, 'long', [rawSize.height]],
  [0x106, 'short', [32_803]],
];

/** A picture whose place is told by two fields. */
function picture(startTag: number, jpeg: Buffer): Field[] {
  return [
    [0xfe, 'long', [1]],
    [0x103, 'short', [startTag === 0x111 ? 7 : 6]],
    [startTag, 'long', { blob: jpeg }],
    [startTag === 0x111 ? 0x117 : startTag + 1, 'long', [jpeg.length]],
  ];
}

function canon(options: RawOptions): Buffer {
  const header = Buffer.from('II*\0\x10\0\0\0CR\x02\0\0\0\0\0', 'latin1');
  const strips = picture(0x111, options.jpeg).filter(([tag]) => tag !== 0xfe && tag !== 0x103);
  return tiff(header, [
    [0x100, 'short', [480]],
    [0x101, 'short', [320]],
    [0x103, 'short', [6]],
    ...strips,
    ...camera('Canon', 'Canon EOS R', options),
  ]);
}

function panasonic(options: RawOptions): Buffer {
  return tiff(
    Buffer.from('IIU\0\x18\0\0\0\x88\xe7\x74\xd8\xf8\x25\x1d\x4d\x94\x7a\x6e\x77\x82\x2b\x5d\x6a', 'latin1'),
    [
      [0x2, 'short', [rawSize.width]],
      [0x3, 'short', [rawSize.height]],
      [0x4, 'short', [0]],
      [0x5, 'short', [0]],
      [0x6, 'short', [rawSize.height]],
      [0x7, 'short', [rawSize.width]],
      [0x2e, 'undefined', options.jpeg],
      ...camera('Panasonic', 'DC-GH5', options),
    ],
  );
}

function fuji({ jpeg }: RawOptions): Buffer {
  const header = Buffer.alloc(0x94);
  header.write('FUJIFILMCCD-RAW 0201FF393101X-T2', 'latin1');
  header.write('0100', 0x3c, 'latin1');
  header.writeUInt32BE(header.length, 0x54);
  header.writeUInt32BE(jpeg.length, 0x58);
  return Buffer.concat([header, jpeg]);
}

/** By extension. `raf`: its picture has an EXIF block of its own, and tells the orientation itself. */
export const rawMakers: Readonly<Record<string, (options: RawOptions) => Buffer>> = {
  nef: (options) =>
    tiff(plainHeader, [
      ...camera('NIKON CORPORATION', 'NIKON D750', options),
      [0x14a, 'long', { ifds: [picture(0x201, options.jpeg), sensor] }],
    ]),
  arw: (options) =>
    tiff(plainHeader, [
      ...picture(0x201, options.jpeg),
      ...camera('SONY', 'ILCE-7M3', options),
      [0x14a, 'long', { ifds: [sensor] }],
    ]),
  dng: (options) =>
    tiff(plainHeader, [
      ...(options.small === undefined ? [] : picture(0x111, options.small)),
      ...camera('Google', 'Pixel 8', options),
      [0xc612, 'byte', [1, 4, 0, 0]],
      [0x14a, 'long', { ifds: [sensor, picture(0x111, options.jpeg)] }],
    ]),
  cr2: canon,
  rw2: panasonic,
  raf: fuji,
};
