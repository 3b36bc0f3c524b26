/** For tests: files that mean harm, or only look so, each with what people are to see of it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

export interface HostileCase {
  /** Below the library's root. */
  readonly relPath: string;
  /**
   * `ready`: shown with its picture. `damaged`: listed, without a picture. `left_out`: not listed, with a reason.
   * `silent`: nothing of a library, so nobody needs to be told.
   */
  readonly shown: 'ready' | 'damaged' | 'left_out' | 'silent';
  /** What the reason must say. */
  readonly reason?: RegExp;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A PNG with the data of one row of grey, whatever its header claims. */
export function pngOf(width: number, height: number, { isInterlaced = false, colourType = 0 } = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourType, 0, 0, isInterlaced ? 1 : 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(width + 1))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The header of a JPEG of that size in one of a real picture: 65,535 a side is the most that the format can say. */
export function jpegClaiming(jpeg: Buffer, width: number, height: number): Buffer {
  const claiming = Buffer.from(jpeg);
  for (let at = 2; at + 9 < claiming.length;) {
    const marker = claiming[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xc2) {
      claiming.writeUInt16BE(height, at + 5);
      claiming.writeUInt16BE(width, at + 7);
      return claiming;
    }
    at += 2 + claiming.readUInt16BE(at + 2);
  }
  throw new Error('The picture has no frame header.');
}

/** The whole screen says 65,535 a side, which is the most that the format can say; its one frame has data of a few bytes. */
export function gifClaiming(width: number, height: number): Buffer {
  const screen = Buffer.alloc(7);
  screen.writeUInt16LE(width, 0);
  screen.writeUInt16LE(height, 2);
  screen[4] = 0x80;
  const frame = Buffer.alloc(10);
  frame[0] = 0x2c;
  frame.writeUInt16LE(width, 5);
  frame.writeUInt16LE(height, 7);
  const colours = Buffer.from([0, 0, 0, 255, 255, 255]);
  const data = Buffer.from([2, 2, 0x4c, 0x01, 0, 0x3b]);
  return Buffer.concat([Buffer.from('GIF89a'), screen, colours, frame, data]);
}

/** One strip, not there. `next` is the place of the next directory: 8 is this one again. */
export function tiffClaiming(width: number, height: number, next = 0): Buffer {
  const tags: readonly (readonly [number, number, number])[] = [
    [256, 4, width],
    [257, 4, height],
    [258, 3, 8],
    [259, 3, 1],
    [262, 3, 1],
    [273, 4, 8],
    [277, 3, 1],
    [278, 4, height],
    [279, 4, 0xffff_fff0],
  ];
  const directory = Buffer.alloc(2 + tags.length * 12 + 4);
  directory.writeUInt16LE(tags.length, 0);
  tags.forEach(([tag, type, value], n) => {
    const at = 2 + n * 12;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(1, at + 4);
    if (type === 3) directory.writeUInt16LE(value, at + 8);
    else directory.writeUInt32LE(value, at + 8);
  });
  directory.writeUInt32LE(next, 2 + tags.length * 12);
  return Buffer.concat([Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0]), directory]);
}

export interface HostilePictures {
  /** Small and sound. Each is put under names of its own. */
  readonly jpeg: Buffer;
  readonly png: Buffer;
}

/** Damaged, mislabelled and made to do harm by what they contain. */
export function writeHostileContents(root: string, { jpeg, png }: HostilePictures): readonly HostileCase[] {
  const cases: HostileCase[] = [];
  const add = (relPath: string, bytes: Buffer | string, shown: HostileCase['shown'], reason?: RegExp): void => {
    writeFileSync(join(root, relPath), bytes);
    cases.push({ relPath, shown, ...(reason === undefined ? {} : { reason }) });
  };
  const cut = Math.floor(jpeg.length / 2);
  add('truncated.jpg', jpeg.subarray(0, cut), 'damaged', /cut short|damaged/);
  add('truncated.png', png.subarray(0, Math.floor(png.length / 2)), 'damaged', /cut short|damaged/);
  add('header only.jpg', jpeg.subarray(0, 20), 'damaged', /cut short|damaged|not an image/);
  add('one byte.jpg', Buffer.from([0xff]), 'damaged', /not an image/);
  add('empty.jpg', '', 'damaged', /empty \(0 bytes\)/);
  add('png named jpg.jpg', png, 'ready');
  add('jpeg named png.png', jpeg, 'ready');
  add('text.jpg', 'Dear diary,\nnothing here is a picture.\n', 'damaged', /not an image/);
  add('page.jpg', '<!doctype html><script>alert(1)</script>', 'damaged', /not an image/);
  add('program.jpg', Buffer.concat([Buffer.from('\u007fELF'), Buffer.alloc(4000, 1)]), 'damaged', /not an image/);
  add('archive.jpg', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(4000, 2)]), 'damaged', /not an image/);
  add('zeros.jpg', Buffer.alloc(50_000), 'damaged', /not an image/);
  add('appended.jpg', Buffer.concat([jpeg, Buffer.alloc(100_000, 3)]), 'ready');
  add('bomb.png', pngOf(100_000, 100_000), 'damaged', /too large|damaged|not an image/);
  add('bomb.jpg', jpegClaiming(jpeg, 65_500, 65_500), 'damaged', /too large|damaged/);
  add('bomb.gif', gifClaiming(65_535, 65_535), 'damaged', /too large|damaged|not an image/);
  add('bomb.tif', tiffClaiming(100_000, 100_000), 'damaged', /too large|damaged|not an image/);
  add('endless.tif', tiffClaiming(10, 10, 8), 'ready');
  // Under the limit, and all of its rows are there but one: what is not there is not made up.
  add('wide.png', pngOf(30_000, 16_000), 'damaged', /cut short|damaged/);
  // Fewer pixels than are allowed, in rows so long that all passes together take gigabytes.
  add('greedy.png', pngOf(4_194_305, 60, { isInterlaced: true, colourType: 6 }), 'damaged', /memory/);
  return cases;
}

/** Sound pictures under names that are hard to handle. */
export function writeHostileNames(root: string, { jpeg }: HostilePictures): readonly HostileCase[] {
  const names = [
    'line\nbreak.jpg',
    'exiftool\n-execute\n-delete_original!\n.jpg',
    'tab\tbell\u0007escape\u001b[31m.jpg',
    'right to left \u202egpj.jpg',
    'שלום.jpg',
    'é composed \u00e9.jpg',
    'é composed e\u0301.jpg',
    'Case.JPG',
    'case.jpg',
    'CASE.jpg',
    '-rf.jpg',
    '@arguments.jpg',
    '%s%n %d.jpg',
    'quote \' and " and ` and $(touch pwned).jpg',
    'back\\slash.jpg',
    'semi;colon & ampersand | pipe.jpg',
    '  spaces  .jpg',
    'trailing dot..jpg',
    'replacement \ufffd.jpg',
    `${'long'.repeat(62)}.jpg`,
    '𝓼𝓬𝓻𝓲𝓹𝓽 😀.jpg',
    'zero\u200bwidth.jpg',
  ];
  // Each with bytes of its own, or they would be one photo.
  return names.map((relPath, n) => {
    writeFileSync(join(root, relPath), Buffer.concat([jpeg, Buffer.from(`name ${n}`)]));
    return { relPath, shown: 'ready' };
  });
}

/** A folder nested so deep that the path of the file in it has about `characters` characters. Returns the file's path. */
export function writeDeepFile(root: string, characters: number, bytes: Buffer, folder = 'nested'): string {
  const fileName = 'deep.jpg';
  const parts: string[] = [];
  let length = root.length + 1 + fileName.length;
  while (length + folder.length + 1 <= characters) {
    parts.push(folder);
    length += folder.length + 1;
  }
  const relPath = [...parts, fileName].join('/');
  mkdirSync(join(root, ...parts), { recursive: true });
  writeFileSync(join(root, relPath), bytes);
  return relPath;
}

/** Runs a line of JavaScript in a process of its own, which ends as it says. */
function run(script: string, ...parameters: readonly string[]): void {
  spawnSync(process.execPath, ['-e', script, ...parameters], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
}

/** A tree whose end no path can name: made, as such trees are, by going down step by step. */
export function writeTooDeepTree(root: string, levels: number, folder: string): void {
  const script = `
    const fs = require('node:fs');
    const [, root, levels, folder] = process.argv;
    process.chdir(root);
    for (let n = 0; n < Number(levels); n++) {
      fs.mkdirSync(folder);
      process.chdir(folder);
    }
    fs.writeFileSync('unreachable.jpg', 'x');`;
  run(script, root, String(levels), folder);
}

/** Killed, because a server that ends takes its socket along. */
function writeSocket(path: string): void {
  run("require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'));", path);
  // There is none where a path has more than 107 bytes.
  if (!existsSync(path)) throw new Error(`No socket could be made at ${path}.`);
}

/** Links, loops, pipes, sockets, devices and what clouds leave behind. `outside` is a folder that must not be read. */
export function writeHostilePlaces(root: string, outside: string, jpeg: Buffer): readonly HostileCase[] {
  const linked = /link/;
  const cases: HostileCase[] = [];
  const add = (relPath: string, reason: RegExp): void => {
    cases.push({ relPath, shown: 'left_out', reason });
  };
  mkdirSync(join(root, 'loop'));
  symlinkSync('..', join(root, 'loop', 'again'));
  add('loop/again', linked);
  symlinkSync('self.jpg', join(root, 'self.jpg'));
  add('self.jpg', linked);
  symlinkSync(outside, join(root, 'outside'));
  add('outside', linked);
  symlinkSync(join(outside, 'secret.jpg'), join(root, 'secret.jpg'));
  add('secret.jpg', linked);
  symlinkSync('/nowhere/at/all.jpg', join(root, 'broken.jpg'));
  add('broken.jpg', linked);
  symlinkSync('/dev/zero', join(root, 'zero.jpg'));
  add('zero.jpg', linked);
  execFileSync('mkfifo', [join(root, 'pipe.jpg')]);
  add('pipe.jpg', /a pipe/);
  writeSocket(join(root, 'socket.jpg'));
  add('socket.jpg', /a socket/);
  if (process.getuid?.() === 0) {
    execFileSync('mknod', [join(root, 'device.jpg'), 'c', '1', '5']);
    add('device.jpg', /a device/);
  }
  writeFileSync(join(root, '.on the phone.heic.icloud'), 'bplist00');
  add('on the phone.heic', /iCloud Drive/);
  writeFileSync(join(root, 'at the office.jpg.nextcloud'), ' ');
  add('at the office.jpg', /Nextcloud/);
  writeFileSync(join(root, 'elsewhere.mp4.cloud'), '');
  add('elsewhere.mp4', /odrive/);
  // The file is here after all: its placeholder says nothing.
  writeFileSync(join(root, 'here.jpg'), jpeg);
  writeFileSync(join(root, '.here.jpg.icloud'), 'bplist00');
  cases.push({ relPath: 'here.jpg', shown: 'ready' });
  linkSync(join(root, 'here.jpg'), join(root, 'hard link.jpg'));
  cases.push({ relPath: 'hard link.jpg', shown: 'ready' });
  copyFileSync(join(root, 'here.jpg'), join(root, 'copy.txt'));
  cases.push({ relPath: 'copy.txt', shown: 'silent' });
  writeFileSync(Buffer.concat([Buffer.from(`${root}/caf`), Buffer.from([0xe9]), Buffer.from('.jpg')]), jpeg);
  writeFileSync(Buffer.concat([Buffer.from(`${root}/caf`), Buffer.from([0xe8]), Buffer.from('.jpg')]), jpeg);
  add('caf\ufffd.jpg', /not valid Unicode/);
  return cases;
}
