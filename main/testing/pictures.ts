/** For tests: small JPEGs that no rule takes for each other: capture time, dimensions and look all differ. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { helperRuntime } from './decoding.js';

const script = `
const sharp = require('sharp');
const make = async (n) => {
  // A coarse random pattern, enlarged: what a difference hash looks at.
  let state = (n + 1) * 0x9e3779b9 >>> 0;
  const random = () => (state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5 >>> 0) / 4294967296;
  const grid = Buffer.from(Array.from({ length: 72 * 3 }, () => random() * 256));
  const at = (v) => String(v).padStart(2, '0');
  const taken = '20' + at(n % 20 + 1) + ':' + at(n % 12 + 1) + ':' + at(n % 28 + 1) + ' 10:' + at(n % 60) + ':00';
  return sharp(grid, { raw: { width: 9, height: 8, channels: 3 } })
    .resize(90 + n * 6, 80 + n * 4, { kernel: 'nearest', fit: 'fill' })
    .withExif({ IFD0: { Make: 'Keepsight', Model: 'Test' }, IFD2: { DateTimeOriginal: taken } })
    .jpeg({ quality: 80 })
    .toBuffer();
};
(async () => {
  const all = [];
  for (let n = 0; n < Number(process.argv[1]); n++) all.push((await make(n)).toString('base64'));
  process.stdout.write(JSON.stringify(all));
})();
`;

/** The same bytes each time. */
export function testPictures(count: number): readonly Buffer[] {
  const output = execFileSync(helperRuntime() ?? process.execPath, ['-e', script, String(count)], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return (JSON.parse(output.toString()) as string[]).map((text) => Buffer.from(text, 'base64'));
}

/** The same picture with other bytes: an edit that neither changes what is seen nor what the header says. */
export function editedPicture(picture: Buffer, edit: number): Buffer {
  return edit === 0 ? picture : Buffer.concat([picture, Buffer.from(`edit ${edit}`)]);
}
