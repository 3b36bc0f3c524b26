/**
 * A colour profile with the primaries, white and gamma of Adobe RGB (1998), after its specification of May 2005. Cameras
 * name that space in EXIF and embed no profile; libvips converts by profiles only.
 */

const headerBytes = 128;
const tagEntryBytes = 12;

/** s15Fixed16Number of ICC.1:2001-04. */
function fixed(value: number): number {
  return Math.round(value * 65_536);
}

function textTag(text: string): Buffer {
  return Buffer.concat([Buffer.from('text\0\0\0\0', 'latin1'), Buffer.from(`${text}\0`, 'latin1')]);
}

function descriptionTag(text: string): Buffer {
  const head = Buffer.alloc(12);
  head.write('desc', 'latin1');
  head.writeUInt32BE(text.length + 1, 8);
  // No Unicode and no Macintosh name follow: 8 and 70 bytes of nothing.
  return Buffer.concat([head, Buffer.from(`${text}\0`, 'latin1'), Buffer.alloc(8 + 3 + 67)]);
}

function xyzTag(x: number, y: number, z: number): Buffer {
  const tag = Buffer.alloc(20);
  tag.write('XYZ ', 'latin1');
  [x, y, z].forEach((value, at) => tag.writeInt32BE(fixed(value), 8 + at * 4));
  return tag;
}

function gammaTag(gamma: number): Buffer {
  const tag = Buffer.alloc(16);
  tag.write('curv', 'latin1');
  tag.writeUInt32BE(1, 8);
  tag.writeUInt16BE(Math.round(gamma * 256), 12);
  return tag;
}

function makeProfile(): Buffer {
  const gamma = gammaTag(563 / 256);
  // The colorants are adapted to D50, as every profile's are.
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', descriptionTag('Compatible with Adobe RGB (1998)')],
    ['cprt', textTag('No copyright, use freely')],
    ['wtpt', xyzTag(0.95045, 1, 1.08905)],
    ['rXYZ', xyzTag(0.60974, 0.31111, 0.01947)],
    ['gXYZ', xyzTag(0.20528, 0.62567, 0.06087)],
    ['bXYZ', xyzTag(0.14919, 0.06322, 0.74457)],
    ['rTRC', gamma],
    ['gTRC', gamma],
    ['bTRC', gamma],
  ];
  const table = Buffer.alloc(4 + tags.length * tagEntryBytes);
  table.writeUInt32BE(tags.length);
  let position = headerBytes + table.length;
  const bodies: Buffer[] = [];
  tags.forEach(([name, body], at) => {
    const padded = Buffer.alloc(Math.ceil(body.length / 4) * 4);
    padded.set(body);
    const entry = 4 + at * tagEntryBytes;
    table.write(name, entry, 'latin1');
    table.writeUInt32BE(position, entry + 4);
    table.writeUInt32BE(body.length, entry + 8);
    bodies.push(padded);
    position += padded.length;
  });
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32BE(position);
  header.writeUInt32BE(0x02_10_00_00, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  [2026, 1, 1].forEach((part, at) => header.writeUInt16BE(part, 24 + at * 2));
  header.write('acsp', 36, 'latin1');
  // The white of the connection space, D50.
  [0.9642, 1, 0.82491].forEach((value, at) => header.writeInt32BE(fixed(value), 68 + at * 4));
  return Buffer.concat([header, table, ...bodies]);
}

export const adobeRgbProfile: Buffer = makeProfile();

/** The same JPEG with this profile, which must have none. What is no JPEG is returned as it is. */
export function jpegInAdobeRgb(jpeg: Buffer): Buffer {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return jpeg;
  // APP2 of one part: marker, length, the name, part 1 of 1.
  const head = Buffer.from('\xff\xe2\0\0ICC_PROFILE\0\x01\x01', 'latin1');
  head.writeUInt16BE(head.length - 2 + adobeRgbProfile.length, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, adobeRgbProfile, jpeg.subarray(2)]);
}
