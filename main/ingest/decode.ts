/** The only place that decodes images. Runs in decoder processes: a hostile file costs one job, never the app. */
import sharp from 'sharp';
import type { Metadata, Sharp } from 'sharp';
import type { FaceBox } from '../../preload/contract/face-square.js';
import { faceSquare } from '../../preload/contract/face-square.js';
import { orientationToApply } from '../core/embedded-picture.js';
import type { EmbeddedPicture, PixelSize } from '../core/embedded-picture.js';
import type { FileFacts } from '../core/facts.js';
import { jpegInAdobeRgb } from './formats/adobe-rgb.js';
import { openBmp } from './formats/dib.js';
import { openHeif } from './formats/heif.js';
import { openIco } from './formats/ico.js';
import { jpegHeader } from './formats/jpeg-header.js';
import { openJxl } from './formats/jxl.js';
import { motionVideoIn } from './formats/motion-video.js';
import type { OpenedImage } from './formats/opened.js';
import { openPsd } from './formats/psd.js';
import { foreignFormat } from './formats/sniff.js';
import { DamagedImage, UnsupportedImage, maxInputPixels } from './formats/undecodable.js';
import { blurOf } from './blur.js';
import { fitsPhoto, thumbnailOfExif, uprightJpeg } from './exif-thumbnail.js';
import { asTiff, exifTags, factsFromExif, factsFromRaw, orientationOf } from './header.js';

/** Longest edge of a thumbnail, in pixels: what a 12-megapixel JPEG gives almost for free at 1/8 scale. */
const thumbnailEdge = 400;
/** Longest edge of what the viewer shows, in pixels: a screen of 4K, and some room to look closer. */
const renditionEdge = 4096;
const renditionQuality = 88;
const maxSvgBytes = 16 * 1024 * 1024;
/** An icon of 16 pixels may be drawn in any size, but not in every detail. */
const maxSvgDensity = 7_200;

// One job at a time a process; the pool is what uses the cores. libvips' cache would only keep dead images.
sharp.concurrency(1);
sharp.cache(false);

export interface Thumbnail {
  readonly webp: Buffer;
  readonly width: number;
  readonly height: number;
  /** What is shown before it: `preload/contract/blur.ts`. */
  readonly blur: Uint8Array;
}

export interface DecodedImage {
  readonly facts: FileFacts;
  readonly thumbnail: Thumbnail;
}

/** A reason for people from what libvips says of a file. */
export function damageReason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof DamagedImage || error instanceof UnsupportedImage) return text;
  if (/pixel limit/i.test(text)) return 'The image is too large to be decoded safely (over 500 megapixels).';
  if (/unsupported image format/i.test(text)) return 'The file is not an image, or is damaged from its first bytes.';
  if (/premature|truncat|end of (file|input|image)|not enough data|short/i.test(text)) {
    return 'The file is cut short: part of the picture is missing.';
  }
  const detail = (text.split('\n')[0] ?? '').replace(/^Input buffer (has corrupt header: )?/, '').slice(0, 160);
  return `The file is damaged and cannot be decoded (${detail}).`;
}

/** Vector images are drawn in the size they are wanted in; the density they are written for is 72. */
async function openSvg(bytes: Buffer, edge: number): Promise<OpenedImage> {
  if (bytes.length > maxSvgBytes) {
    throw new DamagedImage('The image is too large to be drawn safely (an SVG of over 16 MB).');
  }
  // Nothing is drawn for this; what is drawn afterwards is limited.
  const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
  const density = Math.min(maxSvgDensity, Math.max(1, (72 * edge) / Math.max(width, height, 1)));
  return { bytes, density, size: { width, height } };
}

/** `edge`: the longest edge that the image is wanted in, in pixels. */
async function open(bytes: Buffer, edge: number): Promise<OpenedImage> {
  switch (foreignFormat(bytes)) {
    case 'heif':
      return openHeif(bytes);
    case 'jxl':
      return openJxl(bytes);
    case 'bmp':
      return openBmp(bytes);
    case 'ico':
      return openIco(bytes);
    case 'psd':
      return openPsd(bytes);
    case 'svg':
      return openSvg(bytes, edge);
    case null:
      return { bytes };
  }
}

/** Turned and coloured as the RAW file says that it was taken from, where it says nothing itself. */
async function openEmbedded(picture: EmbeddedPicture, edge: number): Promise<OpenedImage> {
  const bytes = Buffer.from(picture.image.buffer, picture.image.byteOffset, picture.image.byteLength);
  // Other formats than these come upright out of their decoders, with a profile.
  if (foreignFormat(bytes) !== null) return open(bytes, edge);
  const { orientation, width, height, hasProfile, space } = await sharp(bytes, {
    limitInputPixels: maxInputPixels,
  }).metadata();
  const isAdobeRgb = picture.isAdobeRgb && !hasProfile && space === 'srgb';
  return {
    bytes: isAdobeRgb ? jpegInAdobeRgb(bytes) : bytes,
    orientation: orientationToApply(orientation ?? null, { width, height }, picture),
  };
}

/** The bytes of a file, or a picture from inside one. */
export type ImageSource = Buffer | EmbeddedPicture;

function openSource(source: ImageSource, edge: number): Promise<OpenedImage> {
  return Buffer.isBuffer(source) ? open(source, edge) : openEmbedded(source, edge);
}

/** EXIF's eight orientations. sharp mirrors first and turns then, whatever order it is told in. */
function turned(image: Sharp, orientation: number): Sharp {
  switch (orientation) {
    case 2:
      return image.flop();
    case 3:
      return image.rotate(180);
    case 4:
      return image.flip();
    case 5:
      return image.flop().rotate(270);
    case 6:
      return image.rotate(90);
    case 7:
      return image.flop().rotate(90);
    case 8:
      return image.rotate(270);
    default:
      return image;
  }
}

function sharpOf({ bytes, density, orientation }: OpenedImage): Sharp {
  const image = sharp(bytes, {
    limitInputPixels: maxInputPixels,
    failOn: 'error',
    autoOrient: true,
    ...(density === undefined ? {} : { density }),
  });
  return turned(image, orientation ?? 1);
}

function inSrgb(image: Sharp, { space, hasProfile }: Metadata): Sharp {
  const converted = image.toColourspace('srgb');
  // sharp works on 16 bits in Display P3, and goes on to sRGB only when a profile is asked for.
  return space === 'rgb16' && hasProfile ? converted.withIccProfile('srgb', { attach: false }) : converted;
}

/** In sRGB, and no longer than so many pixels an edge. */
function within(edge: number, image: Sharp, metadata: Metadata): Sharp {
  return inSrgb(image, metadata).resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true });
}

/**
 * Dimensions, header facts and thumbnail of one image, orientation applied. Of a picture from inside a RAW file they are
 * the picture's own, not the file's.
 * Throws what libvips throws for bytes it cannot decode to the end, `DamagedImage`, or `UnsupportedImage`.
 */
export async function decodeImage(source: ImageSource): Promise<DecodedImage> {
  const opened = await openSource(source, thumbnailEdge);
  const image = sharpOf(opened);
  const metadata = await image.metadata();
  const { data, info } = await within(thumbnailEdge, image, metadata).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const webp = await sharp(data, { raw: { width, height, channels } }).webp({ quality: 78, effort: 2 }).toBuffer();
  const motion = Buffer.isBuffer(source) ? motionVideoIn(source) : null;
  return {
    facts: { ...headerFacts(metadata, opened), ...motion },
    thumbnail: { webp, width, height, blur: blurOf({ data, width, height, channels }) },
  };
}

/** An image that every browser shows, in sRGB. */
export interface Rendition {
  readonly image: Uint8Array;
  readonly mimeType: 'image/jpeg' | 'image/webp';
}

/** The whole picture, upright, at most `edge` pixels an edge; null for 4,096. Throws as `decodeImage` does. */
export async function renderImage(source: ImageSource, edge: number | null = null): Promise<Rendition> {
  const longest = edge ?? renditionEdge;
  const opened = await openSource(source, longest);
  const image = sharpOf(opened);
  const metadata = await image.metadata();
  const sized = within(longest, image, metadata);
  // JPEG takes a tenth of the time that WebP takes at this size, and knows no transparency.
  return metadata.hasAlpha && edge === null
    ? { image: await sized.webp({ quality: renditionQuality, effort: 1 }).toBuffer(), mimeType: 'image/webp' }
    : {
        image: await sized
          .flatten({ background: '#fff' })
          .jpeg({ quality: renditionQuality, chromaSubsampling: '4:4:4' })
          .toBuffer(),
        mimeType: 'image/jpeg',
      };
}

/**
 * A face and what is around it, upright, as a JPEG of at most `edge` pixels a side; null for all there are. Throws as
 * `decodeImage` does.
 */
export async function renderFace(source: ImageSource, face: FaceBox, edge: number | null): Promise<Rendition> {
  const opened = await openSource(source, renditionEdge);
  const image = sharpOf(opened);
  const metadata = await image.metadata();
  const upright = uprightSize(metadata, opened);
  // No larger than it takes: of most photos a part of the pixels is enough to decode.
  const scale = edge === null ? 1 : edge / faceSquare(face, upright).edge;
  const longest = Math.min(renditionEdge, Math.ceil(Math.max(upright.width, upright.height) * Math.min(1, scale)));
  const { data, info } = await within(longest, image, metadata)
    .flatten({ background: '#fff' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const square = faceSquare(face, info);
  const side = Math.max(1, Math.floor(square.edge));
  const cut = sharp(data, { raw: { width, height, channels } }).extract({
    left: Math.floor(square.left),
    top: Math.floor(square.top),
    width: side,
    height: side,
  });
  return { image: await cut.jpeg({ quality: renditionQuality }).toBuffer(), mimeType: 'image/jpeg' };
}

function uprightSize({ autoOrient }: Metadata, { size, orientation = 1 }: OpenedImage): PixelSize {
  const { width, height } = size ?? autoOrient;
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/**
 * Dimensions and facts by the first bytes of an image, of a RAW file facts alone; no pixel is decoded. Throws when they are
 * not enough.
 */
export async function readHeader(firstBytes: Buffer, isRaw: boolean): Promise<FileFacts> {
  const ofRaw = isRaw ? factsFromRaw(firstBytes) : null;
  if (ofRaw !== null) return ofRaw;
  const { exif, upright } = await headerOf(firstBytes);
  return { ...factsFromExif(exif), ...upright };
}

/**
 * The JPEG that lies beside the Exif tags of a JPEG or RAW file, to be shown turned as the photo is; null when there is
 * none in these first bytes, or it shows the photo as it was before it was edited. Throws when they are no image's.
 */
export async function exifThumbnailOf(firstBytes: Buffer, isRaw: boolean): Promise<Buffer | null> {
  const raw = isRaw ? asTiff(firstBytes) : null;
  const photo = raw === null ? await headerOf(firstBytes) : null;
  const exif = raw ?? photo?.exif;
  const thumbnail = exif === undefined ? null : thumbnailOfExif(exif);
  if (thumbnail === null) return null;
  if (photo !== null && !fitsPhoto((await headerOf(thumbnail.jpeg)).stored, photo.stored)) return null;
  return uprightJpeg(thumbnail);
}

interface ImageHeader {
  readonly exif: Buffer | undefined;
  readonly stored: PixelSize;
  readonly upright: PixelSize;
}

async function headerOf(firstBytes: Buffer): Promise<ImageHeader> {
  const jpeg = jpegHeader(firstBytes);
  if (jpeg !== null) {
    const { exif, ...stored } = jpeg;
    const isQuarterTurn = orientationOf(exif === undefined ? null : exifTags(exif)) >= 5;
    return { exif, stored, upright: isQuarterTurn ? { width: stored.height, height: stored.width } : stored };
  }
  const image = sharp(firstBytes, { limitInputPixels: maxInputPixels, failOn: 'none' });
  const { width, height, exif, autoOrient } = await image.metadata();
  return { exif, stored: { width, height }, upright: autoOrient };
}

function headerFacts({ exif, autoOrient }: Metadata, opened: OpenedImage): FileFacts {
  const { width, height } = opened.size ?? autoOrient;
  return { ...factsFromExif(opened.exif ?? exif), width, height };
}

/** Of a thumbnail that was made before there were blurs. Throws for what is no picture. */
export async function blurOfThumbnail(webp: Uint8Array): Promise<Uint8Array> {
  const { data, info } = await sharp(webp, { limitInputPixels: maxInputPixels })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return blurOf({ data, width: info.width, height: info.height, channels: info.channels });
}

/** Brightness is compared between neighbours in a row: nine columns give eight comparisons. */
const lookColumns = 9;
const lookRows = 8;

/**
 * The 64-bit difference hashes of a picture, upright and turned by each quarter, as 4 × 8 bytes: each bit says whether the
 * picture gets brighter from one of 9 × 8 cells to the next. They hardly change when a picture is re-compressed, scaled
 * or adjusted.
 */
export async function lookOf(image: Uint8Array): Promise<Uint8Array> {
  const looks = await Promise.all([0, 90, 180, 270].map((angle) => differenceHash(image, angle)));
  return Buffer.concat(looks);
}

async function differenceHash(image: Uint8Array, angle: number): Promise<Uint8Array> {
  const cells = await sharp(image, { limitInputPixels: maxInputPixels })
    .rotate(angle)
    .flatten()
    .greyscale()
    .resize(lookColumns, lookRows, { fit: 'fill' })
    .raw()
    .toBuffer();
  const hash = new Uint8Array(8);
  for (let row = 0; row < lookRows; row++) {
    for (let column = 0; column < lookColumns - 1; column++) {
      const at = row * lookColumns + column;
      const isBrighter = (cells[at + 1] ?? 0) > (cells[at] ?? 0);
      hash[row] = ((hash[row] ?? 0) << 1) | (isBrighter ? 1 : 0);
    }
  }
  return hash;
}
