/** The small picture that cameras put beside the Exif tags: it is there at once, where the photo has to be decoded first. */
import type { PixelSize } from '../core/embedded-picture.js';
import { exifTags, orientationOf } from './header.js';

/** What it lies in is a block of an APP1 segment, or a whole file built like a TIFF. */
const exifSignature = 'Exif\0\0';
/** Longest that an APP1 segment can hold; what RAW files have may be a little more. */
const maxBytes = 128 * 1024;

function isJpeg(bytes: Buffer): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

export interface ExifThumbnail {
  readonly jpeg: Buffer;
  /** Of the photo, 1 to 8: its thumbnail is stored as it is. */
  readonly orientation: number;
}

/** The JPEG of the 1st IFD (Exif 2.32, section 4.5.6); null when there is none, or the bytes given end before it does. */
export function thumbnailOfExif(exif: Buffer): ExifThumbnail | null {
  const tags = exifTags(exif);
  if (tags === null) return null;
  const start: unknown = tags.Thumbnail?.JPEGInterchangeFormat;
  const length: unknown = tags.Thumbnail?.JPEGInterchangeFormatLength;
  if (typeof start !== 'number' || typeof length !== 'number' || length > maxBytes) return null;
  const base = exif.toString('latin1', 0, exifSignature.length) === exifSignature ? exifSignature.length : 0;
  const jpeg = exif.subarray(base + start, base + start + length);
  if (jpeg.length !== length || !isJpeg(jpeg)) return null;
  return { jpeg, orientation: orientationOf(tags) };
}

/** The JPEG with an Exif block of its own, of one tag, so that it is shown turned as the photo is. */
export function uprightJpeg({ jpeg, orientation }: ExifThumbnail): Buffer {
  const tiff = Buffer.alloc(26);
  // Big-endian; its directory follows, of one entry: 0x0112, one SHORT. No other directory comes after it.
  tiff.write('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01', 'latin1');
  tiff.writeUInt16BE(orientation, 18);
  const head = Buffer.from(`\xff\xe1\0\0${exifSignature}`, 'latin1');
  head.writeUInt16BE(head.length - 2 + tiff.length, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, tiff, jpeg.subarray(2)]);
}

/**
 * False when one lies and the other stands: then the photo was turned or cropped by a program that left its thumbnail as
 * it was. Bars that cameras add to fill their thumbnails are no such sign. Sizes in pixels, before they are turned.
 */
export function fitsPhoto(thumbnail: PixelSize, photo: PixelSize): boolean {
  const square = 1.1;
  const lies = ({ width, height }: PixelSize): boolean => width > height * square;
  const stands = ({ width, height }: PixelSize): boolean => height > width * square;
  return !(lies(thumbnail) && stands(photo)) && !(stands(thumbnail) && lies(photo));
}
