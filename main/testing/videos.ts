/** For tests: small videos, made by structure. */

function chunk(name: string, body: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(name, 'latin1');
  header.writeUInt32LE(body.length, 4);
  return Buffer.concat([header, body, Buffer.alloc(body.length % 2)]);
}

function list(name: string, ...parts: readonly Buffer[]): Buffer {
  return chunk('LIST', Buffer.concat([Buffer.from(name, 'latin1'), ...parts]));
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, at) => bytes.writeUInt32LE(value, 4 * at));
  return bytes;
}

export interface AviOptions {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

/** An AVI of JPEGs, as cameras wrote them, with a chunk of padding before its frames. */
export function mjpegAvi(frames: readonly Buffer[], { width, height, framesPerSecond }: AviOptions): Buffer {
  const microseconds = Math.round(1e6 / framesPerSecond);
  const main = words(microseconds, 0, 0, 0x10, frames.length, 0, 1, 0, width, height, 0, 0, 0, 0);
  const stream = Buffer.concat([
    Buffer.from('vidsMJPG', 'latin1'),
    words(0, 0, 0, 1, framesPerSecond, 0, frames.length, 0, 0xffffffff, 0, 0, 0),
  ]);
  const format = Buffer.concat([
    words(40, width, height, (24 << 16) | 1),
    Buffer.from('MJPG', 'latin1'),
    words(width * height * 3, 0, 0, 0, 0),
  ]);
  const headers = list('hdrl', chunk('avih', main), list('strl', chunk('strh', stream), chunk('strf', format)));
  const movie = list('movi', ...frames.map((frame) => chunk('00dc', frame)));
  const body = Buffer.concat([Buffer.from('AVI ', 'latin1'), headers, chunk('JUNK', Buffer.alloc(99)), movie]);
  return chunk('RIFF', body);
}

/** A QuickTime or MP4 video that says of itself that it is HEVC. */
export function claimingHevc(video: Buffer): Buffer {
  const claiming = Buffer.from(video);
  for (let at = claiming.indexOf('avc1'); at >= 0; at = claiming.indexOf('avc1', at + 4)) claiming.write('hvc1', at);
  return claiming;
}
