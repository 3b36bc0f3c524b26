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

/** Little-endian. The header must be complete; the first directory follows it, and the second is linked to from there. */
function tiff(header: Buffer, first: Ifd, second?: Ifd): Buffer {
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
  const at = write(first);
  const link = second === undefined ? 0 : write(second);
  const file = Buffer.concat(parts);
  file.writeUInt32LE(link, at + 2 + first.length * 12);
  return file;
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

function cameraExif(options: RawOptions): Field[] {
  const exif: Field[] = [
    [0x9003, 'ascii', takenAt],
    [0xa001, 'short', [options.isAdobeRgb === true ? 0xffff : 1]],
    [0xa002, 'long', [rawSize.width]],
    [0xa003, 'long', [rawSize.height]],
  ];
  if (options.isAdobeRgb === true) exif.push([0xa005, 'long', { ifds: [[[1, 'ascii', 'R03']]] }]);
  return exif;
}

function camera(make: string, model: string, options: RawOptions): Field[] {
  return [
    [0x10f, 'ascii', make],
    [0x110, 'ascii', model],
    [0x112, 'short', [options.orientation ?? 1]],
    [0x8769, 'long', { ifds: [cameraExif(options)] }],
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
  const first: Ifd = [
    [0x100, 'short', [480]],
    [0x101, 'short', [320]],
    [0x103, 'short', [6]],
    ...strips,
    ...camera('Canon', 'Canon EOS R', options),
  ];
  return tiff(header, first, options.small === undefined ? undefined : picture(0x201, options.small));
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

function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => bytes.writeUInt32BE(value, at * 4));
  return bytes;
}

/** A track whose one sample is a JPEG at `offset`. */
function canonTrack(offset: number, sizeBytes: number): Buffer {
  const description = Buffer.alloc(78);
  description.writeUInt16BE(rawSize.width, 24);
  description.writeUInt16BE(rawSize.height, 26);
  const samples = box(
    'stbl',
    box('stsd', numbers(0, 1), box('CRAW', description, box('JPEG', numbers(0)))),
    box('stsc', numbers(0, 1, 1, 1, 1)),
    box('stsz', numbers(0, sizeBytes, 1)),
    box('co64', numbers(0, 1, 0, offset)),
  );
  const handler = box('hdlr', numbers(0, 0), Buffer.from('vide'), Buffer.alloc(13));
  const head = Buffer.alloc(84);
  head.writeUInt16BE(rawSize.width, 76);
  head.writeUInt16BE(rawSize.height, 80);
  return box('trak', box('tkhd', head), box('mdia', handler, box('minf', samples)));
}

/** `small` lies in a box of its own, `jpeg` in a track, EXIF in two TIFFs. */
function canonMovie(options: RawOptions): Buffer {
  const { jpeg, small = jpeg } = options;
  const [main, exif] = [camera('Canon', 'Canon EOS R5', options), cameraExif(options)];
  const type = box('ftyp', Buffer.from('crx \0\0\0\x01crx isom', 'latin1'));
  const shape = Buffer.alloc(16);
  [1, 1620, 1080, 1].forEach((value, at) => shape.writeUInt16BE(value, 4 + at * 2));
  shape.writeUInt32BE(small.length, 12);
  const preview = box(
    'uuid',
    Buffer.from('eaf42b5e1c984b88b9fbb7dc406e4d16', 'hex'),
    numbers(0, 1),
    box('PRVW', shape, small),
  );
  const movie = (offset: number): Buffer =>
    box(
      'moov',
      box(
        'uuid',
        Buffer.from('85c0b687820f11e08111f4ce462b6a48', 'hex'),
        box('CNCV', Buffer.from('CanonCR3_001/00.09.00/00.00.00', 'latin1')),
        box('CMT1', tiff(plainHeader, main.slice(0, 3))),
        box('CMT2', tiff(plainHeader, exif)),
      ),
      canonTrack(offset, jpeg.length),
    );
  const before = type.length + movie(0).length + preview.length;
  return Buffer.concat([type, movie(before + 8), preview, box('mdat', jpeg)]);
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
  cr3: canonMovie,
  rw2: panasonic,
  raf: fuji,
};
