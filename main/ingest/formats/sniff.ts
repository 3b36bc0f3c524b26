/** The formats that sharp does not open by itself here; everything else is left to it. */
export type ForeignFormat = 'heif' | 'jxl' | 'bmp' | 'ico' | 'psd' | 'svg';

const heifBrands: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);
const avifBrands: ReadonlySet<string> = new Set(['avif', 'avis']);

function ascii(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

/** The major brand and the compatible ones of an ISO base media file; empty when it is none. */
function brandsOf(bytes: Uint8Array): readonly string[] {
  if (ascii(bytes, 4, 8) !== 'ftyp') return [];
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  const end = Math.min(size, bytes.length, 256);
  const brands = [ascii(bytes, 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(ascii(bytes, at, at + 4));
  return brands;
}

function isSvg(bytes: Uint8Array): boolean {
  // Unpacked before it is known to be a picture, a compressed SVG could fill the memory: it is not supported.
  const head = new TextDecoder().decode(bytes.subarray(0, 4096)).replace(/^\uFEFF/, '');
  return /^\s*</.test(head) && /<svg[\s>:]|<!doctype\s+svg/i.test(head);
}

/**
 * By the first bytes, not by the name: phones and messengers send HEIC files that are called `.jpg`.
 * Null: sharp's own formats, and what is no image at all.
 */
export function foreignFormat(bytes: Uint8Array): ForeignFormat | null {
  const brands = brandsOf(bytes);
  if (brands.length > 0) {
    if (brands.some((brand) => avifBrands.has(brand))) return null;
    return brands.some((brand) => heifBrands.has(brand)) ? 'heif' : null;
  }
  if (bytes[0] === 0xff && bytes[1] === 0x0a) return 'jxl';
  if (ascii(bytes, 0, 12) === '\0\0\0\x0cJXL \r\n\x87\n') return 'jxl';
  if (ascii(bytes, 0, 4) === '8BPS') return 'psd';
  // Two letters are little to go by: the reserved words after them are zero in every BMP.
  if (ascii(bytes, 0, 2) === 'BM' && ascii(bytes, 6, 10) === '\0\0\0\0') return 'bmp';
  if (ascii(bytes, 0, 4) === '\0\0\x01\0' && (bytes[4] ?? 0) + (bytes[5] ?? 0) > 0) return 'ico';
  return isSvg(bytes) ? 'svg' : null;
}
