/** An image in a form that sharp decodes. */
export interface OpenedImage {
  readonly bytes: Buffer;
  /** The EXIF block of the original container, when `bytes` does not hold it. */
  readonly exif?: Buffer | undefined;
  /** EXIF orientation that `bytes` do not tell of themselves; default 1. */
  readonly orientation?: number;
  /** Dots per inch at which a vector image is drawn. */
  readonly density?: number;
  /** Dimensions to be told of instead of those of `bytes`. */
  readonly size?: { readonly width: number; readonly height: number };
}
