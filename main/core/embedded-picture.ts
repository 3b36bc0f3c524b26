/** A picture that a camera put into a RAW file beside its own data, and how it is to be shown. Pure. */

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** What the RAW file says of all its pictures. */
export interface EmbeddedFrame {
  /** EXIF orientation of the RAW file, 1 to 8; 1 where it says nothing. */
  readonly orientation: number;
  /** Of the RAW picture as it is stored, before it is turned; null when it is not known. */
  readonly stored: PixelSize | null;
  /** The camera was set to Adobe RGB. */
  readonly isAdobeRgb: boolean;
}

export interface EmbeddedPicture extends EmbeddedFrame {
  /** An image file: nearly always JPEG. */
  readonly image: Uint8Array;
}

/**
 * The EXIF orientation by which an embedded picture of `size` pixels is to be turned, beyond what it says of itself. Never
 * twice: a picture with an orientation of its own (`own`) is left to it, and so is one that was turned before it was stored.
 */
export function orientationToApply(own: number | null, size: PixelSize, frame: EmbeddedFrame): number {
  if (own !== null) return 1;
  const { orientation, stored } = frame;
  const isQuarterTurn = orientation >= 5 && orientation <= 8;
  const isTurnedAlready = isQuarterTurn && stored !== null && stored.width > stored.height !== size.width > size.height;
  return isTurnedAlready ? 1 : orientation;
}
