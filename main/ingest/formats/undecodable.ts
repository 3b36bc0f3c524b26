/** The file is broken. The message is a sentence for people. */
export class DamagedImage extends Error {}

/** The file may be sound, but holds a kind of picture that Keepsight cannot decode. The message is a sentence for people. */
export class UnsupportedImage extends Error {}

/** 0.5 gigapixels: above it a file is refused before any pixel is decoded. */
export const maxInputPixels = 500_000_000;

/** Throws for a picture of more than `limit` pixels, and for one without any. */
export function checkPixels(width: number, height: number, limit = maxInputPixels): void {
  if (!(width > 0 && height > 0)) throw new DamagedImage('The file is damaged: its picture has no size.');
  if (width * height > limit) {
    throw new DamagedImage(
      `The image is too large to be decoded safely (over ${(limit / 1_000_000).toFixed(0)} megapixels).`,
    );
  }
}
