/** HEIC and HEIF through libheif as WebAssembly: a broken file can reach no further than the memory of that module. */
import type { LibHeif } from 'libheif-js/libheif-wasm/libheif-bundle.js';
import type { OpenedImage } from './opened.js';
import { tiffOfPixels } from './tiff.js';
import { DamagedImage, UnsupportedImage, checkPixels } from './undecodable.js';

/** Planes and RGB together take five bytes a pixel of a memory that ends at 2 GB; the largest phone cameras have 200. */
const maxPixels = 210_000_000;
const maxMetadataBytes = 16 * 1024 * 1024;

// libheif's enumerations (heif.h, heif_error.h).
const colourSpaceRgb = 1;
const chromaRgb = 10;
const chromaRgba = 11;
const channelInterleaved = 10;
const errorUnsupportedFileType = 3;
const errorUnsupportedFeature = 4;
const errorOutOfMemory = 6;
/** Where `max_image_size_pixels` lies in `heif_security_limits`. */
const maxPixelsOffset = 8;

let instance: LibHeif | null = null;

async function library(): Promise<LibHeif> {
  if (instance === null) {
    const { default: load } = await import('libheif-js/libheif-wasm/libheif-bundle.js');
    instance = load();
  }
  return instance;
}

function readUInt32(lib: LibHeif, pointer: number): number {
  return new DataView(lib.HEAPU8.buffer).getUint32(pointer, true);
}

function textAt(lib: LibHeif, pointer: number): string {
  const end = lib.HEAPU8.indexOf(0, pointer);
  return new TextDecoder().decode(lib.HEAPU8.slice(pointer, Math.min(end, pointer + 160)));
}

/** What lies in the module's memory during one image, and is given back after it. */
class Arena {
  readonly #lib: LibHeif;
  readonly #releases: (() => void)[] = [];

  constructor(lib: LibHeif) {
    this.#lib = lib;
  }

  alloc(bytes: number): number {
    const pointer = this.#lib._malloc(bytes);
    if (pointer === 0)
      throw new DamagedImage('The image is too large to be decoded safely: the memory does not suffice.');
    this.onRelease(() => {
      this.#lib._free(pointer);
    });
    return pointer;
  }

  onRelease(release: () => void): void {
    this.#releases.unshift(release);
  }

  release(): void {
    for (const release of this.#releases) release();
  }
}

/** `call` gets where libheif is to write its error, and where its result: 4 bytes. Returns the result. */
function checked(lib: LibHeif, arena: Arena, call: (error: number, out: number) => void): number {
  const error = arena.alloc(16);
  const out = error + 12;
  lib.HEAPU8.fill(0, error, error + 16);
  call(error, out);
  const code = readUInt32(lib, error);
  if (code === 0) return readUInt32(lib, out);
  const detail = textAt(lib, readUInt32(lib, error + 8));
  if (code === errorUnsupportedFeature || code === errorUnsupportedFileType) {
    throw new UnsupportedImage(`The picture in this HEIF file is stored in a way that cannot be decoded (${detail}).`);
  }
  if (code === errorOutOfMemory) {
    throw new DamagedImage('The image is too large to be decoded safely: the memory does not suffice.');
  }
  throw new DamagedImage(`The file is damaged and cannot be decoded (${detail}).`);
}

function iccOf(lib: LibHeif, arena: Arena, handle: number): Uint8Array | null {
  const size = lib._heif_image_handle_get_raw_color_profile_size(handle);
  if (size === 0 || size > maxMetadataBytes) return null;
  const at = arena.alloc(size);
  checked(lib, arena, (error) => {
    lib._heif_image_handle_get_raw_color_profile(error, handle, at);
  });
  return lib.HEAPU8.slice(at, at + size);
}

function exifOf(lib: LibHeif, arena: Arena, handle: number): Buffer | undefined {
  const filter = arena.alloc(8);
  lib.HEAPU8.set(new TextEncoder().encode('Exif\0'), filter);
  const ids = arena.alloc(4);
  if (lib._heif_image_handle_get_list_of_metadata_block_IDs(handle, filter, ids, 1) < 1) return undefined;
  const id = readUInt32(lib, ids);
  const size = lib._heif_image_handle_get_metadata_size(handle, id);
  if (size <= 4 || size > maxMetadataBytes) return undefined;
  const at = arena.alloc(size);
  checked(lib, arena, (error) => {
    lib._heif_image_handle_get_metadata(error, handle, id, at);
  });
  const block = Buffer.from(lib.HEAPU8.slice(at, at + size));
  // The block begins with the distance from its fifth byte to the TIFF header.
  const start = 4 + block.readUInt32BE(0);
  return start < block.length ? block.subarray(start) : undefined;
}

function open(lib: LibHeif, arena: Arena, bytes: Uint8Array): OpenedImage {
  // Before the context, so that they are given back after it: it reads from these bytes until it is freed.
  const file = arena.alloc(bytes.length);
  lib.HEAPU8.set(bytes, file);
  const context = lib._heif_context_alloc();
  arena.onRelease(() => {
    lib._heif_context_free(context);
  });
  const limits = lib._heif_context_get_security_limits(context);
  new DataView(lib.HEAPU8.buffer).setBigUint64(limits + maxPixelsOffset, BigInt(maxPixels), true);
  checked(lib, arena, (error) => {
    lib._heif_context_read_from_memory_without_copy(error, context, file, bytes.length, 0);
  });
  const handle = checked(lib, arena, (error, out) => {
    lib._heif_context_get_primary_image_handle(error, context, out);
  });
  arena.onRelease(() => {
    lib._heif_image_handle_release(handle);
  });
  checkPixels(lib._heif_image_handle_get_ispe_width(handle), lib._heif_image_handle_get_ispe_height(handle), maxPixels);
  checkPixels(lib._heif_image_handle_get_width(handle), lib._heif_image_handle_get_height(handle), maxPixels);

  const icc = iccOf(lib, arena, handle);
  const exif = exifOf(lib, arena, handle);
  const hasAlpha = lib._heif_image_handle_has_alpha_channel(handle) !== 0;
  // More than 8 bits are reduced here; rotation, mirroring, cropping and tiles are applied.
  const image = checked(lib, arena, (error, out) => {
    lib._heif_decode_image(error, handle, out, colourSpaceRgb, hasAlpha ? chromaRgba : chromaRgb, 0);
  });
  arena.onRelease(() => {
    lib._heif_image_release(image);
  });
  const width = lib._heif_image_get_width(image, channelInterleaved);
  const height = lib._heif_image_get_height(image, channelInterleaved);
  checkPixels(width, height, maxPixels);
  const strideOut = arena.alloc(4);
  const plane = lib._heif_image_get_plane_readonly2(image, channelInterleaved, strideOut);
  const stride = readUInt32(lib, strideOut);
  const row = (y: number): Uint8Array => lib.HEAPU8.subarray(plane + y * stride, plane + (y + 1) * stride);
  return { bytes: tiffOfPixels({ width, height, channels: hasAlpha ? 4 : 3, icc, row }), exif };
}

/**
 * The primary picture, upright, as an 8-bit TIFF with the file's ICC profile; and its EXIF block. Throws `DamagedImage` or
 * `UnsupportedImage`.
 */
export async function openHeif(bytes: Uint8Array): Promise<OpenedImage> {
  const lib = await library();
  const arena = new Arena(lib);
  try {
    const opened = open(lib, arena, bytes);
    arena.release();
    return opened;
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) {
      // The module's memory is in an unknown state: nothing is given back, and the process is replaced.
      throw new DamagedImage(`The file is damaged and cannot be decoded (${error.message}).`, { cause: error });
    }
    arena.release();
    throw error;
  }
}
