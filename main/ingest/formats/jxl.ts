/** JPEG XL through jxl-oxide, a decoder in Rust, as WebAssembly. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type * as JxlOxide from 'jxl-oxide-wasm';
import type { OpenedImage } from './opened.js';
import { DamagedImage, checkPixels } from './undecodable.js';

/** Samples are 32-bit floats while it works: some 16 bytes a pixel of a memory that ends at 4 GB. */
const maxPixels = 100_000_000;
const maxMetadataBytes = 16 * 1024 * 1024;

let loaded: typeof JxlOxide | null = null;

async function library(): Promise<typeof JxlOxide> {
  if (loaded === null) {
    const jxl = await import('jxl-oxide-wasm');
    const manifest = createRequire(import.meta.url).resolve('jxl-oxide-wasm/package.json');
    jxl.initSync({ module: readFileSync(join(dirname(manifest), 'jxl_oxide_wasm_bg.wasm')) });
    loaded = jxl;
  }
  return loaded;
}

interface Box {
  readonly type: string;
  readonly content: Buffer;
}

/** The boxes of the container form; none for a bare codestream. Stops at the first that makes no sense. */
function* boxesOf(bytes: Buffer): Generator<Box> {
  if (bytes[0] === 0xff) return;
  let at = 0;
  while (at + 8 <= bytes.length) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    const short = bytes.readUInt32BE(at);
    const hasLongSize = short === 1 && at + 16 <= bytes.length;
    const headBytes = hasLongSize ? 16 : 8;
    const size = hasLongSize ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? bytes.length - at : short;
    if (size < headBytes || at + size > bytes.length) return;
    yield { type, content: bytes.subarray(at + headBytes, at + size) };
    at += size;
  }
}

function unpacked({ type, content }: Box): Box | null {
  if (type !== 'brob' || content.length <= 4) return { type, content };
  // Only what is wanted is unpacked, and only so far.
  if (content.toString('latin1', 0, 4) !== 'Exif') return null;
  try {
    return { type: 'Exif', content: brotliDecompressSync(content.subarray(4), { maxOutputLength: maxMetadataBytes }) };
  } catch {
    return null;
  }
}

function exifOf(bytes: Buffer): Buffer | undefined {
  for (const packed of boxesOf(bytes)) {
    const box = unpacked(packed);
    if (box?.type !== 'Exif' || box.content.length <= 4) continue;
    // The box begins with the distance from its fifth byte to the TIFF header.
    const start = 4 + box.content.readUInt32BE(0);
    if (start < box.content.length) return box.content.subarray(start);
  }
  return undefined;
}

function toPng(image: JxlOxide.JxlImage, bytes: Buffer): Buffer {
  image.forceSrgb = true;
  image.feedBytes(bytes);
  if (!image.tryInit() || image.width === undefined || image.height === undefined) {
    throw new DamagedImage('The file is cut short: part of the picture is missing.');
  }
  checkPixels(image.width, image.height, maxPixels);
  if (!image.loaded && image.numLoadedKeyframes === 0) {
    throw new DamagedImage('The file is cut short: part of the picture is missing.');
  }
  // The frame is given up by its encoding.
  return Buffer.from(image.render().encodeToPng().buffer);
}

/** The first frame, upright, as a PNG; and the container's EXIF block. Throws `DamagedImage`. */
export async function openJxl(bytes: Buffer): Promise<OpenedImage> {
  const { JxlImage } = await library();
  const image = new JxlImage();
  try {
    const png = toPng(image, bytes);
    image.free();
    return { bytes: png, exif: exifOf(bytes) };
  } catch (error) {
    if (error instanceof DamagedImage) {
      image.free();
      throw error;
    }
    // After a trap the module's memory is in an unknown state: the image is left where it is, and the process is replaced.
    const detail = (error instanceof Error ? error.message : String(error)).slice(0, 160);
    throw new DamagedImage(`The file is damaged and cannot be decoded (${detail}).`, { cause: error });
  }
}
